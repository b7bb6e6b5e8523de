"""The sentences of every refusal of this domain."""

from django.utils.translation import gettext_lazy as _

from sunshine.kit.errors import register_sentences

register_sentences(
    {
        "not-administrator": _(
            "您不是%(body)s的系统管理员，不能办理此事。请联系该机关的系统管理员。"
        ),
        "own-review-role": _("系统管理员不能把审核、审批职责授予本人。请由另一位系统管理员办理。"),
        "last-administrator": _("%(body)s不能没有系统管理员。请先任命另一位系统管理员。"),
        "another-administrator": _("%(body)s还有其他系统管理员。请由其发起找回账号。"),
        "body-is-no-more": _("%(body)s已经撤销。请选择现存的机关。"),
        "body-has-children": _("%(body)s还有下级机关。请先划转或者合并下级机关。"),
        "root-stays": _("最高一级机关不能划转、合并或者撤销。"),
        "root-exists": _("机关已经建立，不必再次设置。"),
        "administrator-exists": _("已经有系统管理员，请由其办理。"),
        "under-itself": _("机关不能划到本机关或者其下级之下。请另选一个机关。"),
        "already-there": _("该机关已经在这里。请另选一个上级机关。"),
        "tree-too-deep": _("机关层级过深，不能在此新设下级。"),
        "bad-slug": _("代号只用小写字母、数字和连字符，以字母开头，例如 ln-shenyang。"),
        "slug-taken": _("代号 %(slug)s 已被使用。请另取一个。"),
        "code-taken": _("编码 %(code)s 已被使用。请核对后另填一个。"),
        "not-yet-in-force": _("请在生效之日起登记，日期不能晚于今天。"),
        "no-backdating": _("日期不能早于今天；其间所办之事仍由在任者负责。"),
        "name-is-newer": _("现用名称自%(day)s起使用。新名称的生效日期应当在其后。"),
        "before-founding": _("日期应当在成立之日（%(day)s）以后。"),
        "before-joining": _("日期不能早于到岗之日（%(day)s）。"),
        "ends-before-start": _("结束日期不能早于开始日期，也不能早于今天。"),
        "over-already": _("已于%(day)s结束，不必再次办理。"),
        "needs-document": _("请填写任命或者设立的文件，例如“辽税发〔2026〕12号”。"),
        "place-is-closed": _("%(name)s已经关闭或者撤销。"),
        "post-is-abolished": _("岗位“%(post)s”已经撤销。请另选一个岗位。"),
        "holds-already": _("%(person)s已经担任“%(post)s”。不必再次任命。"),
        "already-relieved": _("任职已经登记于%(day)s结束。"),
        "person-has-left": _("%(person)s已经离开，账号已停用。"),
        "person-is-here": _("%(person)s没有离开，不必重新加入。"),
        "account-in-use": _("%(person)s的账号已经启用。如遗失密码，请办理“找回账号”。"),
        "bad-username": _("用户名用小写字母、数字和 . _ -，以字母开头，2至60个字符。"),
        "username-taken": _("这个用户名已被使用。请另取一个。"),
        "not-away": _("%(person)s没有登记外出。"),
        "not-the-holder": _("%(person)s届时不担任“%(post)s”，不能委托他人代理。"),
        "deputy-of-oneself": _("代理人不能是本人。请选择一位同事。"),
        "not-a-colleague": _("%(person)s届时在本机关没有岗位。代理人应当是本机关工作人员。"),
        "has-a-deputy": _("这段时间已经有代理人。请先结束原来的代理，或者另选日期。"),
        "delegation-is-over": _("代理已经结束。"),
        "link-is-over": _("链接已经用过或者过期。请联系系统管理员重新发给。"),
        "own-reset": _("本人的账号应当由他人办理找回。请联系另一位系统管理员。"),
        "reset-is-open": _("%(person)s已有一件找回正在办理。请先办结。"),
        "reset-is-decided": _("这件找回已经办结。"),
        "needs-second-person": _(
            "申请人和发起人不能自行确认。请由另一位系统管理员或者公开工作机构负责人确认。"
        ),
        "session-is-over": _("这次登录已经结束。"),
        "group-is-over": _("%(name)s已经撤销。"),
        "seated-already": _("“%(post)s”届时已经在列。不必重复登记。"),
        "seat-is-taken": _("届时已有组长。请先结束原组长的任职。"),
        "member-already": _("%(person)s届时已经是成员。"),
        "power-is-repealed": _("“%(name)s”已经取消。"),
        "bad-year": _("年度应当在2008年至%(now)s年之间。"),
        "negative-amount": _("数额不能小于零。"),
    }
)
