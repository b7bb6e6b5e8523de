"""The way of a request from its receipt to the archive, as entries of the table of acts."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from sunshine.desk.forms.requests.receiving import ConfirmForm, RecuseForm
from sunshine.desk.forms.requests.replying import (
    ArchiveForm,
    ArrivedForm,
    JoinForm,
    ReturnForm,
    ReviewForm,
    ServeForm,
    WhyForm,
)
from sunshine.desk.views.requests.acts import ANSWER, COURSE, REST, RequestAct, on_the_day
from sunshine.inforequests.actions import drafting, receiving, reviewing, serving
from sunshine.inforequests.models import Delivery, InfoRequest, WantedWay

REVIEW = "desk/requests/review.html"
_MANNERS = {
    WantedWay.COLLECT: Delivery.Manner.HAND,
    WantedWay.EMAIL: Delivery.Manner.ELECTRONIC,
    WantedWay.WEB: Delivery.Manner.ELECTRONIC,
}


def _serving(info: InfoRequest, on: date) -> dict[str, object]:
    manner = _MANNERS.get(WantedWay(info.wanted_way), Delivery.Manner.POST)
    return {"served_on": on, "manner": manner}


def _has_others(info: InfoRequest) -> bool:
    same = InfoRequest.objects.open().filter(applicant__digest=info.applicant.digest)
    return same.filter(body=info.body, reply__isnull=False).exclude(pk=info.pk).exists()


DRAFTING: tuple[RequestAct, ...] = (
    RequestAct(
        "draft_reply",
        _("起草答复"),
        _("保存"),
        _("答复已保存。"),
        drafting.draft_reply,
        group=ANSWER,
        address="desk:draft_reply",
    ),
    RequestAct(
        "submit_draft",
        _("送法制审核"),
        _("送审"),
        _("答复已送法制审核。"),
        drafting.submit_draft,
        drafting.why_not_submit_draft,
        group=ANSWER,
    ),
    RequestAct(
        "join_reply",
        _("合并答复"),
        _("合并答复"),
        _("已与所选的申请合并答复。"),
        drafting.join_reply,
        form=JoinForm,
        adapt=lambda given: {"reply": given["other"].reply},
        offered=_has_others,
        group=ANSWER,
    ),
    RequestAct(
        "recall",
        _("撤回送审"),
        _("撤回"),
        _("答复已撤回，可以修改。"),
        drafting.recall,
        drafting.why_not_recall,
        group=ANSWER,
    ),
)
REVIEWING: tuple[RequestAct, ...] = (
    RequestAct(
        "review_legal",
        _("法制审核"),
        _("提交审核意见"),
        _("审核意见已提交。"),
        reviewing.review_legal,
        reviewing.why_not_review_legal,
        ReviewForm,
        trial={"passed": True},
        group=ANSWER,
        template=REVIEW,
    ),
    RequestAct(
        "review_secrecy",
        _("保密审查"),
        _("提交审查意见"),
        _("审查意见已提交。"),
        reviewing.review_secrecy,
        reviewing.why_not_review_secrecy,
        ReviewForm,
        trial={"passed": True},
        group=ANSWER,
        template=REVIEW,
    ),
    RequestAct(
        "sign_off",
        _("签发"),
        _("签发"),
        _("已签发，答复书已编号。送达以后期限才停止。"),
        reviewing.sign_off,
        reviewing.why_not_sign_off,
        trial={},
        group=ANSWER,
        address="desk:sign_off",
    ),
    RequestAct(
        "return_draft",
        _("退回修改"),
        _("退回"),
        _("答复已退回修改。"),
        reviewing.return_draft,
        form=ReturnForm,
        group=ANSWER,
    ),
    RequestAct(
        "undo_sign_off",
        _("撤销签发"),
        _("撤销签发"),
        _("签发已撤销，答复书已作废，编号不再使用。"),
        reviewing.undo_sign_off,
        form=WhyForm,
        intro=_("送达以前可以撤销。答复书作废，重新签发时另行编号。"),
        group=ANSWER,
    ),
)
SERVING: tuple[RequestAct, ...] = (
    RequestAct(
        "serve",
        _("送达"),
        _("登记送达"),
        _("送达已登记，期限停止计算，送达回证已生成。"),
        serving.serve,
        form=ServeForm,
        start=_serving,
        group=ANSWER,
    ),
    RequestAct(
        "note_delivery_arrival",
        _("登记签收日期"),
        _("登记"),
        _("签收日期已登记，救济期限由此起算。"),
        serving.note_delivery_arrival,
        form=ArrivedForm,
        start=on_the_day("arrived_on"),
        group=ANSWER,
    ),
    RequestAct(
        "close",
        _("办结"),
        _("办结"),
        _("已办结，申请人可以评价。"),
        serving.close,
        serving.why_not_close,
        group=ANSWER,
    ),
    RequestAct(
        "archive",
        _("归档"),
        _("归档"),
        _("已归档。"),
        serving.archive,
        form=ArchiveForm,
        group=ANSWER,
    ),
)
RECEIVING: tuple[RequestAct, ...] = (
    RequestAct(
        "confirm",
        _("确认收到"),
        _("确认，开始计算期限"),
        _("已确认，收到申请之日已定，回执已生成。"),
        receiving.confirm,
        form=ConfirmForm,
        start=on_the_day("confirmed_on"),
        intro=_("自动回复不是双方确认。请与申请人联系，核对申请内容和身份后确认。"),
        group=COURSE,
    ),
    RequestAct(
        "recuse",
        _("回避"),
        _("登记回避"),
        _("已登记回避。"),
        receiving.recuse,
        form=RecuseForm,
        intro=_("与申请或者申请人有利害关系的，不能看到和办理。由其负责的，改由您负责。"),
        group=REST,
    ),
)
