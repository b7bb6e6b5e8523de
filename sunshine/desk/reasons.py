"""The sentences of what the desk itself cannot do."""

from django.utils.translation import gettext_lazy as _

from sunshine.kit.errors import register_sentences

register_sentences(
    {
        "bundle-not-bound": _(
            "证据材料没有装订成功，请稍后再试，或者请系统管理员查看：%(problem)s"
        ),
        "item-not-found": _("没有找到“%(typed)s”。请粘贴条目的网址，或者十位代码。"),
        "box-unfit": _("第%(row)s处涂黑的位置不在页面上。请填写页码，以及0到100的百分数。"),
    }
)
