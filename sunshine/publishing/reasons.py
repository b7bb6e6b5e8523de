"""The sentences of every refusal of publishing, sorted by code."""

from django.utils.translation import gettext_lazy as _

from sunshine.kit.errors import register_sentences

register_sentences(
    {
        "body-dissolved": _("%(body)s已经撤销，不能再办理此事。请到职能承接机关办理。"),
        "body-merged": _("%(body)s已经并入%(successor)s。请由%(successor)s办理。"),
        "box-unknown": _("没有这个版块。请在指南、制度、法定主动公开内容、年报中选择。"),
        "no-such-duty": _("此事由%(body)s的%(duties)s岗位办理，您没有这一岗位。请联系该岗位人员。"),
        "pattern-incomplete": _("索引号格式须有年份 {year} 和流水号 {serial:05d}。请补上。"),
        "pattern-needs-code": _("本机关尚未登记格式所用的机构代码。请先在机关资料中填写。"),
        "pattern-of-anybody": _("索引号格式须有机构代码 {org} 或者 {credit}，以免与其他机关重号。"),
        "pattern-unreadable": _(
            "看不懂这个格式。可用 {org} {credit} {year} {month:02d} {serial:05d}，"
            "其间只用字母、数字和 / - _ . 。"
        ),
        "patterns-alike": _("社会公开与限定范围的索引号格式不能相同，以免公开序列出现缺号。"),
        "post-unfit": _("请选择%(body)s现有的岗位。"),
        "promise-out-of-range": _("更新期限请填1至%(longest)s之间的天数。"),
        "section-closed": _("“%(section)s”栏目已经停用。请选择其他栏目。"),
        "section-exists": _("栏目集里已有代号为 %(slug)s 的栏目。请另取代号。"),
        "section-needs-names": _("请填写栏目的中文和英文名称。"),
        "section-of-another-set": _("这个栏目不在本机关使用的栏目集里。请选择本机关的栏目。"),
        "section-open": _("“%(section)s”栏目正在使用，无须恢复。"),
        "section-set-empty": _("这个栏目集里还没有在用的栏目。请先添加栏目。"),
        "section-set-exists": _("已有代号为 %(slug)s 的栏目集。请另取代号。"),
        "section-set-in-use": _(
            "本机关的条目都在现用栏目里，不能更换栏目集。请在现用栏目集里增改。"
        ),
        "section-slug-unfit": _("代号请用小写字母开头的字母、数字和连字符。"),
        "sections-not-all-ordered": _("排序须包括栏目集的每一个栏目，各一次。请刷新后重排。"),
    }
)
