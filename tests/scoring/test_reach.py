"""Thresholds that no answer could meet."""

from __future__ import annotations

import pytest

from cyberready.scoring.plan import compile_plan
from cyberready.scoring.reach import unreachable

from .made_up import made_up


@pytest.mark.parametrize(
    ("tree", "found"),
    [
        ("{rollup: {type: share_met, pass: 5}, questions: five three}", []),
        ("{rollup: {type: share_met, pass: 6}, questions: five three}", ["d1"]),
        ("{rollup: {type: share_met, pass: 5}, questions: three five*0}", ["d1"]),
        ("{rollup: {type: deduct, from: 9, pass: 4}, questions: three percent}", []),
        ("{rollup: {type: deduct, from: 9, pass: 101}, questions: three percent}", ["d1"]),
        ("{rollup: {type: cumulative, pass: 4}, questions: three@1 five}", ["d1"]),  # only questions with a level
        ("{rollup: {type: cumulative, pass: 4}, sections: [{rollup: none, questions: five@1}]}", []),
        ("{rollup: {type: share_met, pass: 4}, sections: [{rollup: none, questions: five}, {questions: three}]}",
         ["d1"]),
        ("{rollup: {type: share_met, pass: 10}, sections: [{rollup: sum, questions: five five}]}", []),
        ("{rollup: {type: share_met, pass: 1.1}, sections: [{range: [0, 1], questions: five}]}", ["d1"]),
        ("{sections: [{rollup: {type: share_met, pass: 6}, questions: five}]}", ["d1.1"]),
        ("{rollup: {type: share_met, pass: 0.8}, sections: [{rollup: sum, sections:"
         " [{range: [0, 0.7], questions: five}, {range: [0, 0.1], questions: five}]}]}", []),  # a hair below 0.8
        ("{rollup: {type: share_met, pass: 9}, questions: text}", []),  # nothing to say where nothing can score
        ("{rollup: {type: share_met, pass: 9}}", []),
    ],
)  # fmt: skip
def test_sections_whose_pass_cannot_be_reached(tree: str, found: list[str]) -> None:
    assert [id for id, *_ in unreachable(compile_plan(made_up(tree)[0]))] == found


def test_the_threshold_and_the_most_are_told() -> None:
    plan = compile_plan(made_up("{questions: five}", scoring="{overall: {rollup: {type: share_met, pass: 7}}}")[0])
    assert list(unreachable(plan)) == [("scoring.overall", 7, 5)]
