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
    }
)
