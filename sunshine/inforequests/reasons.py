"""The sentences of every refusal of this domain, and of what its clocks cannot reckon with."""

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

register_sentences(
    {
        "archive-number-needed": _("请填写80字以内的档号。"),
        "delivery-before-letter": _("日期早于%(day)s，此前还没有发出。请核对日期。"),
        "delivery-number-needed": _("邮寄送达请填写邮政快递的邮件号码：以交寄日为答复之日。"),
        "enclosure-picture-or-pdf": _("身份材料请上传照片（JPG、PNG）或者PDF。"),
        "identity-address-needed": _("选择邮寄的，请填写通信地址。"),
        "identity-contact-needed": _("请至少填写一种联系方式：电话、通信地址或者电子邮箱。"),
        "identity-email-needed": _("选择电子邮件的，请填写电子邮箱。"),
        "identity-email-wrong": _("电子邮箱不正确。请核对，例如name@example.cn。"),
        "identity-guardian-needed": _("申请人未满18周岁，请填写监护人的姓名和证件号码。"),
        "identity-kind-unfit": _("证件种类与申请人类别不符。请重新选择。"),
        "identity-mandate-needed": _("由代理人提出的，请写明授权委托事项，并附授权委托书。"),
        "identity-name-needed": _("请填写姓名或者名称。"),
        "identity-number-needed": _("请填写证件号码。"),
        "identity-number-wrong": _("%(kind)s的号码不正确。请对照证件核对。"),
        "identity-representative-needed": _("请填写法定代表人或者负责人姓名。"),
        "recuse-oneself": _("本人需要回避的，请由其他负责人办理。"),
        "recuse-why-needed": _("请写明回避的理由（200字以内）。"),
        "recused-already": _("%(person)s已经回避。"),
        "reply-earlier-of-another": _("此前的申请不是同一申请人提出的。请另选一件。"),
        "reply-joins-another": _("只有同一申请人向本机关提出的申请可以合并答复。请另选一件。"),
        "reply-kind-unknown": _("请选择答复的种类。"),
        "reply-lapse-only": _("逾期不补正、未缴费的，只能按相应的种类办结；其他申请不能选这两种。"),
        "reply-led-by-another": _("这件申请与%(number)s合并答复。请在该件上办理。"),
        "reply-needs-correction": _("申请没有经过补正，不能以补正后仍不明确答复。"),
        "reply-needs-earlier": _("请选择此前已经答复的同一申请。"),
        "reply-needs-reasons": _("请先通知申请人说明理由，待其说明或者逾期后再答复。"),
        "reply-needs-refusal": _("没有第三方不同意公开或者逾期未答复的记录。请先征求第三方意见。"),
        "reply-needs-search": _("答复信息不存在以前，请先登记检索记录：法院会要求提供。"),
        "reply-not-drafted": _("还没有起草答复。请先起草。"),
        "reply-own-draft": _("答复由%(person)s起草，不能由本人审核或者签发。请由他人办理。"),
        "reply-reviewed-by-you": _("%(person)s已经审核过这份答复。请由他人办理下一环节。"),
        "reply-waits-for-answer": _("正在征求意见，期限至%(day)s。请等待答复或者期满。"),
        "request-body-gone": _("%(body)s已经撤销，不能向其申请。请选择其他机关。"),
        "request-choice": _("请从列表中选择。"),
        "request-confirmed-before": _("确认的日期早于收到材料的日期。请核对日期。"),
        "request-day-to-come": _("%(day)s还没有到。请核对日期。"),
        "request-description-needed": _("请写明所需信息的名称、文号或者便于查询的其他特征。"),
        "request-mark-needed": _("口头申请须由申请人签名或者按指印，并写明见证人。"),
        "request-not-registrar": _("%(body)s的申请由该机关的政府信息公开专员或者负责人登记。"),
        "request-not-yours": _("%(number)s的这一步不由您办理。请联系经办人。"),
        "request-state": _("%(number)s现在是“%(state)s”，不能办理这一步。"),
        "request-too-long": _("最多%(most)s字。请删减。"),
        "request-way-unfit": _("这种形式不能以这种途径提供。请另选一种途径。"),
        "request-without-office": _("%(body)s还没有办理依申请公开的人员。请向其上级机关提出。"),
        "review-note-needed": _("退回时请写明理由（500字以内）。"),
    }
)
