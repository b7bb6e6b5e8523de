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
        "complaint-decided": _("这件投诉已经答复或者撤回。"),
        "complaint-measure": _("查证属实的，请选择督促整改或者通报批评；其他情形不选。"),
        "complaint-open": _("您已经投诉，正在办理。有补充的，请在投诉的页面上留言。"),
        "complaint-without-office": _(
            "上级机关没有在这里办理投诉的人员，请直接向国家税务总局提出。"
        ),
        "consultation-answered": _("已经登记过答复。"),
        "consultation-not-silent": _("还没有逾期，或者已经答复。"),
        "consultation-over": _("这次征求意见已经结束。"),
        "consultation-why-needed": _("不同意公开的，请登记其理由。"),
        "correction-asked-late": _(
            "补正应当在收到申请之日起7个工作日内（至%(day)s）告知，现在已经超过。"
        ),
        "correction-gone-out": _("补正告知书已经发出，只能在当天撤销。"),
        "correction-once": _("补正已经告知过一次，应当一次性告知，不能再次要求补正。"),
        "correction-period-unfit": _("补正期限应当在明天至%(day)s之间。请核对日期。"),
        "correction-too-late": _(
            "补正期限至%(day)s已经届满，视为放弃申请。可以重新提出申请；有正当理由的，请向本机关说明。"
        ),
        "countersign-asked": _("已经请%(person)s会签，尚未答复。"),
        "delay-once": _("已经确定过延迟答复的期限。"),
        "delay-unfit": _("延迟的期限应当晚于原期限，不晚于%(day)s。请核对日期。"),
        "delay-without-reasons": _("申请人说明合理理由以后，才能延迟答复。"),
        "delivery-before-letter": _("日期早于%(day)s，此前还没有发出。请核对日期。"),
        "delivery-number-needed": _("邮寄送达请填写邮政快递的邮件号码：以交寄日为答复之日。"),
        "enclosure-after-signature": _("答复已经签发，随附的文件不能改动。请先撤销签发。"),
        "enclosure-gone": _("这份材料已经移除。请刷新页面。"),
        "enclosure-infected": _("文件带有病毒，没有收下。请换一份干净的文件。"),
        "enclosure-unscanned": _("杀毒检查暂时没有应答，文件没有收下。请过几分钟再传。"),
        "enclosure-no-original": _("只有所申请信息的原件可以制作遮盖的副本。"),
        "enclosure-picture-or-pdf": _("身份材料请上传照片（JPG、PNG）或者PDF。"),
        "enclosures-too-many": _("一件申请最多附%(most)s份材料。请合并。"),
        "extension-once": _("期限只能延长一次，已经延长过。"),
        "extension-without-period": _("现在没有正在计算的期限，不能延长。"),
        "fee-nothing": _("按这个数量不收费。请核对。"),
        "fee-nothing-paid": _("没有可以退还的信息处理费。"),
        "fee-once": _("这件申请已经发过收费通知，只能选一种标准收取一次。"),
        "fee-paid-late": _("缴费期限至%(day)s，逾期缴纳视为放弃申请。所缴款项请办理退费。"),
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
        "identity-still-kept": _("%(number)s的身份信息还在保存期内。"),
        "lapse-of-fee": _("这件申请不是因逾期不补正而视为放弃的，不能恢复。"),
        "payment-not-told": _("申请人没有告知缴费，或者已经核对。"),
        "payment-told": _("已经收到您的票据号码，经办人正在核对。"),
        "override-already": _("已经决定公开并告知第三方。"),
        "override-without-refusal": _(
            "只有第三方不同意公开或者逾期未答复时，才能因公共利益决定公开。"
        ),
        "proactive-already": _("已经转为主动公开。"),
        "reasons-asked-already": _("已经通知申请人说明理由。"),
        "reasons-given-already": _("申请人已经说明理由。"),
        "reasons-not-asked": _("没有通知过申请人说明理由。"),
        "reasons-not-silent": _("还没有逾期，或者已经说明理由。"),
        "reasons-without-law": _("2019年5月15日以前的规定，不能要求说明理由。"),
        "ledger-not-yours": _("%(body)s的台账由该机关的政府信息公开专员或者负责人导出。"),
        "recuse-oneself": _("本人需要回避的，请由其他负责人办理。"),
        "recuse-why-needed": _("请写明回避的理由（200字以内）。"),
        "recused-already": _("%(person)s已经回避。"),
        "remedy-after-unfit": _("复议后起诉须选择本申请已有结果的行政复议；其他情形不选。"),
        "remedy-decided": _("已经登记过结果。"),
        "renewal-begun": _("这项决定要求的重新答复已经开始办理。"),
        "renewal-day-unfit": _("决定确定的期限应当晚于%(first)s，不晚于%(last)s。请核对日期。"),
        "renewal-identity-forgotten": _(
            "申请人的身份信息已到期删除，不能重新答复。请联系申请人，另行登记。"
        ),
        "renewal-without-order": _(
            "没有要求重新答复的决定。请先登记复议、诉讼纠正的结果，或者查证属实、督促整改的投诉。"
        ),
        "reply-earlier-of-another": _("此前的申请不是同一申请人提出的。请另选一件。"),
        "reply-ground-needed": _("请选择不予公开的依据，可以多选；文字只作补充说明。"),
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
        "request-day-too-early": _("%(day)s早于%(since)s。请核对日期。"),
        "request-description-needed": _("请写明所需信息的名称、文号或者便于查询的其他特征。"),
        "request-mark-needed": _("口头申请须由申请人签名或者按指印，并写明见证人。"),
        "request-not-lapsed": _("%(number)s的期限还没有届满。"),
        "request-not-moved": _("%(number)s的期限没有变化。"),
        "request-not-overdue": _("%(number)s没有逾期，或者已经登记逾期。"),
        "request-not-registrar": _("%(body)s的申请由该机关的政府信息公开专员或者负责人登记。"),
        "request-not-yours": _("%(number)s的这一步不由您办理。请联系经办人。"),
        "request-overdue": _("%(number)s的期限%(due)s已过，不能再办理这一步。"),
        "request-state": _("%(number)s现在是“%(state)s”，不能办理这一步。"),
        "request-text-needed": _("请填写。"),
        "request-too-long": _("最多%(most)s字。请删减。"),
        "request-way-unfit": _("这种形式不能以这种途径提供。请另选一种途径。"),
        "request-without-office": _("%(body)s还没有办理依申请公开的人员。请向其上级机关提出。"),
        "review-note-needed": _("退回时请写明理由（500字以内）。"),
        "sheet-kind-not-yours": _("这一栏不由您填写。请选择其他栏。"),
        "split-pieces": _("请分成2至%(most)s件，每件一项。"),
        "split-too-late": _("已经开始办理，不能再拆分。"),
        "suggested-already": _("已经提出过公开的建议，谢谢您。"),
        "withdrawn-already": _("%(number)s已经登记过撤回。"),
    }
)
