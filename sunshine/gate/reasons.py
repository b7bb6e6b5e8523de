"""The sentences with which the gate refuses."""

from django.utils.translation import gettext_lazy as _

from sunshine.kit.errors import register_sentences

register_sentences(
    {
        "gate-not-looked-yet": _("系统正在检查个人信息和用词，一般几秒钟。请稍候再办。"),
        "gate-file-not-looked-yet": _("附件“%(file)s”正在检查。请稍候再办。"),
        "gate-scanner-away": _(
            "杀毒服务没有应答，附件还没有检查。系统会自动再试；一小时后仍未恢复的，请告知系统管理员。"
        ),
        "gate-findings-open": _(
            "发布前检查有%(count)s处疑点未处理。请逐处遮盖、清理，或者写明理由保留。"
        ),
        "gate-unreadable": _("附件“%(file)s”未能检查：%(why)s"),
        "gate-infected": _("附件“%(file)s”含有病毒，不能发布。请用干净的文件替换。"),
        "finding-not-there": _("这处疑点已经不在文中。请刷新页面。"),
        "finding-decided": _("这处疑点已由%(person)s处理为“%(decision)s”。请刷新页面。"),
        "finding-open": _("这处疑点还没有处理，无须撤销。"),
        "finding-needs-reason": _("保留须写明理由。请填写。"),
        "finding-never-kept": _("不能检查的文件不能保留。请按提示替换文件。"),
        "finding-not-maskable": _("这处疑点不能在文中遮盖。文件请清理或者替换，文件名请重新上传。"),
        "finding-mask-empty": _("请填写遮盖后的文字，且不能再含原来的内容。"),
        "finding-not-undone": _("已经写进文中的处理不能撤销，请直接修改文字。"),
        "cleaning-nothing": _("请选择要清除的内容，或者标出要涂黑的位置。"),
        "cleaning-under-way": _("这个附件的净本正在制作。请稍候。"),
        "cleaning-failed": _("净本未能制作：%(why)s"),
        "suspicion-not-office": _("已公开内容的疑点由%(body)s的公开工作机构办理。"),
        "suspicion-settled": _("这件疑点已由%(person)s办理。"),
        "suspicion-outcome-unknown": _("请选择保留、另出新版次或者紧急下线。"),
        "wording-not-keeper": _("您不是%(body)s的系统管理员或者公开工作机构人员，不能改这个词表。"),
        "wording-wrong-needed": _("请填写错误的写法，不超过%(most)s字。"),
        "wording-why-needed": _("请说明为什么不能这样写。"),
        "wording-same": _("正确写法不能与错误写法相同。请核对。"),
        "wording-entered-already": _("词表里已有“%(wrong)s”。"),
        "wording-pattern-unfit": _("看不懂这个模式：%(why)s"),
        "wording-list-exists": _("已有代号为 %(slug)s 的词表。请另取代号。"),
        "wording-list-unnamed": _("请填写词表的名称、来源和日期。"),
        "wording-ended": _("这一条已于%(day)s停用。"),
    }
)
