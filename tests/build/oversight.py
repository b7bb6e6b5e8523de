"""A bureau with something due, closed, late, to sign, reported and told; for the browser."""

from datetime import timedelta

from django.utils import timezone

import sunshine.publishing.notice_texts  # noqa: F401 - registers the sentences
from sunshine.notices.outbox import notify
from sunshine.publishing.actions.page_reports import report_page_error
from sunshine.publishing.actions.places import post_at_place
from sunshine.publishing.actions.rules import bind_rule
from sunshine.publishing.models import Step
from sunshine.rulebook.actions import VersionFacts, add_version, register_rule
from tests.build.desk import session_of
from tests.build.publishing import DAY, a_paper, a_withheld_paper
from tests.build.release import draft, published, sent, take
from tests.cast import cast_people

RULE = "第一条　为了做好保密审查，制定本办法。\n第二条　先审查、后公开。"


def watched() -> dict[str, str]:
    """Make the cast and what they watch over; return codes for addresses, and sessions."""
    at = timezone.now()
    cast = cast_people()
    a_paper(cast.heping, by=cast.li, title="早该公开的通知")
    a_withheld_paper(cast.heping, by=cast.li)
    item = published(cast)
    hung = published(cast, draft(cast, audience="place", title="定额公示名单"))
    facts = {"place": "中心市场北门公告栏", "posted_on": DAY, "until": DAY + timedelta(days=30)}
    post_at_place(hung, by=cast.li, at=at, **facts)  # type: ignore[arg-type]
    waiting = draft(cast, title="等待签发的公告")
    take(sent(cast, waiting), cast, Step.FIRST, Step.SECOND, Step.SECRECY)
    report = report_page_error(f"/i/{item.code}/", kind="wording", text="写错了一个字。", at=at)
    rule = register_rule(cast.heping, title="保密审查办法", by=cast.wu, at=at)
    version = add_version(rule, VersionFacts(effective_from=DAY), text=RULE, by=cast.wu, at=at)
    bind_rule(item, version=version, by=cast.wu, at=at)
    told = {"title": "等待签发的公告"}
    notify(cast.wu, kind="publishing.approved", key="x", at=at, facts=told, link="/desk/me/")
    sessions = {name: session_of(getattr(cast, name)) for name in ("wu", "qian", "wang", "gao")}
    return {"report": report.code, "rule": rule.code, "item": hung.code, **sessions}
