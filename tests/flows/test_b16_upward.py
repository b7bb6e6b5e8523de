"""Row B16: briefs are adopted above and counted per bureau; suggestions get a reason."""

import pytest
from django.test import Client
from django.utils import timezone

from sunshine.campaigns.actions import upward
from sunshine.campaigns.models import Brief, Suggestion
from sunshine.campaigns.queries import adoption_by_body
from sunshine.kit.errors import Refused
from sunshine.notices.models import Notice
from tests.build.campaigns import AT, province_of
from tests.cast import Cast
from tests.entering import enter
from tests.faces.desk.working import done


def test_adoption_is_counted_per_bureau(cast: Cast) -> None:
    province = province_of(cast)
    sent = [
        upward.send_brief(body, title=f"信息{number}", text="情况", by=by, at=AT)
        for number, (body, by) in enumerate(
            ((cast.shenyang, cast.ma), (cast.shenyang, cast.ma), (cast.dalian, cast.zhao)), 1
        )
    ]
    upward.decide_brief(
        sent[0], verdict="adopted", reason="刊于政务信息第3期", by=province.officer, at=AT
    )
    upward.decide_brief(sent[2], verdict="declined", reason="内容已刊", by=province.officer, at=AT)
    rows = [(body.slug, n, adopted) for body, n, adopted in adoption_by_body(cast.ln, 2026)]
    assert rows == [("ln-shenyang", 2, 1), ("ln-dalian", 1, 0)]
    assert adoption_by_body(cast.ln, 2025) == []
    told = Notice.objects.get(kind="campaigns.brief_decided", recipient=cast.zhao)
    assert "内容已刊" in told.text
    with pytest.raises(Refused) as refused:
        upward.decide_brief(sent[0], verdict="declined", reason="", by=cast.ma, at=AT)
    codes = {reason.code for reason in refused.value.reasons}
    assert codes == {"no-such-duty", "brief-decided", "verdict-reason-needed"}
    with pytest.raises(Refused) as refused:
        upward.send_brief(cast.ln, title="无上级", text="x", by=province.editor, at=AT)
    assert refused.value.reasons[0].code == "brief-no-superior"


def test_the_pages_of_briefs_and_suggestions(cast: Cast) -> None:
    li, lin, wu, ma, zhao = (
        enter(Client(), one) for one in (cast.li, cast.lin, cast.wu, cast.ma, cast.zhao)
    )
    page = done(li, "/desk/briefs/new/", body=cast.heping.pk, title="和平信息", text="情况")
    assert "和平信息" in page
    brief = Brief.objects.get()
    assert "和平信息" not in zhao.get("/desk/briefs/").content.decode()
    assert li.get(f"/desk/briefs/{brief.code}/").status_code == 404
    page = done(ma, f"/desk/briefs/{brief.code}/", verdict="adopted", reason="刊于第1期")
    assert f"{timezone.now().year}年采用情况" in page
    done(lin, "/desk/suggestions/new/", body=cast.heping.pk, title="增设咨询台", text="中午人多")
    made = Suggestion.objects.get()
    address = f"/desk/suggestions/{made.code}/"
    assert "增设咨询台" not in li.get("/desk/suggestions/").content.decode()
    refused = wu.post(address, {"verdict": "adopted", "reason": ""})
    assert refused.status_code == 422
    done(wu, address, verdict="declined", reason="人手不足，明年安排")
    assert "人手不足" in lin.get("/desk/suggestions/").content.decode()
    assert Notice.objects.filter(kind="campaigns.suggestion_decided", recipient=cast.lin).exists()
    assert zhao.get(address).status_code == 404
    assert wu.get("/en/desk/suggestions/").status_code == 200


def test_nobody_decides_on_his_own_suggestion(cast: Cast) -> None:
    made = upward.suggest(cast.heping, title="一条", text="内容", by=cast.wu, at=AT)
    with pytest.raises(Refused) as refused:
        upward.decide_suggestion(made, verdict="adopted", reason="好", by=cast.wu, at=AT)
    assert [reason.code for reason in refused.value.reasons] == ["suggestion-own"]
    upward.decide_suggestion(made, verdict="adopted", reason="下月办", by=cast.he, at=AT)
