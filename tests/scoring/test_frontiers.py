"""The most that so many raises make of a score, and by which: small cases tried out by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from cyberready.scoring.engine import Batch, steps
from cyberready.scoring.frontiers import (
    NEVER,
    Frontier,
    Raises,
    by_level,
    in_order,
    middle,
    of_question,
    shared,
    standing,
)
from cyberready.scoring.ladders import ladder
from cyberready.scoring.plan import compile_plan
from cyberready.scoring.raises import frontier
from cyberready.scoring.rollups import Array
from cyberready.scoring.scored import ScoredSheet
from cyberready.scoring.sheets import as_arrays, question_scores

from .made_up import made_up

Points = Sequence[float]


def questions(*points: Points) -> list[Frontier]:
    """Questions by the points that they have now and after each raise; the first is number 0."""
    return [of_question(number, each) for number, each in enumerate(points)]


def unlike(found: Frontier, values: Points, raises: dict[int, Raises]) -> list[object]:
    """What it says otherwise: its value after each number of raises, and which they are for some of these."""
    told: list[object] = [] if found.values.tolist() == pytest.approx(values) else [found.values.tolist()]
    return told + [(count, found.pick(count)) for count in raises if found.pick(count) != raises[count]]


@pytest.mark.parametrize(
    ("bound", "cost"),
    [(-1, 0), (0, 0), (0.3, 1), (0.300000002, 2), (2, 2), (2.0000000004, 2), (2.1, NEVER)],
)
def test_the_fewest_raises_that_reach_a_bound(bound: float, cost: int) -> None:
    assert of_question(0, [0, 0.1 + 0.2, 2]).cost(bound) == cost


def test_a_question_is_raised_step_by_step_and_never_falls() -> None:
    assert not unlike(of_question(7, [2, 1, 4]), [2, 2, 4], {0: {}, 1: {7: 1}, 2: {7: 2}})


def test_what_nothing_raises_stands() -> None:
    assert not unlike(standing(3), [3], {0: {}, 5: {}})


def test_seen_through_a_function_the_raises_stay() -> None:
    assert not unlike(of_question(0, [1, 3]).mapped(lambda values: values * 10), [10, 30], {1: {0: 1}})


@pytest.mark.parametrize(
    ("weights", "raises"),
    [
        # two raises come to 3 by the first alone, and by one each: the heavier takes what it can
        ([1, 1], {0: {}, 1: {1: 1}, 2: {0: 2}, 3: {0: 2, 1: 1}, 4: {0: 2, 1: 2}}),
        ([2, 1], {0: {}, 1: {1: 1}, 2: {0: 2}, 3: {0: 2, 1: 1}, 4: {0: 2, 1: 2}}),
        ([1, 2], {0: {}, 1: {1: 1}, 2: {0: 1, 1: 1}, 3: {0: 2, 1: 1}, 4: {0: 2, 1: 2}}),
    ],
)
def test_a_sum_takes_the_best_of_each(weights: list[float], raises: dict[int, Raises]) -> None:
    children = questions([0, 1, 3], [0, 2, 2.5])
    assert not unlike(shared(children, np.array(weights), 9), [0, 2, 3, 5, 5.5], raises)


def test_no_more_raises_are_looked_at_than_asked_for() -> None:
    assert not unlike(shared(questions([0, 1, 3], [0, 2, 2.5]), np.ones(2), 1), [0, 2], {1: {1: 1}})


def test_of_three_that_are_equal_the_first_in_the_file_is_raised() -> None:
    assert not unlike(
        shared(questions([0, 1], [0, 1], [0, 1]), np.ones(3), 9), [0, 1, 2, 3], {1: {0: 1}, 2: {0: 1, 1: 1}}
    )


@pytest.mark.parametrize(
    ("combine", "points", "values", "raises"),
    [
        # the least rises only with those that are least
        (np.minimum, [[1, 2, 3], [2, 3]], [1, 2, 2, 3], {0: {}, 1: {0: 1}, 3: {0: 2, 1: 1}}),
        (np.minimum, [[1], [2, 3]], [1, 1], {0: {}}),
        # the greatest with one
        (np.maximum, [[1, 2, 3], [2, 4]], [2, 4, 4, 4], {0: {}, 1: {1: 1}}),
        (np.maximum, [[1, 2, 5], [2, 4]], [2, 4, 5, 5], {1: {1: 1}, 2: {0: 2}}),
    ],
)
def test_least_and_greatest(
    combine: Callable[[Array, float], Array], points: list[Points], values: Points, raises: dict[int, Raises]
) -> None:
    assert not unlike(shared(questions(*points), np.ones(len(points)), 9, combine), values, raises)


@pytest.mark.parametrize(
    ("points", "values", "raises"),
    [
        # of an odd number the one in the middle; beyond 4 the last must rise as well
        ([[1, 2, 3, 4, 5], [2, 3, 4, 5], [4, 5]], [2, 3, 4, 4, 5], {0: {}, 1: {1: 1}, 2: {1: 2}, 4: {1: 3, 2: 1}}),
        # a great step may lift one from below past the middle
        ([[1, 5], [2, 3], [4]], [2, 4, 4], {1: {0: 1}}),
        # of an even number both in the middle
        ([[0, 1, 2], [3, 4]], [1.5, 2, 2.5, 3], {0: {}, 3: {0: 2, 1: 1}}),
        ([[0, 1], [2, 3], [4, 5], [9]], [3, 3.5, 4, 4], {0: {}, 2: {1: 1, 2: 1}}),
    ],
)  # fmt: skip
def test_the_median(points: list[Points], values: Points, raises: dict[int, Raises]) -> None:
    assert not unlike(middle(questions(*points), len(values) - 1), values, raises)


@pytest.mark.parametrize(
    ("points", "values", "raises"),
    [
        # each counts once all before it are whole, which is at 3 for all
        ([[1, 3], [0, 3]], [1, 3, 6], {0: {}, 1: {0: 1}, 2: {0: 1, 1: 1}}),
        ([[3], [1, 2, 3], [0, 2]], [4, 5, 6, 8], {0: {}, 1: {1: 1}, 3: {1: 2, 2: 1}}),
        ([[1, 2, 3], [3], [2, 3]], [1, 2, 8, 9], {1: {0: 1}, 2: {0: 2}, 3: {0: 2, 2: 1}}),
        ([[1, 2], [0, 3]], [1, 2, 2], {1: {0: 1}}),  # the first is never whole
    ],
)
def test_in_order_until_one_is_not_whole(points: list[Points], values: Points, raises: dict[int, Raises]) -> None:
    lows, highs = np.zeros(len(points)), np.full(len(points), 3.0)
    assert not unlike(in_order(questions(*points), lows, highs, len(values) - 1), values, raises)


@pytest.mark.parametrize(
    ("floor", "most", "values", "raises"),
    [
        (0, 4, [1, 1, 1, 2, 4], {0: {10: 1}, 2: {10: 1}, 3: {20: 2}, 4: {40: 3}}),
        (0, 2, [1, 1, 1], {2: {10: 1}}),
        # a level under the floor is none
        (1.5, 4, [1.5, 1.5, 1.5, 2, 4], {0: {}, 3: {20: 2}}),
    ],
)
def test_levels_by_what_they_cost(floor: float, most: int, values: Points, raises: dict[int, Raises]) -> None:
    costs = {
        1: (0, lambda: {10: 1}),
        2: (3, lambda: {20: 2}),
        3: (NEVER, lambda: {30: 1}),
        4: (4, lambda: {40: 3}),
    }
    assert not unlike(by_level(costs, floor, most), values, raises)


def of_section(domain: str, most: int) -> Frontier | None:
    """What raises make of a domain's score."""
    questionnaire, answers = made_up(domain)
    plan = compile_plan(questionnaire)
    states, points = as_arrays(question_scores(plan, answers))
    ladders = {
        number: ladder(questionnaire.questions[id], questionnaire.scale_of(id), answers[id])
        for number, id in enumerate(plan.questions)
    }
    found = steps(plan, Batch(states[:, None], points[:, None], np.array([True])))
    return frontier(ScoredSheet(plan, states, points, ladders, found), plan.parts()["d1"], most)


@pytest.mark.parametrize(
    ("tree", "values"),
    [
        ("{questions: three=2 three}", [1, 1.5, 2, 2.5, 3]),
        ("{range: [0, 100], questions: three=2 three=na}", [200 / 3, 100]),
        # what is left out, or counts as its best, stays so
        ("{unanswered: exclude, questions: three=2 three}", [2, 3]),
        ("{unanswered: full, questions: three=1 three}", [2, 2.5, 3]),
        # sections through their own rollups and ranges; one without a score is left out
        ("{sections: [{rollup: min, questions: three=1 three=2}, {questions: three=1}]}",
         [1, 1.5, 2, 2.5, 2.5, 3]),
        ("{rollup: sum, sections: [{range: [0, 1], questions: three=0}, {range: [0, 9], questions: three=3}]}",
         [9, 9 + 1 / 3, 9 + 2 / 3, 10]),
        ("{sections: [{minimum_answered: 1, questions: three}, {questions: three=2}]}", [2, 3]),
        # levels, by the raises that each asks for
        ("{rollup: {type: cumulative, pass: 2}, questions: three@1 three@1=1 three@2=2}", [0, 0, 0, 2]),
        ("{rollup: {type: cumulative, pass: 2, below: 3}, questions: three@1=1 three@2=1}", [0, 1, 1, 2]),
        ("{rollup: {type: cumulative, pass: 1}, unanswered: exclude, questions: likert@1=1 likert@2}", [1, 2]),
        # to answer what voids its section, at its worst, is a raise of its own
        ("{unanswered: void, questions: three=2 three}", [0, 1, 1.5, 2, 2.5, 3]),
        ("{unanswered: void, questions: likert=5 likert=na likert likert}", [1, 1, 7 / 3, 8 / 3]),
        ("{sections: [{unanswered: void, questions: five=4 five}, {questions: five=0}]}", [0, 1, 1.5, 2]),
        ("{rollup: {type: cumulative, pass: 2}, unanswered: void, questions: three@1=2 three@2}", [0, 1, 1, 2]),
        ("{not_applicable: void, questions: likert=3 likert=na}", [1]),
        # where it is not its section that is looked at it stands at its worst
        ("{rollup: mean_of_questions, sections: [{unanswered: void, questions: three=2 three}]}", [1, 1.5, 2]),
    ],
)  # fmt: skip
def test_what_raises_make_of_a_section(tree: str, values: Points) -> None:
    found = of_section(tree, len(values) - 1)
    assert found is not None
    assert found.values.tolist()[: len(values)] == pytest.approx(values)


def test_nothing_raises_what_has_no_score() -> None:
    assert of_section("{questions: three=na}", 9) is None
