"""Looking through a text for personal data and wording, in megabytes (UTF-8) a second on one core.

The text is that of the labelled papers, repeated; the others are made to be slow.
"""

from pathlib import Path

from bench.measuring import Figure, middle, seconds_of
from sunshine.scanning.whole import scan
from sunshine.scanning.wording import CompiledRules, compile_rules, starting_rules
from tests.scanning.generated import HELD_OUT_SEED, cases
from tests.scanning.labels import by_hand

MEGABYTE = 1_000_000
ORDINARY = "依照税收法律、行政法规的规定，纳税人应当按期办理纳税申报，税务机关应当为其保密。\n"
HOSTILE = {
    "figures": "1234567890",
    "blanks": " ",
    "a@a@": "a@",
    "one figure, one blank": "1 3 ",
    "mobiles": "13812345678 ",
    "street numbers": "路1号",
    "cells": "1\t",
    "lines": "138\n",
}


def run(home: Path) -> list[Figure]:  # noqa: ARG001 - every figure gets one
    """Scan one megabyte of each; ``home`` is not needed."""
    rules = compile_rules(starting_rules())
    papers = "\n".join(case.text for case in [*by_hand(), *cases(HELD_OUT_SEED, each=4)])
    figures = [
        _figure("papers full of personal data", _sized(papers + "\n" + ORDINARY * 200), rules, 1),
        _figure("law-like text", _sized(ORDINARY), rules, 1),
    ]
    return figures + [
        _figure(f"hostile: {name}", _sized(text), rules, 0.1) for name, text in HOSTILE.items()
    ]


def _sized(text: str) -> str:
    return (text * (MEGABYTE // len(text.encode()) + 1)).encode()[:MEGABYTE].decode(errors="ignore")


def _figure(name: str, text: str, rules: CompiledRules, least: float) -> Figure:
    taken = middle(seconds_of(lambda: scan(text, compiled_rules=rules), times=3))
    size = len(text.encode()) / MEGABYTE
    return Figure(name, size / taken, "MB/s", least, at_least=True)
