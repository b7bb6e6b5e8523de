"""What the templates of letters ask for."""

from django import template

from sunshine.kit.papers.paper import Table

register = template.Library()


@register.filter
def is_table(block: object) -> bool:
    """Return whether a block of a paper is a table, not a paragraph."""
    return isinstance(block, Table)
