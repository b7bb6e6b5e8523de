"""The kinds of case that a request, and a complaint about one, are."""

from django.utils.translation import gettext_lazy as _

from sunshine.cases.kinds import Kind, register_kind
from sunshine.orgs.models import Role

DISCLOSURE = register_kind(
    Kind(
        "disclosure",
        "依申请",
        _("依申请公开"),
        chiefs=frozenset({Role.DISCLOSURE_HEAD}),
        readers=frozenset(
            {
                Role.DISCLOSURE_OFFICER,
                Role.LEGAL_REVIEWER,
                Role.SECRECY_REVIEWER,
                Role.BODY_HEAD,
            }
        ),
        # Who is asked to countersign sees what he is asked about.
        asked="inforequest__sheet__by",
        in_workdays=True,
    )
)
# Heard by the office above the one complained of; reviewers have no part in it.
COMPLAINT = register_kind(
    Kind(
        "complaint",
        "公开投诉",
        _("政府信息公开投诉"),
        chiefs=frozenset({Role.DISCLOSURE_HEAD}),
        readers=frozenset({Role.DISCLOSURE_OFFICER, Role.BODY_HEAD}),
    )
)
