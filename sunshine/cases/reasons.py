"""The sentences of every refusal of cases, sorted by code."""

from django.utils.translation import gettext_lazy as _

from sunshine.kit.errors import register_sentences

register_sentences(
    {
        "case-closed": _("%(number)s已经办结，不能再办理。"),
        "case-concerns-keeper": _("此事涉及%(person)s本人，不能由其办理。请另选一人。"),
        "case-has-owner": _("%(number)s由%(person)s负责，不能直接接手。请由其移交。"),
        "case-keeper-not-of-body": _("%(person)s在%(body)s没有岗位。请选择本机关的工作人员。"),
        "case-not-chief": _("只有%(body)s的负责人可以接手无人负责的事项。请联系负责人。"),
        "case-not-chief-to-remind": _("只有%(body)s的负责人可以催办。"),
        "case-not-yours": _("%(number)s不由您负责。请联系其负责人。"),
        "case-remind-oneself": _("%(number)s由您本人负责，不必催办。"),
        "case-still-open": _("%(number)s尚未办结，办结以后才能评价。"),
        "handover-answered": _("这次移交已经答复，不必再次答复。"),
        "handover-not-to-you": _("这次移交由%(person)s答复。"),
        "handover-open": _("%(number)s已经在移交给%(person)s。请等其答复。"),
        "handover-to-needed": _("请选择移交给谁。"),
        "handover-to-owner": _("%(number)s本来由%(person)s负责。请另选一人。"),
        "handover-why-needed": _("请写明移交的理由（200字以内）。"),
        "handover-decline-why-needed": _("请写明不接收的理由（200字以内）。"),
        "message-not-yours": _("没有找到这个事项。请核对编号和查询码。"),
        "message-text-needed": _("请填写内容，不超过%(most)s字。"),
        "rated-already": _("%(number)s已经评价过，谢谢您。"),
        "rating-comment-too-long": _("意见最多%(most)s字。请删减。"),
        "rating-not-yours": _("只有申请人可以评价。"),
        "rating-stars": _("请选择一至五星。"),
    }
)
