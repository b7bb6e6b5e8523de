from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate

from sunshine.audit.append_only import protect


class AuditConfig(AppConfig):
    name = "sunshine.audit"
    label = "audit"

    def ready(self) -> None:
        post_migrate.connect(protect_events, sender=self)


def protect_events(*, using: str, **_: Any) -> None:
    """Stand guard over the event table again, whatever a migration did to it."""
    protect(connections[using])
