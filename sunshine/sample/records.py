"""What the sample's bodies publish, withhold and owe: through the same acts as any office."""

import csv
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from io import BytesIO, StringIO
from typing import Any

from sunshine.kit.days import BEIJING, beijing_day
from sunshine.orgs.models import NamedGroup, Person
from sunshine.publishing.actions import (
    attachments,
    editing,
    page_reports,
    papers,
    places,
    release,
    review,
    sections,
    takedown,
)
from sunshine.publishing.actions.rules import bind_rule
from sunshine.publishing.models import Audience, Edition, Item, Paper, Section, Step
from sunshine.rulebook.actions import VersionFacts, add_version, register_rule, repeal_version
from sunshine.rulebook.checklists import secrecy_questions
from sunshine.rulebook.models import Rule, RuleVersion
from sunshine.sample.authority import MERGED, Authority, drawn
from sunshine.sample.passing import send_on
from sunshine.sample.reading import toml
from sunshine.sample.texts import Plan, markup, plans

REVIEWERS = {
    Step.FIRST: "first",
    Step.SECRECY: "secrecy",
    Step.SECOND: "second",
    Step.FINAL: "deputy",
}
# How many of the newest items per body are left on their way, to show a desk at work.
ON_THE_WAY = ("ln", "ln-shenyang-heping")


class Recorder:
    """Writes the sample's record for one authority, up to the day ``today``."""

    def __init__(self, authority: Authority, today: date) -> None:
        self.authority = authority
        self.today = today
        self.sections = {section.slug: section for section in Section.objects.all()}
        self.items: dict[tuple[str, str, int], Item] = {}

    def person(self, body: str, post: str) -> Person:
        """Return who holds ``post`` in ``body``."""
        return self.authority.people[body, post]

    def before_merger(self) -> None:
        """Write what the local bureaus published before they were merged in 2018."""
        self._promise()
        self._of_local_bureaus()

    def after_merger(self, tell: Callable[[str], None]) -> None:
        """Write all the rest, the oldest first; ``tell`` hears how far it has come."""
        planned = [plan for plan in plans(self.authority) if _out_on(plan) < self.today]
        for number, plan in enumerate(planned, start=1):
            self._publish_plan(plan)
            if number % 25 == 0 or number == len(planned):
                tell(f"公开条目 · items {number}/{len(planned)}")
        tell("制度、特定范围、修订和撤回 · rules, audiences, editions, withdrawals")
        self._rules()
        self._restricted()
        self._second_editions()
        self._take_down()
        self._unpublished_papers()
        self._in_review()
        self._page_reports()

    def _promise(self) -> None:
        """Name the post that answers for each section of the bodies that publish."""
        at = _at(date(2015, 2, 2))
        for slug in self.authority.full:
            for section in self.sections.values():
                sections.promise_section(
                    self.authority.bodies[slug],
                    section,
                    post=self.authority.posts[slug, "disclosure"],
                    by=self.authority.admin,
                    at=at,
                )

    def _publish_plan(self, plan: Plan) -> Item:
        paper = self._register(plan)
        item = editing.begin_item(
            self.authority.bodies[plan.body],
            self.sections[plan.section],
            paper=paper,
            by=self.person(plan.body, "editor"),
            at=_at(_out_on(plan)),
            title=plan.title,
            summary=plan.summary,
            content=plan.content,
            document_number=plan.document_number,
            subject=plan.subject,
            keywords=list(plan.keywords),
            validity=plan.validity,
            made_on=plan.made_on,
            in_force_on=plan.in_force_on,
            repealed_on=plan.repealed_on,
            tax_period_from=plan.tax_period[0] if plan.tax_period else None,
            tax_period_until=plan.tax_period[1] if plan.tax_period else None,
        )
        if plan.attached:
            self._attach(item, plan)
        self.release(item, _at(_out_on(plan), hour=10))
        self.items[plan.key, plan.body, plan.made_on.year] = item
        return item

    def _attach(self, item: Item, plan: Plan) -> None:
        stream = StringIO()
        csv.writer(stream).writerows(plan.attached)
        attachments.attach(
            item.editions.get(),
            stream=BytesIO(stream.getvalue().encode("utf-8-sig")),
            filename="收支总表.csv",
            by=self.person(plan.body, "editor"),
            at=_at(_out_on(plan)),
        )

    def _register(self, plan: Plan) -> Paper:
        return papers.register_paper(
            self.authority.bodies[plan.body],
            title=plan.title,
            document_number=plan.document_number,
            made_on=plan.made_on,
            attribute="proactive",
            section_slug=plan.section,
            by=self.person(plan.body, "disclosure"),
            at=_at(plan.made_on + timedelta(days=1)),
        )

    def release(self, item: Item, at: datetime) -> None:
        """Send the open edition through every review and out."""
        body = item.body.slug
        edition = self._send(item, at)
        for number, step in enumerate(REVIEWERS):
            self._approve(edition, step, at + timedelta(minutes=10 * (number + 1)))
        edition.refresh_from_db()
        release.publish(edition, by=self.person(body, "editor"), at=at + timedelta(hours=1))
        item.refresh_from_db()

    def _send(self, item: Item, at: datetime) -> Edition:
        edition = item.editions.latest("number")
        send_on(edition, by=self.person(item.body.slug, "editor"), at=at)
        edition.refresh_from_db()
        return edition

    def _approve(self, edition: Edition, step: Step, at: datetime) -> None:
        answers = {question.key: False for question in secrecy_questions(beijing_day(at))}
        review.approve(
            edition,
            step,
            digest=edition.digest,
            by=self.person(edition.item.body.slug, REVIEWERS[step]),
            at=at,
            remarks="同意。" if step is not Step.SECRECY else "经审查，可以公开。",
            checklist=answers if step is Step.SECRECY else None,
        )

    def _of_local_bureaus(self) -> None:
        """Publish what the bureaus merged in 2018 had published before."""
        for slug, city in (("ln-dishui", "辽宁省"), ("ln-shenyang-dishui", "沈阳市")):
            for year in (2016, 2017):
                self._publish_plan(
                    Plan(
                        key="local",
                        body=slug,
                        section="policies",
                        made_on=date(year, 4, 12),
                        title=f"{city}地方税务局关于{year}年度城镇土地使用税申报事项的通告",
                        summary="明确年度城镇土地使用税的申报期限、方式和减免资料。",
                        content=markup(
                            "第一条　城镇土地使用税按年计算、分期缴纳。\n"
                            "第二条　符合减免条件的，自行申报享受，资料留存备查。"
                        ),
                        subject="财政、金融、审计\\税务",
                        keywords=["城镇土地使用税"],
                        validity="repealed",
                        repealed_on=MERGED,
                    )
                )

    def _rules(self) -> None:
        """Keep the bodies' own rules in versions, each with its public text."""
        for row in toml("special")["rule"]:
            officer = self.person(row["body"], "disclosure")
            first = datetime(2018, 8, 1, 2, 0, tzinfo=UTC)
            body = self.authority.bodies[row["body"]]
            rule = register_rule(body, title=row["title"], by=officer, at=first)
            for version in row["versions"]:
                self._rule_version(rule, version, first)

    def _rule_version(self, rule: Rule, row: Mapping[str, Any], first: datetime) -> None:
        officer = self.person(rule.body.slug, "disclosure")
        begins = date.fromisoformat(row["from"])
        at = max(_at(begins - timedelta(days=5)), first)
        facts = VersionFacts(document_number=row["number"], effective_from=begins)
        version = add_version(rule, facts, text=row["text"].strip(), by=officer, at=at)
        ended = None
        if "until" in row:
            ended = date.fromisoformat(row["until"]) + timedelta(days=1)
            repeal_version(
                version, repealed_on=ended, document="废止通知", by=officer, at=_at(ended)
            )
        self._publish_rule(rule, version, row, ended, at)

    def _publish_rule(
        self,
        rule: Rule,
        version: RuleVersion,
        row: Mapping[str, Any],
        ended: date | None,
        at: datetime,
    ) -> None:
        begins = date.fromisoformat(row["from"])
        over = row.get("superseded") or ended
        editor = self.person(rule.body.slug, "editor")
        item = editing.begin_item(
            rule.body,
            self.sections["policies"],
            by=editor,
            at=max(at, _at(ended)) if ended else at,
            published_first=min(begins, beijing_day(at)),
            title=rule.title,
            summary=f"{rule.title}（{begins.year}年版）全文。",
            content=markup(row["text"]),
            document_number=row["number"],
            subject="政府信息公开制度",
            keywords=["公开制度"],
            validity="repealed" if over else "valid",
            made_on=begins - timedelta(days=10),
            in_force_on=begins,
            repealed_on=date.fromisoformat(over) if isinstance(over, str) else over,
        )
        bind_rule(item, version=version, by=editor, at=at)
        self.release(item, max(at, _at(ended)) if ended else at)

    def _restricted(self) -> None:
        """Write what is for named groups, for staff, and for the wall of a market."""
        day = self.today - timedelta(days=20)
        for row in toml("special")["restricted"]:
            groups = [self.authority.groups[row["group"]]] if "group" in row else []
            item = self._begin_restricted(row, groups, day)
            self.release(item, _at(day, hour=10))
            if row["audience"] == Audience.PLACE:
                places.post_at_place(
                    item,
                    place=row["place"],
                    posted_on=day + timedelta(days=1),
                    until=day + timedelta(days=8),
                    by=self.person(row["body"], "editor"),
                    at=_at(day + timedelta(days=1)),
                )

    def _begin_restricted(
        self, row: Mapping[str, Any], groups: list[NamedGroup], day: date
    ) -> Item:
        return editing.begin_item(
            self.authority.bodies[row["body"]],
            self.sections[row["section"]],
            audience=row["audience"],
            groups=groups,
            by=self.person(row["body"], "editor"),
            at=_at(day),
            title=row["title"],
            summary=row["summary"],
            content=markup(row["content"]),
            made_on=day,
        )

    def _second_editions(self) -> None:
        """Give some items a new edition, with a public note of what changed."""
        for plan in plans(self.authority):
            item = self.items.get((plan.key, plan.body, plan.made_on.year))
            if item is None:
                continue
            if "on" in plan.second:
                day = date.fromisoformat(plan.second["on"])
                now = {"clause_validity": list(plan.second["clauses"]), "validity": "partly"}
                self._renew(item, plan.second["note"], now, day)
            elif plan.key == "hall-hours" and plan.body in {"ln", "ln-shenyang", "ln-dalian"}:
                text = plan.content + markup("自本年7月1日起，周六上午开设办税专窗。")
                note = "增加周六上午办税专窗安排。"
                self._renew(item, note, {"content": text}, date(plan.made_on.year, 6, 24))

    def _renew(self, item: Item, note: str, changes: dict[str, Any], day: date) -> None:
        editor = self.person(item.body.slug, "editor")
        edition = editing.begin_edition(item, kind="major", by=editor, at=_at(day, hour=8))
        editing.save_draft(
            edition,
            revision=edition.revision,
            changes={"change_note": note, **changes},  # type: ignore[typeddict-item]
            by=editor,
            at=_at(day, hour=9),
        )
        self.release(item, _at(day, hour=10))

    def _take_down(self) -> None:
        old, new = self.items["calendar", "ln", 2024], self.items["calendar", "ln", 2025]
        officer = self.person("ln", "disclosure")
        takedown.withdraw(
            old,
            reason="年度已过，申报期限以新年度一览为准。",
            by=officer,
            at=_at(new.created_at.date() + timedelta(days=10)),
        )
        news = self.items["news-visit", "ln-tieling", 2026]
        target = self.items["news-openday", "ln-tieling", 2026]
        takedown.move(
            news,
            to=target,
            reason="与另一条目重复，合并阅读。",
            by=self.person("ln-tieling", "disclosure"),
            at=_at(self.today - timedelta(days=6)),
        )

    def _unpublished_papers(self) -> None:
        """Register what is withheld, open on request, late or nearly due."""
        for row in toml("papers")["paper"]:
            made = self.today - timedelta(days=row["days"])
            passed = self.today - timedelta(days=14) if row.get("review_passed") else None
            papers.register_paper(
                self.authority.bodies[row["body"]],
                title=row["title"],
                document_number=row["number"],
                made_on=made,
                attribute=row["attribute"],
                ground=row.get("ground", ""),
                reason=row.get("reason", ""),
                section_slug=row.get("section", ""),
                review_again_on=passed,
                by=self.person(row["body"], "disclosure"),
                at=_at(made + timedelta(days=1)),
            )

    def _in_review(self) -> None:
        """Leave some editions on their way, each at another step."""
        for body in ON_THE_WAY:
            waiting = Paper.objects.filter(
                body=self.authority.bodies[body], attribute="proactive", item__isnull=True
            ).order_by("made_on")
            for number, paper in enumerate(waiting):
                self._begin_waiting(body, paper, approved=number)

    def _begin_waiting(self, body: str, paper: Paper, *, approved: int) -> None:
        day = max(paper.made_on, self.today - timedelta(days=2))
        item = editing.begin_item(
            self.authority.bodies[body],
            self.sections[paper.section_slug],
            paper=paper,
            by=self.person(body, "editor"),
            at=_at(day),
            summary=f"{paper.title[:60]}，供办理时查阅。",
            content=markup(
                "第一条　为便利纳税人、缴费人，现就有关事项公告如下。\n"
                "第二条　符合条件的即时办结，不符合条件的一次性告知。\n"
                "第三条　本公告自发布之日起施行。"
            ),
            validity="valid",
        )
        edition = self._send(item, _at(day, hour=9))
        for number, step in enumerate((Step.FIRST, Step.SECRECY)[:approved]):
            self._approve(edition, step, _at(day, hour=10) + timedelta(minutes=number))

    def _page_reports(self) -> None:
        item = self.items["hall-hours", "ln", 2026]
        for days, kind, text in (
            (9, "fact", "页面上的延时服务时间与大厅公告不一致，请核对。"),
            (1, "link", "预算附表打不开，麻烦看一下。"),
        ):
            report = page_reports.report_page_error(
                f"/i/{item.code}/",
                kind=kind,
                text=text,
                at=_at(self.today - timedelta(days=days)),
            )
            if days > 3:
                page_reports.answer_page_report(
                    report,
                    founded=True,
                    answer="经核对，以办税服务厅公告为准，页面已更正。感谢您的指正。",
                    by=self.person("ln", "disclosure"),
                    at=_at(self.today - timedelta(days=days - 1)),
                )


def _out_on(plan: Plan) -> date:
    """Return the day an item goes out: some days after its paper was made."""
    return plan.made_on + timedelta(days=2 + drawn(plan.key, plan.body, most=12))


def _at(day: date, *, hour: int = 9) -> datetime:
    return datetime.combine(day, time(hour, drawn(day, hour, most=50)), BEIJING).astimezone(UTC)
