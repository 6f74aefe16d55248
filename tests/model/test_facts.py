from __future__ import annotations

import pytest

from cyberready.model.facts import proposed_position
from cyberready.model.questionnaire import Question
from cyberready.model.scales import LevelsScale, Option

SCALE = LevelsScale(
    type="levels",
    options=tuple(Option(value=value, label=str(value), points=n) for n, value in enumerate(["none", 1, 2, 3])),
)
DESCRIBED = {"none": ("no law",), "1": ("a bill",), "2": ("in force", "a gazette"), "3": ("reviewed",)}
# Option 2 is not described, so nothing can be ticked that would show it.
GAP = {"none": ("no law",), "1": ("a bill",), "3": ("reviewed",)}


@pytest.mark.parametrize(
    ("described", "ticked", "proposed"),
    [
        (DESCRIBED, {}, None),
        (DESCRIBED, {"1": ()}, None),  # ticked once and taken back
        (DESCRIBED, {"none": (0,)}, 0),
        (DESCRIBED, {"1": (0,)}, 1),
        (DESCRIBED, {"1": (0,), "2": (0,)}, 1),  # all of an option's facts
        (DESCRIBED, {"1": (0,), "2": (1, 0)}, 2),  # in any order
        (DESCRIBED, {"2": (0, 1)}, 0),  # and those of the options below
        (DESCRIBED, {"1": (0,), "3": (0,)}, 1),
        (DESCRIBED, {"1": (0,), "2": (0, 1), "3": (0,)}, 3),
        (DESCRIBED, {"none": (0,), "1": (0,), "2": (0, 1)}, 2),  # the first is about absence and asks for nothing
        (DESCRIBED, {"1": (0, 7), "2": (0, 1, 2)}, 2),  # a fact that no longer stands does no harm
        (GAP, {"1": (0,), "3": (0,)}, 1),
        ({}, {"1": (0,)}, 0),
    ],
)
def test_the_highest_option_with_all_its_facts_and_those_below_is_proposed(
    described: dict[str, tuple[str, ...]], ticked: dict[str, tuple[int, ...]], proposed: int | None
) -> None:
    question = Question(id="q", text="?", scale="level", options=described)
    assert proposed_position(question, SCALE, ticked) == proposed
