"""System check: what an authority has added to the law in the data can be read."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from sunshine.rulebook import additions


@register()
def added_law_is_readable(**_: Any) -> list[CheckMessage]:
    """Return an error if a file in SUNSHINE_HOME/law cannot be used."""
    try:
        additions.check()
    except additions.BadAddition as fault:
        hint = "Correct the file, or add it again with: sunshine law add FILE"
        return [Error(str(fault), hint=hint, id="sunshine.rulebook.E001")]
    return []
