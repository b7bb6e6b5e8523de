"""The numbers that stand in a text, and those that its source does not have. Pure."""

import re

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def numbers_in(text: str) -> set[str]:
    """Return the numbers written in ``text``; thousands with or without commas are one."""
    return {found.replace(",", "") for found in _NUMBER.findall(text)}


def strange_numbers(text: str, compiled: str) -> list[str]:
    """Return the numbers of an edited ``text`` that the ``compiled`` one does not have."""
    return sorted(numbers_in(text) - numbers_in(compiled))
