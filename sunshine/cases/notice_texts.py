"""What is said to people about cases."""

from django.utils.translation import gettext_lazy as _

from sunshine.notices.sentences import register_notices

register_notices(
    {
        "cases.handover_asked": _(
            "%(person)s请您接手%(number)s：%(why)s。请您接收或者说明不接收的理由。"
        ),
        "cases.reminded": _("%(person)s催办%(number)s“%(title)s”，期限%(due)s。"),
    }
)
