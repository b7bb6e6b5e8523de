"""Migrations are one named line per app, and the models have nothing beside them."""

from collections import Counter

from django.apps import apps
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

from tests.guards.source import PACKAGE, at, none_of


def test_one_line_in_every_app() -> None:
    graph = MigrationLoader(None).graph
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("sunshine")}
    leaves = Counter(label for label, _ in graph.leaf_nodes() if label in ours)
    assert {label: count for label, count in leaves.items() if count > 1} == {}


def test_migrations_are_numbered_and_named_for_what_they_do() -> None:
    odd = []
    for directory in sorted(PACKAGE.glob("*/migrations")):
        names = sorted(path.stem for path in directory.glob("[0-9]*.py"))
        for number, name in enumerate(names, 1):
            if not name.startswith(f"{number:04}_") or "_auto_" in name or "merge" in name:
                odd.append(f"{at(directory)}/{name}")
    none_of(odd)


def test_no_model_is_ahead_of_its_migrations(db: None) -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
