"""The authority of the sample: bodies, departments, halls, posts, people and their groups."""

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sunshine.kit.codes import org_check_character
from sunshine.orgs.actions import (
    audiences,
    beginnings,
    bodies,
    groups,
    people,
    places,
    posts,
    powers,
)
from sunshine.orgs.models import Body, Department, NamedGroup, Person, Post
from sunshine.sample.reading import rows, toml

BEGIN = datetime(2015, 1, 5, 1, 0, tzinfo=UTC)
SINCE = date(2015, 1, 5)
MERGED = date(2018, 6, 15)
MERGED_AT = datetime(2018, 6, 15, 1, 0, tzinfo=UTC)
MERGE_PAPER = "国税地税征管体制改革方案"
KEEPER_POST = "administrator"


@dataclass
class Authority:
    """What the rest of the sample needs to find again."""

    admin: Person
    bodies: dict[str, Body] = field(default_factory=dict)
    posts: dict[tuple[str, str], Post] = field(default_factory=dict)
    people: dict[tuple[str, str], Person] = field(default_factory=dict)
    groups: dict[str, NamedGroup] = field(default_factory=dict)
    full: list[str] = field(default_factory=list)

    def cities(self) -> list[str]:
        """Return the slugs of the cities in tree order."""
        return [slug for slug, body in self.bodies.items() if body.level == "city"]


def drawn(*facts: object, most: int) -> int:
    """Return a number from 0 to ``most`` - 1 that depends on ``facts`` alone."""
    digest = hashlib.sha256("/".join(map(str, facts)).encode()).digest()
    return int.from_bytes(digest[:4], "big") % most


def found_authority() -> Authority:
    """Found the whole tree with its posts and people and return it."""
    spec = toml("authority")
    table = rows("bodies")
    root = beginnings.found_root(
        slug="ln",
        name="辽宁省国家税务局",
        short_name="省局",
        name_en="Liaoning Provincial Office, State Administration of Taxation",
        at=BEGIN,
        facts=_facts(table[0]),
    )
    admin, _ = beginnings.appoint_first_administrator(
        root, username="ln.admin", name="高明远", name_en="Gao Mingyuan", at=BEGIN
    )
    authority = Authority(admin, {"ln": root})
    _found_bodies(authority, table[1:])
    _found_local_bureaus(authority)
    named = {"ln", "ln-dishui", "ln-shenyang-dishui", *spec["full_extra"]}
    for slug, body in list(authority.bodies.items()):
        is_full = slug in named or body.level == "city"
        if is_full:
            authority.full.append(slug)
        _staff(authority, body, spec, is_full=is_full)
    for slug in authority.full:
        _lead(authority, authority.bodies[slug])
    _people_outside(authority)
    _mark_as_sample(authority)
    return authority


def _found_bodies(authority: Authority, table: list[dict[str, str]]) -> None:
    for row in table:
        authority.bodies[row["slug"]] = bodies.found_body(
            authority.bodies[row["parent"]],
            slug=row["slug"],
            level=row["level"],
            name=row["name"],
            short_name=row["short_name"],
            name_en=row["name_en"],
            facts=_facts(row),
            by=authority.admin,
            at=BEGIN,
        )


def _facts(row: dict[str, str]) -> dict[str, str]:
    region, short = row["region_code"], row["short_name"]
    body = region + f"{drawn(row['slug'], most=90) + 10}"
    area = "024" if region[:4] in {"2101", "2100"} else f"04{11 + drawn(region[:4], most=18)}"
    tail = f"{'5550' if area == '024' else '555'}{drawn(row['slug'], 'phone', most=9000) + 1000}"
    number = drawn(row["slug"], "no", most=180) + 1
    place = "沈阳市" if short.startswith("省") else short.removesuffix("局").removesuffix("地税")
    address = f"{place}税务路{number}号"
    return {
        "region_code": region,
        "org_code": body + org_check_character(body),
        "site_code": f"{region}0001" if row["level"] == "province" else "",
        "address": address,
        "postcode": f"11{drawn(region, most=7000) + 1000:04d}",
        "office_hours": "工作日 8:30—11:30，13:00—17:00",
        "telephone": f"{area}-{tail}",
        "duties": "负责辖区内税收、社会保险费和有关非税收入的征收管理，依法公开政府信息。",
        "disclosure_office": f"{short}办公室（政府信息公开工作机构）",
        "disclosure_address": f"{address}一楼公共查阅室",
        "disclosure_hours": "工作日 8:30—11:30，13:00—17:00",
        "disclosure_telephone": f"{area}-{tail[:-1]}8",
        "disclosure_fax": f"{area}-{tail[:-1]}9",
        "disclosure_contact": f"xxgk@{row['slug']}.example.cn",
        "supervision_telephone": "12366",
    }


def _found_local_bureaus(authority: Authority) -> None:
    """Found two local tax bureaus that were merged in 2018: their record stays."""
    for slug, parent, name, short, english in (
        ("ln-dishui", "ln", "辽宁省地方税务局", "省地税局", "Liaoning Local Taxation Bureau"),
        (
            "ln-shenyang-dishui",
            "ln-shenyang",
            "沈阳市地方税务局",
            "沈阳市地税局",
            "Shenyang Local Taxation Bureau",
        ),
    ):
        row = {"slug": slug, "region_code": "210000", "short_name": short, "level": "city"}
        authority.bodies[slug] = bodies.found_body(
            authority.bodies[parent],
            slug=slug,
            level="province" if parent == "ln" else "district",
            name=name,
            short_name=short,
            name_en=english,
            facts=_facts(row),
            by=authority.admin,
            at=BEGIN,
        )


def merge_of_2018(authority: Authority) -> None:
    """Rename the province and merge the local bureaus, as in the reform of 2018."""
    root, admin = authority.bodies["ln"], authority.admin
    row = rows("bodies")[0]
    bodies.rename_body(
        root,
        name=row["name"],
        short_name=row["short_name"],
        name_en=row["name_en"],
        since=MERGED,
        document=MERGE_PAPER,
        by=admin,
        at=MERGED_AT,
    )
    for old, successor in (("ln-dishui", "ln"), ("ln-shenyang-dishui", "ln-shenyang")):
        bodies.merge_bodies(
            authority.bodies[old],
            successor=authority.bodies[successor],
            on=MERGED,
            document=MERGE_PAPER,
            by=admin,
            at=MERGED_AT,
        )
        authority.full.remove(old)
        for hall in authority.bodies[successor].halls.filter(slug=f"{old}-hall"):
            places.close_hall(hall, on=MERGED, by=admin, at=MERGED_AT)


def _staff(authority: Authority, body: Body, spec: dict[str, Any], *, is_full: bool) -> None:
    """Give the body its departments, hall, posts and a person for each post that acts."""
    admin = authority.admin
    departments = {
        row["slug"]: places.add_department(
            body,
            slug=row["slug"],
            facts={key: row[key] for key in ("name", "name_en", "duties")},
            by=admin,
            at=BEGIN,
        )
        for row in (spec["department"] if is_full else spec["department"][:1])
    }
    places.add_hall(
        body,
        slug=f"{body.slug}-hall",
        facts={
            "name": f"{body.short_name}办税服务厅",
            "name_en": f"{body.slug.removeprefix('ln-').title()} Tax Service Hall",
            "address": body.address,
            "office_hours": "工作日 8:30—17:00，中午不间断；厅内有人不下班",
            "telephone": body.telephone,
            "accessibility": "轮椅坡道、低位柜台、写字板、语音提示",
        },
        by=admin,
        at=BEGIN,
    )
    lasting = {"head", "deputy", "office", "disclosure", "editor"}
    for row in spec["post"]:
        if not is_full and row["slug"] not in lasting:
            continue
        _fill(authority, body, row, departments.get(row.get("department", "")))


def _fill(
    authority: Authority, body: Body, row: dict[str, Any], department: Department | None
) -> None:
    if (body.slug, row["slug"]) == ("ln", "admin"):
        authority.posts["ln", "admin"] = body.posts.get(slug=KEEPER_POST)
        authority.people["ln", "admin"] = authority.admin
        return
    post = posts.create_post(
        body,
        slug=row["slug"],
        name=row["name"],
        name_en=row["name_en"],
        roles=row["roles"],
        department=department,
        by=authority.admin,
        at=BEGIN,
    )
    authority.posts[body.slug, row["slug"]] = post
    short = body.slug.removeprefix("ln-")
    person, _ = people.join(
        body,
        username=f"{short}.{row['slug']}",
        name=_name(body.slug, row["slug"]),
        by=authority.admin,
        at=BEGIN,
    )
    posts.appoint(person, post=post, since=SINCE, document="任职文件", by=authority.admin, at=BEGIN)
    authority.people[body.slug, row["slug"]] = person


def _name(*facts: str) -> str:
    names = toml("authority")["names"]
    given = names["given"].split()
    surname = names["surnames"][drawn(*facts, "surname", most=len(names["surnames"]))]
    return f"{surname}{given[drawn(*facts, most=len(given))]}"


def _lead(authority: Authority, body: Body) -> None:
    """Set up the leading group, the chain of responsibility, powers and what openness costs."""
    admin, slug = authority.admin, body.slug
    paper = f"关于调整{body.short_name}政务公开工作领导小组的通知"
    group = groups.found_leading_group(
        body,
        name="政务公开工作领导小组",
        name_en="Leading Group for Open Government",
        document=paper,
        founded=SINCE,
        by=admin,
        at=BEGIN,
    )
    for seat, post in (
        ("head", "head"),
        ("deputy", "deputy"),
        ("deputy", "inspection"),
        ("office", "office"),
        ("member", "first"),
    ):
        groups.take_seat(
            group,
            post=authority.posts[slug, post],
            seat=seat,
            since=SINCE,
            document=paper,
            by=admin,
            at=BEGIN,
        )
    _chain(authority, body, paper)
    if slug == "ln":
        _account_for_openness(authority, body)


def _chain(authority: Authority, body: Body, paper: str) -> None:
    """Name the post that answers for each rung of the chain of responsibility."""
    for rung, post in (
        ("party_group", "head"),
        ("chief", "head"),
        ("deputy", "deputy"),
        ("departments", "office"),
        ("inspection", "inspection"),
    ):
        groups.name_responsible(
            body,
            rung=rung,
            post=authority.posts[body.slug, post],
            since=SINCE,
            document=paper,
            by=authority.admin,
            at=BEGIN,
        )


def _account_for_openness(authority: Authority, body: Body) -> None:
    """Record the powers of the province, and what openness cost in three years."""
    admin = authority.admin
    for row in toml("authority")["powers"]:
        powers.add_power(body, post=authority.posts["ln", "office"], by=admin, at=BEGIN, **row)
    for year in (2023, 2024, 2025):
        for kind, amount in (
            ("people", "12"),
            ("money", f"{30 + year % 7}.5"),
            ("equipment", "46"),
        ):
            powers.record_input(
                body,
                year=year,
                kind=kind,
                amount=Decimal(amount),
                by=admin,
                at=datetime(year + 1, 1, 10, 2, 0, tzinfo=UTC),
            )


def _people_outside(authority: Authority) -> None:
    """Found the named groups, with a citizen who belongs to one and to no body."""
    admin = authority.admin
    for slug, body, name in (
        ("ln-export-firms", "ln", "出口退税重点企业联络组"),
        ("heping-hearing", "ln-shenyang-heping", "和平区听证参加人"),
    ):
        authority.groups[slug] = audiences.found_named_group(
            authority.bodies[body], slug=slug, name=name, purpose="特定人群公开", by=admin, at=BEGIN
        )
    citizen, _ = people.join(
        authority.bodies["ln"], username="citizen.sun", name="孙晓阳", by=admin, at=BEGIN
    )
    authority.people["", "citizen"] = citizen
    audiences.add_member(
        authority.groups["ln-export-firms"], person=citizen, since=SINCE, by=admin, at=BEGIN
    )


def _mark_as_sample(authority: Authority) -> None:
    """Flag everybody: without a second factor, on loopback only. No act of the house does this."""
    Person.objects.update(is_sample=True)
    for person in authority.people.values():
        person.is_sample = True
