"""The sentences of a yearly account that cannot be read, checked, made or published; by code."""

from django.utils.translation import gettext_lazy as _

from sunshine.kit.errors import register_sentences

register_sentences(
    {
        "account-agencies-differ": _(
            "两份报告的机关名称不同（“%(first)s”与“%(second)s”），没有核对跨年关系。"
            "确是同一机关的，请把名称改为一致后再核对。"
        ),
        "account-begun-already": _("%(body)s%(year)s年的这份报告已经开始编制。请直接打开。"),
        "account-body-not-then": _(
            "%(year)s年底%(body)s还没有成立或者已经撤销，不编制该年的报告。"
        ),
        "account-body-unknown": _("没有“%(body)s”这个机关。请用机关代码或者全称。"),
        "account-brace-open": _("花括号没有成对。请写成“{new}”这样。"),
        "account-cell-unfit": _(
            "%(name)s：%(place)s应当是数字，现在是“%(value)s”。"
            "请填写数字；没有的填0，没有读到的填null。"
        ),
        "account-cells-unread": _("有%(count)s处涉及没有读到或者空白的单元格，没有核对。"),
        "account-changed-since-seen": _(
            "您看到之后数字或者文字有了变化，没有签发。请重新看一遍再签发。"
        ),
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
        "account-correction-needed": _("请写明更正的理由，不超过300字；理由随更正后的报告公开。"),
        "account-edition-unknown": _(
            "%(name)s：不认识的报告格式“%(format)s”。可以核对的有：%(known)s。"
        ),
        "account-evidence-needed": _("请附上佐证材料（系统导出、截图或者报表）。"),
        "account-explanation-needed": _(
            "有%(count)s处与上一年对不上。请说明原因，说明随报告公开。"
        ),
        "account-fault": _("%(place)s：%(what)s"),
        "account-fees-unknown": _("没有收费记录，信息处理费的说法没有核对。"),
        "account-field-unknown": _("没有“%(name)s”这个数据项。请核对花括号里的名称。"),
        "account-file-empty": _("%(name)s：文件是空的。请核对是否选对了文件。"),
        "account-file-too-big": _(
            "%(name)s：文件超过%(most)s兆字节，没有打开。请只交年度报告本身。"
        ),
        "account-file-unread": _("%(name)s：打不开这个文件。请核对路径和读取权限。"),
        "account-format-unknown": _("不认识的格式“%(format)s”。可以用的有：%(known)s。"),
        "account-group-lacking": _("“%(group)s”还没有填报。请填写数字、来源并附佐证。"),
        "account-group-unknown": _("没有“%(group)s”这一组数字。请从报告页打开。"),
        "account-group-unsigned": _(
            "“%(group)s”还没有第二人复核签名。请另一位同事核对佐证后签名。"
        ),
        "account-in-record-already": _("这一版已经送入公开流程。请到条目中继续办理。"),
        "account-item-not-published": _("上一版还没有公开完毕，不能送更正版。请先办完上一版。"),
        "account-key-twice": _("%(name)s：“%(key)s”写了两遍，不知道以哪个为准。请删去一个。"),
        "account-layout": _(
            "%(name)s：%(where)s的写法与年度报告的数据格式不同。请对照docs/operate.md检查。"
        ),
        "account-not-json": _(
            "%(name)s：不是完整的JSON（第%(line)s行附近）。请重新导出，或者交网页文件。"
        ),
        "account-not-text": _("%(name)s：只能核对JSON和网页（HTML）。请另存为其中一种再交。"),
        "account-nothing-signed": _("还没有签发，不能公开。请先由机关主要负责人签发。"),
        "account-number-absurd": _(
            "%(name)s：%(place)s的“%(value)s”不是可能的数。请核对后重新填写。"
        ),
        "account-number-broken": _("%(name)s：%(place)s应当是整数，现在是%(value)s。请核对。"),
        "account-number-needed": _("请填写数字；没有的填0。"),
        "account-number-negative": _("%(name)s：%(place)s不能小于0，现在是%(value)s。请核对。"),
        "account-number-unfit": _(
            "“%(value)s”不是可能的数。件数填整数，金额以万元为单位、最多四位小数。"
        ),
        "account-own-work": _("起草或者报送的人不能签发。请由另一位负责人签发。"),
        "account-return-reason-needed": _("请写明退回的理由，不超过300字。"),
        "account-row-twice": _("%(name)s：%(place)s在表中出现了两次。请核对表格。"),
        "account-row-unknown": _("%(name)s：%(table)s没有“%(row)s”这一行或者一列。请核对。"),
        "account-second-person": _("填报的人不能复核自己的数字。请另一位同事签名。"),
        "account-section-empty": _("“%(section)s”还没有内容，不能空着或者只写“无”。请填写。"),
        "account-section-lacking": _(
            "%(body)s的公开栏目中没有放这份报告的栏目。请先由系统管理员设置栏目。"
        ),
        "account-signed-already": _("这一组数字已经由%(person)s签名。"),
        "account-snapshot-changed": _(
            "第%(number)s版的内容与签发时不一致，不能使用。请立即报告系统管理员。"
        ),
        "account-source-needed": _("请写明数字取自哪个系统、怎样查询，不超过200字。"),
        "account-state": _("报告现在是“%(state)s”，不能这样办理。"),
        "account-table-lacking": _(
            "%(name)s：缺少%(table)s。三张表都要有；没有读到内容的表请留空对象{}。"
        ),
        "account-strange-character": _(
            "报告中有字库里没有的字，不能生成PDF。请改用字库里有的字，或者请系统管理员安装字库。（%(problem)s）"
        ),
        "account-text-changed": _(
            "您打开以后，%(person)s已经改过文字。您写的都在下面；请对照后再保存。"
        ),
        "account-text-long": _("一部分最多%(longest)s字。请删减。"),
        "account-too-long": _("最多%(longest)s字。请删减。"),
        "account-web-table-lacking": _(
            "%(name)s：网页里没有找到%(table)s。请保存完整的网页；表格是图片的无法核对。"
        ),
        "account-without-font": _(
            "本机没有中文字体，不能生成PDF。请系统管理员安装fonts-noto-cjk。"
        ),
        "account-year-open": _("%(year)s年还没有结束，数字还会变。请在次年1月1日以后报送。"),
        "account-year-twice": _(
            "%(first)s与%(second)s都是%(year)s年的报告。请各年只交一份，或者分开核对。"
        ),
        "account-year-unfit": _("年度应当在%(first)s年至%(last)s年之间。请核对。"),
        "account-year-unknown": _("没有写明年度，没有核对跨年关系。"),
        "account-years-apart": _("%(before)s年与%(after)s年不相连，没有核对跨年关系。"),
    }
)
