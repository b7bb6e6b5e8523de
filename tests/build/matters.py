"""Matters, their guides and promises, brought about through the actions."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sunshine.matters.actions.guides import begin_matter
from sunshine.matters.elements import (
    Answer,
    Basis,
    Contact,
    Faq,
    Field,
    Guide,
    Material,
    Need,
    Period,
    Place,
    Question,
    Step,
    as_data,
)
from sunshine.matters.models import Matter
from sunshine.orgs.models import Body, Hall
from sunshine.publishing.actions import editing
from sunshine.publishing.drafts import DraftFields
from sunshine.publishing.models import Item
from sunshine.publishing.reference import load_sections
from tests.build import release
from tests.cast import Cast

DAY = date(2026, 3, 2)
WHO = Question(
    *("who", "谁来办理？", "委托他人办理的，要有委托书。"),
    (Answer("self", "本人"), Answer("agent", "委托他人")),
)
STEPS = (
    Step("提出", "纳税人", "填写停业复业报告书", "停业前"),
    Step("办理", "窗口", "核对并录入", "即时"),
    Step("取件", "纳税人", "领取回执", "当场"),
)


def a_hall(body: Body, slug: str = "heping-hall", **facts: object) -> Hall:
    """Return a tax service hall of ``body``."""
    given = {
        "name": "和平区办税服务厅",
        "address": "沈阳市和平区南京北街1号",
        "office_hours": "工作日 8:30—17:00",
        "telephone": "024-12366",
        "accessibility": "无障碍坡道、低位柜台",
    }
    return Hall.objects.create(body=body, slug=slug, **{**given, **facts})


def materials() -> tuple[Material, ...]:
    """Return materials of every sort: always, by an answer, in words, and not asked for."""
    return (
        Material(
            *("停业复业报告书", "税务机关制发", 1, 0, "paper", True),
            form=(
                Field("纳税人名称", "和平区春华面馆"),
                Field("停业期限", "4月1日至9月30日"),
            ),
        ),
        Material(
            *("授权委托书", "纳税人", 1, 0, "paper", False),
            needs=(Need("who", ("agent",)),),
        ),
        Material(
            *("停业证明", "主管部门", 0, 1, "both", False),
            when="被有关部门责令停业的",
        ),
        Material(
            *("税务登记表", "税务机关", 1, 0, "electronic", True),
            made_by="registration",
        ),
    )


def codes() -> dict[str, Any]:
    """Return the coded elements of a guide."""
    return {
        "base_code": "1106001",
        "implementing_code": "11210102MB1234567",
        "type": "20",
        "level": "4",
        "subject_kind": "1",
        "objects": ("1", "6"),
        "ways": ("1", "2"),
        "case_type": "1",
    }


def complete_guide(hall: Hall, **facts: object) -> Guide:
    """Return a guide that lacks nothing; ``facts`` are laid over it."""
    guide = Guide(
        **codes(),
        name="停业登记",
        what="定期定额户在停业前向税务机关报告，停业期间不核定税款。",
        words=("歇业", "停业报告"),
        who=("sole-trader",),
        events=("pausing",),
        basis=(Basis("税务登记管理办法", "第二十三条"),),
        conditions=("实行定期定额征收方式", "停业期限不超过一年"),
        quantity="无数量限制",
        questions=(WHO,),
        materials=materials(),
        steps=STEPS,
        legal=Period(0, "at_once"),
        promised=Period(0, "at_once"),
        charged=False,
        result="停业复业报告书（盖章回执）",
        places=(Place(hall.slug, hall.name, "3至8号窗口"),),
        scope="全市通办",
        online=True,
        online_address="电子税务局",
        appointment=True,
        postage=False,
        pay_online=False,
        visits=1,
        ask=Contact("办税服务厅咨询台", "024-12366"),
        supervise=Contact("纳税服务科", "024-12345678"),
        remedies=("对办理结果不服的，可以自知道之日起六十日内申请行政复议。",),
        faqs=(Faq("停业期间要申报吗？", "不用；但停业前的税款要结清。"),),
    )
    return replace(guide, **facts)  # type: ignore[arg-type]


def registration(cast: Cast, hall: Hall) -> Matter:
    """Return the published matter that produces what the others need not ask for."""
    guide = complete_guide(
        hall,
        name="信息报告",
        what="开业以后向税务机关报告信息。",
        words=("报到",),
        events=("starting",),
        materials=(),
        no_materials=True,
        questions=(),
    )
    return published_matter(cast, guide, key="registration")


def draft_matter(cast: Cast, guide: Guide, *, key: str = "suspension") -> Matter:
    """Return a matter of Heping whose guide is a draft."""
    into = load_sections(at=release.AT).sections.get(slug="services")
    return begin_matter(
        cast.heping, into, key=key, guide=guide, by=cast.li, at=release.AT, made_on=DAY
    )


def published_matter(cast: Cast, guide: Guide, *, key: str = "suspension") -> Matter:
    """Return a matter of Heping whose guide has gone through every review."""
    matter = draft_matter(cast, guide, key=key)
    release.published(cast, matter.item.editions.get())
    return Matter.objects.get(pk=matter.pk)


def next_guide(
    cast: Cast, item: Item, guide: Guide, *, at: datetime, in_force_on: date | None = None
) -> None:
    """Publish ``guide`` as the next edition of ``item``, in force from ``in_force_on``."""
    edition = editing.begin_edition(item, kind="minor", by=cast.li, at=at)
    changes = DraftFields(elements=as_data(guide), in_force_on=in_force_on)
    revision = edition.revision
    saved = editing.save_draft(edition, revision=revision, changes=changes, by=cast.li, at=at)
    release.published(cast, saved)
