"""The fixed people of the tests. Zhao, of another bureau, must see nothing of the others' work."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from django.contrib.auth.hashers import make_password

from sunshine.orgs.models import (
    Body,
    BodyLevel,
    NamedGroup,
    NamedGroupMember,
    Person,
    Post,
    PostHolding,
    Role,
)

SINCE = date(2018, 7, 5)
PASSWORD = "阳光-sunshine-2026"


@dataclass(frozen=True)
class Cast:
    """Four bodies, and people whom every test knows by name.

    All of ``ln-shenyang-heping`` but Ma (the city), Zhao (``ln-dalian``), Sun and nobody.
    """

    ln: Body
    shenyang: Body
    heping: Body
    dalian: Body
    li: Person  # editor
    lin: Person  # another editor of the same body
    chen: Person  # first reviewer
    xu: Person  # second reviewer
    qian: Person  # final reviewer
    zhou: Person  # secrecy reviewer
    feng: Person  # legal reviewer
    wu: Person  # disclosure officer
    he: Person  # head of the disclosure office
    wang: Person  # head of the body
    gao: Person  # administrator
    ma: Person  # final reviewer and disclosure officer of the city above
    zhao: Person  # editor and disclosure officer of another bureau
    sun: Person  # a citizen, of the named group
    nobody: Person  # an account without post or group
    group: NamedGroup


_STAFF: dict[str, tuple[str, str, tuple[Role, ...]]] = {
    "li": ("李", "ln-shenyang-heping", (Role.EDITOR,)),
    "lin": ("林", "ln-shenyang-heping", (Role.EDITOR,)),
    "chen": ("陈", "ln-shenyang-heping", (Role.FIRST_REVIEWER,)),
    "xu": ("许", "ln-shenyang-heping", (Role.SECOND_REVIEWER,)),
    "qian": ("钱", "ln-shenyang-heping", (Role.FINAL_REVIEWER,)),
    "zhou": ("周", "ln-shenyang-heping", (Role.SECRECY_REVIEWER,)),
    "feng": ("冯", "ln-shenyang-heping", (Role.LEGAL_REVIEWER,)),
    "wu": ("吴", "ln-shenyang-heping", (Role.DISCLOSURE_OFFICER,)),
    "he": ("何", "ln-shenyang-heping", (Role.DISCLOSURE_HEAD,)),
    "wang": ("王", "ln-shenyang-heping", (Role.BODY_HEAD,)),
    "gao": ("高", "ln-shenyang-heping", (Role.ADMINISTRATOR,)),
    "ma": ("马", "ln-shenyang", (Role.FINAL_REVIEWER, Role.DISCLOSURE_OFFICER)),
    "zhao": ("赵", "ln-dalian", (Role.EDITOR, Role.DISCLOSURE_OFFICER)),
}

_HEPING = ("沈阳市和平区", "Heping District, Shenyang", "210102")
_BODIES = (
    ("ln", "", "0001/", "province", "辽宁省", "Liaoning", "210000"),
    ("ln-shenyang", "ln", "0001/0001/", "city", "沈阳市", "Shenyang", "210100"),
    ("ln-shenyang-heping", "ln-shenyang", "0001/0001/0001/", "district", *_HEPING),
    ("ln-dalian", "ln", "0001/0002/", "city", "大连市", "Dalian", "210200"),
)


def cast_people() -> Cast:
    """Make the cast in the database and return it."""
    bodies = _make_bodies()
    staff = {key: _make_staff(key, bodies) for key in _STAFF}
    sun, nobody = _make_person("sun", "孙"), _make_person("nobody", "无名")
    group = NamedGroup.objects.create(
        body=bodies["ln-shenyang-heping"], slug="heping-export", name="和平区出口退税企业"
    )
    NamedGroupMember.objects.create(group=group, person=sun, since=SINCE)
    return Cast(
        ln=bodies["ln"],
        shenyang=bodies["ln-shenyang"],
        heping=bodies["ln-shenyang-heping"],
        dalian=bodies["ln-dalian"],
        sun=sun,
        nobody=nobody,
        group=group,
        **staff,
    )


def _make_bodies() -> dict[str, Body]:
    bodies: dict[str, Body] = {}
    for slug, parent, path, level, place, english, region in _BODIES:
        bodies[slug] = Body.objects.create(
            slug=slug,
            parent=bodies.get(parent),
            path=path,
            level=BodyLevel(level),
            name=f"国家税务总局{place}税务局",
            short_name=f"{place}局",
            name_en=f"{english} Tax Service",
            founded=SINCE,
            region_code=region,
            org_code=f"{region}00X",
        )
    return bodies


def _make_person(username: str, name: str, body: Body | None = None) -> Person:
    person = Person(
        username=username, name=name, email=f"{username}@example.cn", body=body, joined=SINCE
    )
    person.password = _hashed()
    person.save()
    return person


@cache
def _hashed() -> str:
    # A house has the real, slow hasher: once is enough for all of them.
    return make_password(PASSWORD)


def _make_staff(key: str, bodies: dict[str, Body]) -> Person:
    name, slug, roles = _STAFF[key]
    person = _make_person(key, name, bodies[slug])
    post = Post.objects.create(
        body=bodies[slug],
        slug=f"{key}-post",
        name="、".join(str(role.label) for role in roles),
        roles=[role.value for role in roles],
    )
    PostHolding.objects.create(post=post, person=person, since=SINCE)
    return person
