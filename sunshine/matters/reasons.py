"""The sentences of the refusals about matters, sorted by code."""

from django.utils.translation import gettext_lazy as _

from sunshine.kit.errors import register_sentences

register_sentences(
    {
        "board-set-unknown": _("没有这一套公开内容。请在列出的几套中选择。"),
        "conduct-needed": _("没有期限的承诺，请写明约束什么行为。"),
        "copies-unfit": _("份数请填0至100000之间的整数。"),
        "guide-basis-item-unknown": _(
            "第%(row)s条依据对应的条目“%(code)s”不在公开记录中。请核对条目代码。"
        ),
        "guide-basis-rule-unknown": _(
            "第%(row)s条依据对应的制度“%(code)s”没有登记。请核对，或者留空。"
        ),
        "guide-code-unknown": _("“%(element)s”填的“%(code)s”不在代码表中。请在列出的选项中选择。"),
        "guide-element-lacking": _("还缺“%(element)s”。"),
        "guide-element-too-long": _("“%(element)s”有一处%(length)s字，最多%(longest)s字。请缩短。"),
        "guide-hall-closed": _("%(hall)s自%(day)s起停止对外办公。请改到其他办税服务厅。"),
        "guide-hall-unknown": _(
            "办税服务厅“%(hall)s”不存在，或者不属于本机关和下级机关。请重新选择。"
        ),
        "guide-material-in-condition": _("材料“%(name)s”写进了受理条件。材料只写在材料清单里。"),
        "guide-material-lacking": _("材料“%(name)s”还缺：%(lacks)s。"),
        "guide-material-made-by-unknown": _(
            "材料“%(name)s”写明由事项“%(key)s”产生，但本机关和上级机关没有这个事项。"
        ),
        "guide-need-unknown": _(
            "材料“%(name)s”按“%(question)s”的回答确定，但没有这个提问或者这个答案。"
        ),
        "guide-promise-longer": _("承诺时限不能长于法定时限。"),
        "guide-question-lacking": _(
            "第%(row)s个提问没有写全。每个提问要有代号、问题和至少两个答案。"
        ),
        "guide-rows-too-many": _("“%(element)s”最多%(most)s项。请合并。"),
        "limit-needed": _("请填写承诺的期限或者时长，大于零。"),
        "limit-not-wanted": _("这种承诺没有期限，请勿填写。"),
        "matter-key-taken": _("本机关已有代号为“%(key)s”的事项。请另取代号。"),
        "matter-key-unfit": _("代号请用小写字母开头的字母、数字和连字符，最多60个。"),
        "matter-of-another-body": _("这个事项不属于本机关或者上级机关。请重新选择。"),
        "measure-unknown": _("请在列出的衡量方法中选择。"),
        "promise-ended-already": _("这项承诺已于%(day)s终止。"),
        "promise-ends-too-soon": _("终止日期不能早于开始日期。"),
        "promise-item-unfit": _("承诺须由本机关已公开的条目宣布。请选择宣布承诺的条目。"),
        "promise-not-in-text": _(
            "所选条目的正文里没有这项承诺的原话。承诺的文字须与已审核公开的文字一致。"
        ),
        "promise-needs-words": _("请写明承诺的内容。"),
        "promise-proclaimed-needed": _("请写明何时、何地、由谁宣布。"),
        "sheet-with-strange-character": _("有的字符现有字体都不能显示，不能排印：%(problem)s"),
        "sheet-without-font": _("服务器上没有中文字体，不能排印。请安装 fonts-noto-cjk。"),
    }
)
