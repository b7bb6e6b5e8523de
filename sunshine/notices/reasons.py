"""The sentences of every refusal of this domain."""

from django.utils.translation import gettext_lazy as _

from sunshine.kit.errors import register_sentences

register_sentences({"notice-of-another": _("这条通知不是发给您的。请回到您的通知列表。")})
