"""Loading the whole sample, with true progress, into an empty house."""

from collections.abc import Callable
from datetime import date, timedelta

from django.db import transaction

from sunshine.publishing.reference import load_sections
from sunshine.sample.authority import BEGIN, found_authority, merge_of_2018
from sunshine.sample.campaigns import load_campaign_of_2008
from sunshine.sample.halls import furnish
from sunshine.sample.matters import load_matters
from sunshine.sample.open_days import announce_open_days
from sunshine.sample.records import Recorder
from sunshine.sample.requests import load_requests

Tell = Callable[[str], None]


def load(today: date, tell: Tell) -> None:
    """Load the sample as it stands on ``today``; all of it, or nothing at all."""
    with transaction.atomic():
        tell("机关、岗位和人员 · bodies, posts and people")
        load_sections(at=BEGIN)
        authority = found_authority()
        recorder = Recorder(authority, today)
        recorder.before_merger()
        merge_of_2018(authority)
        recorder.after_merger(tell)
        tell("办事指南、服务承诺和公开栏 · guides, promises, boards")
        load_matters(recorder)
        tell("依申请公开的申请 · requests for disclosure")
        load_requests(authority, today)
        tell("大厅和屏幕 · halls and screens")
        furnish(authority, today)
        tell("2008年政务公开日和专报 · the open-government day of 2008 and its bulletin")
        bulletin, item = load_campaign_of_2008(authority)
        recorder.release(item, bulletin.compiled_at + timedelta(hours=1))
        tell("就要举办的开放日活动 · open days to come")
        announce_open_days(authority, today)
