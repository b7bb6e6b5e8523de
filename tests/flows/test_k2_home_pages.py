"""Bureau pages show their next activities, and the calendar leads to the bulletins."""

from datetime import timedelta

from django.test import Client

from sunshine.audit.models import Event
from sunshine.campaigns.actions import activities, bulletins
from sunshine.campaigns.layout import content_of
from sunshine.campaigns.lines import stored_sheet
from sunshine.public.baking.reader import bake_events
from sunshine.publishing.actions.editing import begin_item
from sunshine.publishing.reference import load_sections
from tests.build.campaigns import (
    AT,
    HOUR,
    an_activity,
    deployed,
    part_of,
    province_of,
    release_item,
    reported,
)
from tests.build.publishing import a_section
from tests.cast import Cast
from tests.faces.public.conftest import DAY, Record


def follow(after: int) -> int:
    """Bake what happened after the event ``after``; return the number of the last one."""
    events = list(Event.objects.filter(pk__gt=after, kind__startswith="campaigns.").order_by("pk"))
    bake_events(events, at=AT)
    return events[-1].pk


def test_a_home_page_follows_what_is_announced(cast: Cast, record: Record) -> None:
    load_sections(at=AT)
    campaign = deployed(cast, province_of(cast))
    record.bake_all()
    one = an_activity(part_of(campaign, cast.heping), cast.li)
    last = follow(0)
    pages = {name for name in record.names() if name.endswith("index.html")}
    home = next(n for n in pages if "ln-shenyang-heping/index" in n and n.startswith("zh"))
    other = next(n for n in pages if "ln-dalian/index" in n and n.startswith("zh"))
    assert one.title not in record.text(home)
    activities.announce(one, by=cast.li, at=AT)
    last = follow(last)
    assert f"/activities/{one.code}/" in record.text(home)
    assert one.title not in record.text(other)
    record.bake_all(DAY + timedelta(days=9))
    assert one.title not in record.text(home)
    record.bake_all()
    activities.drop_activity(one, reason="暴雨", by=cast.li, at=AT + HOUR)
    follow(last)
    assert one.title not in record.text(home)


def test_the_calendar_leads_to_a_bulletin_once_it_is_public(cast: Cast, record: Record) -> None:
    province = province_of(cast)
    campaign = deployed(cast, province)
    reported(campaign, cast.shenyang, cast.ma)
    bulletin = bulletins.compile_now(campaign, by=province.editor, at=AT)
    bulletins.approve_bulletin(bulletin, by=province.head, at=AT)
    item = begin_item(
        cast.ln,
        a_section("topics"),
        title=bulletin.title,
        summary="活动情况汇编。",
        content=content_of(stored_sheet(bulletin, day=DAY)),
        made_on=DAY,
        by=province.editor,
        at=AT,
    )
    bulletins.put_into_record(bulletin, item=item, by=province.editor, at=AT)
    visitor = Client()
    assert bulletin.title not in visitor.get("/activities/").content.decode()
    release_item(item, province, at=AT)
    assert f"/i/{item.code}/" in visitor.get("/activities/").content.decode()
