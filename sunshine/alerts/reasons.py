"""The sentences of every refusal of this domain."""

from django.utils.translation import gettext_lazy as _

from sunshine.kit.errors import register_sentences

register_sentences(
    {
        "alert-question-empty": _("请写明要找的字词、数字或者拼音，只有标点找不到内容。"),
        "alert-question-too-long": _("要找的内容请不超过%(longest)s个字。"),
        "alert-address-unfit": _("请写完整的邮箱地址，例如 name@example.com。"),
        "alert-filter-unknown": _("其中一个搜索条件无法识别。请回到搜索页重新选择。"),
        "alert-period-unknown": _("请选择多久发一封。"),
        "alert-list-expired": _("这个链接已经过了一天。请再写一次邮箱，我们发新的链接。"),
        "alert-not-listed": _("这份提醒已经停止，或者不在您的提醒里。"),
        "alert-link-expired": _("这个链接已经失效。请回到搜索页重新登记，七天之内点确认。"),
    }
)
