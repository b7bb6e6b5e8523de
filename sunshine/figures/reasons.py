"""The sentences of a yearly account that cannot be read, or not be checked; by code."""

from django.utils.translation import gettext_lazy as _

from sunshine.kit.errors import register_sentences

register_sentences(
    {
        "account-agencies-differ": _(
            "两份报告的机关名称不同（“%(first)s”与“%(second)s”），没有核对跨年关系。"
            "确是同一机关的，请把名称改为一致后再核对。"
        ),
        "account-cell-unfit": _(
            "%(name)s：%(place)s应当是数字，现在是“%(value)s”。"
            "请填写数字；没有的填0，没有读到的填null。"
        ),
        "account-cells-unread": _("有%(count)s处涉及没有读到或者空白的单元格，没有核对。"),
        "account-claim-fault": _(
            "%(name)s：text_claims的第%(number)s条格式不对。"
            "每条应当有text（原文）和value（数字），equals写明应当等于表中何处。"
        ),
        "account-claim-loose": _("“%(text)s”没有写明应当等于表中何处，没有核对。"),
        "account-claim-unknown": _("“%(text)s”的对应关系“%(equals)s”无法识别，没有核对。"),
        "account-claim-unread": _("“%(text)s”对应的单元格没有读到或者空白，没有核对。"),
        "account-columns-differ": _(
            "%(name)s：%(table)s的列与规定格式不同。应当依次为：%(columns)s。"
        ),
        "account-edition-unknown": _(
            "%(name)s：不认识的报告格式“%(format)s”。可以核对的有：%(known)s。"
        ),
        "account-fees-unknown": _("没有收费记录，信息处理费的说法没有核对。"),
        "account-file-empty": _("%(name)s：文件是空的。请核对是否选对了文件。"),
        "account-file-too-big": _(
            "%(name)s：文件超过%(most)s兆字节，没有打开。请只交年度报告本身。"
        ),
        "account-file-unread": _("%(name)s：打不开这个文件。请核对路径和读取权限。"),
        "account-key-twice": _("%(name)s：“%(key)s”写了两遍，不知道以哪个为准。请删去一个。"),
        "account-layout": _(
            "%(name)s：%(where)s的写法与年度报告的数据格式不同。请对照docs/operate.md检查。"
        ),
        "account-not-json": _(
            "%(name)s：不是完整的JSON（第%(line)s行附近）。请重新导出，或者交网页文件。"
        ),
        "account-not-text": _("%(name)s：只能核对JSON和网页（HTML）。请另存为其中一种再交。"),
        "account-number-absurd": _(
            "%(name)s：%(place)s的“%(value)s”不是可能的数。请核对后重新填写。"
        ),
        "account-number-broken": _("%(name)s：%(place)s应当是整数，现在是%(value)s。请核对。"),
        "account-number-negative": _("%(name)s：%(place)s不能小于0，现在是%(value)s。请核对。"),
        "account-row-twice": _("%(name)s：%(place)s在表中出现了两次。请核对表格。"),
        "account-row-unknown": _("%(name)s：%(table)s没有“%(row)s”这一行或者一列。请核对。"),
        "account-table-lacking": _(
            "%(name)s：缺少%(table)s。三张表都要有；没有读到内容的表请留空对象{}。"
        ),
        "account-web-table-lacking": _(
            "%(name)s：网页里没有找到%(table)s。请保存完整的网页；表格是图片的无法核对。"
        ),
        "account-year-twice": _(
            "%(first)s与%(second)s都是%(year)s年的报告。请各年只交一份，或者分开核对。"
        ),
        "account-year-unknown": _("没有写明年度，没有核对跨年关系。"),
        "account-years-apart": _("%(before)s年与%(after)s年不相连，没有核对跨年关系。"),
    }
)
