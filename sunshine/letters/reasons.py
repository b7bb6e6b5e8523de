"""The sentences of every refusal of letters, sorted by code."""

from django.utils.translation import gettext_lazy as _

from sunshine.kit.errors import register_sentences

register_sentences(
    {
        "letter-before-the-law": _(
            "%(day)s早于《政府信息公开条例》施行之日，没有相应的文书。请核对日期。"
        ),
        "letter-changed": _("文书%(number)s的内容与发出时不一致，不能打印。请立即报告系统管理员。"),
        "letter-fact-missing": _("文书还缺“%(label)s”。请先填写。"),
        "letter-fact-unknown": _("文书没有“%(name)s”这一项。请核对名称。"),
        "letter-kind-unknown": _("没有“%(kind)s”这种文书。请从列表中选择。"),
        "letter-not-yours": _("%(body)s的文书由该机关的政府信息公开专员或者负责人作废。"),
        "letter-void-already": _("文书%(number)s已经作废，不必再次作废。"),
        "letter-void-reason-needed": _("作废文书须写明理由。请填写。"),
        "paper-with-strange-character": _(
            "文书中有字库里没有的字，不能打印。请改用字库里有的字，或者请系统管理员安装字库。（%(problem)s）"
        ),
        "paper-without-font": _("本机没有中文字体，不能打印文书。请系统管理员安装fonts-noto-cjk。"),
        "practice-not-yours": _(
            "%(body)s的机关代字和印章由该机关的政府信息公开工作机构负责人设定。"
        ),
        "practice-seal-png": _("印章须是1 MB以内的PNG图片。请另存为PNG后上传。"),
        "practice-seal-unreadable": _("这个图片打不开，印在文书上会使文书不能打印。请换一个图片。"),
        "practice-word-odd": _("机关代字里不要有括号和空格，例如：沈阳税。"),
        "practice-word-too-long": _("机关代字最多%(most)s字。请缩短。"),
        "template-brace-open": _("模板中的花括号没有成对。请写成“{request}”这样。"),
        "template-day-past": _("模板只能从今天或者以后的日期起用。请改日期。"),
        "template-field-unknown": _("这种文书没有“%(name)s”这一项。请核对花括号里的名称。"),
        "template-not-yours": _("%(body)s的文书模板由该机关的政府信息公开专员或者负责人修改。"),
        "template-text-needed": _("请填写模板的内容。"),
        "template-title-needed": _("请填写80字以内的标题。"),
        "template-too-long": _("模板最多%(longest)s字。请删减。"),
        "template-without-remedy": _("答复书须告知救济途径。请保留“{remedy}”一行。"),
    }
)
