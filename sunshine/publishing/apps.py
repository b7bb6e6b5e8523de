from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate

from sunshine.publishing.frozen import freeze


class PublishingConfig(AppConfig):
    name = "sunshine.publishing"
    label = "publishing"

    def ready(self) -> None:
        post_migrate.connect(freeze_record, sender=self)


def freeze_record(*, using: str, **_: Any) -> None:
    """Freeze what is on record again, whatever a migration did to its tables."""
    freeze(connections[using])
