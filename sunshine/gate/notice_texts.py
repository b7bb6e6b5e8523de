"""The sentences of the notices of the gate."""

from django.utils.translation import gettext_lazy as _

from sunshine.notices.sentences import register_notices

register_notices(
    {
        "gate.suspicious": _(
            "“%(body)s”有一个已公开的条目再检查时发现%(count)s处疑点。请尽快办理。"
        ),
    }
)
