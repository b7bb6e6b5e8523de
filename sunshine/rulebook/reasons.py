"""The sentences with which the rulebook refuses."""

from django.utils.translation import gettext_lazy as _

from sunshine.kit.errors import register_sentences
from sunshine.orgs import reasons as _of_bodies  # noqa: F401 - "body-is-no-more"

register_sentences(
    {
        "no-period-in-force": _(
            "%(day)s尚无“%(name)s”的规定。请核对起算日期，或者在期限数据中补充当时的规定。"
        ),
        "no-ground-in-force": _("%(day)s没有“%(key)s”这一不予公开理由。请选择当日有效的理由。"),
        "not-keeper-of-rules": _(
            "您不是%(body)s的政府信息公开专员，不能变更其制度。请联系该机关的政府信息公开工作机构。"
        ),
        "rule-without-title": _("请填写制度名称。"),
        "rule-title-taken": _("本机关已有《%(title)s》。请在该制度下登记新的版本，或者另取名称。"),
        "rule-without-text": _("请填写制度正文。"),
        "rule-too-long": _("正文超过%(most)s字。请拆分为正文和附件。"),
        "day-out-of-range": _("日期%(day)s有误，年份应当在1949年至2100年之间。请核对。"),
        "version-of-that-day": _(
            "该制度已有同日施行的版本。请核对施行日期；施行日期不详的版本只能有一个。"
        ),
        "rule-number-taken": _("文号%(number)s已被本机关的另一版本使用。请核对文号。"),
        "version-already-repealed": _("该版本已自%(day)s起废止。"),
        "rule-lapses-before-in-force": _("失效日期不能早于施行日期（%(day)s）。请核对。"),
        "heading-is-no-clause": _("章节标题不是条款。请选择其下的具体条款。"),
        "clause-already-repealed": _("%(label)s已经失效。"),
        "law-not-named": _("请填写依据的文件，例如通知或者法规的名称和条款。"),
        "law-days-backwards": _("最后一天不能早于第一天。请核对日期。"),
        "year-without-holidays": _("请至少填写一个节日的放假日期。"),
        "rest-and-make-up": _("%(day)s既是放假日又是补班日。请核对。"),
        "day-not-of-year": _("%(day)s不在%(year)s年内。跨年的假期请分别登记在两个年度。"),
        "make-up-on-weekday": _("%(day)s本来就是工作日，不必登记为补班日。请核对日期。"),
        "holidays-overlap": _("%(day)s开始的假期与前面的假期重叠。请核对日期。"),
        "closure-of-nobody": _("请选择停止办公的机关。"),
        "closure-too-long": _("一次最多登记%(most)s天。更长的请分次登记。"),
        "closure-without-name": _("请填写停止办公的事由（中文和英文）。"),
        "period-without-length": _("期限至少为1。请核对。"),
        "period-of-another-kind": _("按小时计算的期限与按日计算的期限不能互换。请核对单位。"),
    }
)
