"""The sentences of what a clock or a tariff cannot reckon with; by code."""

from django.utils.translation import gettext_lazy as _

from sunshine.kit.errors import register_sentences

register_sentences(
    {
        "due-answered-before-asked": _(
            "征求意见%(sent)s发出，%(answered)s收到答复：答复早于征求。请核对两个日期。"
        ),
        "due-asked-before-receipt": _("征求意见的日期%(sent)s早于收到申请之日。请核对日期。"),
        "due-asked-for-ages": _("征求意见到%(answered)s才收到答复，超过20年。请核对年份。"),
        "due-before-the-law": _(
            "%(day)s还没有政府信息公开条例（%(first)s起施行），不能计算期限。请核对年份。"
        ),
        "due-corrected-before-receipt": _("补正的日期早于收到申请之日。请核对日期。"),
        "due-extension-too-long": _("延长的期限应当是1至%(most)s个工作日。请核对天数。"),
        "due-organs-do-not-pause": _(
            "2019年5月15日以前的规定，征求其他机关意见的时间计入期限。请去掉这一段。"
        ),
        "due-paid-before-correction": _("缴费的日期早于补正的日期。请核对日期。"),
        "due-paid-before-receipt": _("缴费的日期早于收到申请之日。请核对日期。"),
        "due-payment-without-law": _(
            "缴纳信息处理费之日重新起算期限，是2021年1月1日起的规定。请核对日期。"
        ),
        "due-year-absurd": _("%(day)s晚于%(last)s年，不能计算期限。请核对年份。"),
        "deadline-without-law": _("%(day)s还没有规定这项期限（%(first)s起施行）。请核对日期。"),
        "fee-count-absurd": _("数量应当是0至%(most)s的整数，现在是%(given)s。请核对。"),
    }
)
