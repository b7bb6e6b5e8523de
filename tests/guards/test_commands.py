"""Commands start at once: none of ours loads every page of the site before it does its work."""

from importlib import import_module

from django.core.management import get_commands

from sunshine.kit import commands
from tests.guards.source import none_of

# Django's own, which ours only lead to: they say themselves what they check.
OF_DJANGO = {"check", "migrate"}


def test_our_commands_start_without_the_checks() -> None:
    ours = {name: app for name, app in get_commands().items() if app.startswith("sunshine")}
    assert {"serve", "worker", "bulletin"} <= set(ours)
    none_of(
        name
        for name, app in ours.items()
        if name not in OF_DJANGO
        and not issubclass(
            import_module(f"{app}.management.commands.{name}").Command, commands.Command
        )
    )
