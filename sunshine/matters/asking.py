"""A few questions, and from the answers the materials that one's own case needs. Pure.

What is not answered asks for nothing less: a material whose question is open stays in the list.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sunshine.matters.elements import Guide, Material, Question


@dataclass(frozen=True, slots=True)
class OwnList:
    """The materials of one case, and what need not be brought, with the questions still open."""

    needed: tuple[Material, ...]
    sometimes: tuple[Material, ...]  # in cases described in words
    spared: tuple[Material, ...]  # the office has it from another matter
    left_out: tuple[Material, ...]  # by the answers
    open_questions: tuple[Question, ...]


def own_list(guide: Guide, answers: Mapping[str, str]) -> OwnList:
    """Return the materials for the ``answers`` (key of a question → value)."""
    given = {
        one.key: answers[one.key]
        for one in guide.questions
        if answers.get(one.key) in {answer.value for answer in one.answers}
    }
    needed, sometimes, spared, left_out = [], [], [], []
    for material in guide.materials:
        if any(
            need.question in given and given[need.question] not in need.values
            for need in material.needs
        ):
            left_out.append(material)
        elif material.made_by:
            spared.append(material)
        elif material.required is False and material.when:
            sometimes.append(material)
        else:
            needed.append(material)
    still = [one for one in guide.questions if one.key not in given]
    return OwnList(tuple(needed), tuple(sometimes), tuple(spared), tuple(left_out), tuple(still))
