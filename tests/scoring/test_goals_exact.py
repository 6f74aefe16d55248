"""The shortest set of changes, held against every set there is: fewer changes never reach as far."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cyberready.model.answers import EMPTY, Answer
from cyberready.model.explanation import Goal, SectionExplanation
from cyberready.scoring.engine import Batch, score_batch
from cyberready.scoring.explain import explain
from cyberready.scoring.ladders import ladder
from cyberready.scoring.plan import ANSWERED, POLICIES, UNANSWERED, UNKNOWN, Plan, compile_plan
from cyberready.scoring.sheets import as_arrays, score_sheet

from .made_up import DIGEST, made_up

MOST_SETS = 60_000
"""Larger cases are not tried out."""


Tried = tuple[int, float]
"""How many changes a set takes, and the score that results."""


def every_set(plan: Plan, answers: Mapping[str, Answer], part: str, counts_answers: bool) -> Iterator[Tried]:
    """Every set of changes, scored by the engine.

    A raise is a step on a question's ladder; an open question that voids its section, or is left out, takes one
    change to be answered at its worst.
    """
    card = score_sheet(plan, answers, DIGEST)
    states, points = as_arrays(card.questions)
    home = plan.parts()
    choices: list[list[tuple[int, float | None]]] = []
    for index, id in enumerate(plan.questions):
        question = plan.questionnaire.questions[id]
        open_ = states[index] in (UNANSWERED, UNKNOWN)
        found: list[tuple[int, float | None]] = [(0, None)]
        if index in home[part].below and (open_ or states[index] == ANSWERED):
            rungs = ladder(question, plan.questionnaire.scale_of(id), answers.get(id, EMPTY))
            first = int(open_ and voids(plan, part, id, int(states[index])))
            if open_:
                found.append((1, float(plan.lows[index])))
            found += [(first + count, rung.points) for count, rung in enumerate(rungs, 1)]
            if counts_answers:
                found = [(min(count, 1), value) for count, value in found]
        choices.append(found)
    number = int(np.prod([len(each) for each in choices]))
    assume(number <= MOST_SETS)
    chosen = list(itertools.product(*choices))
    costs = np.array([sum(cost for cost, _ in one) for one in chosen])
    values = np.array([[np.nan if value is None else value for _, value in one] for one in chosen]).T
    there = ~np.isnan(values)
    batch = Batch(
        np.where(there, ANSWERED, states[:, None]).astype(np.int8),
        np.where(there, values, points[:, None]),
        np.ones(number, dtype=bool),
    )
    scores = score_batch(plan, batch)[part].value
    yield from zip(costs.tolist(), scores.tolist(), strict=True)


def voids(plan: Plan, part: str, question: str, state: int) -> bool:
    """Whether the question holds its section at the minimum, and the part looks at that section's score."""
    path = [section.id for section in plan.questionnaire.paths[question]]
    path = path[path.index(part) :]
    home = plan.parts()
    by_questions = any(home[id].rollup.type in ("mean_of_questions", "cumulative") for id in path[:-1])
    return not by_questions and home[path[-1]].policies[state] == POLICIES["void"]


def fewest(sets: Sequence[Tried], bound: float) -> int | None:
    return min((cost for cost, score in sets if round(score, 9) >= round(bound, 9)), default=None)


CASES = ["five", "three", "likert", "tenths", "several", "percent"]
PASSING = [
    {"type": "share_met", "pass": 2},
    {"type": "deduct", "from": 10, "pass": 2},
    {"type": "cumulative", "pass": 2},
    {"type": "cumulative", "pass": 2, "below": 3},
    {"type": "cumulative", "pass": 2, "share": 0.6, "empty": "pass"},
    {"type": "cumulative", "pass": 1, "below": 3, "share": 0.5, "floor": -1},
]
WORDS = ["mean", "mean_of_questions", "sum", "min", "max", "median", "geometric", "harmonic", "until_incomplete"]
VALUES = {
    "five": ["2", "4", "5"],
    "three": ["0", "1", "2"],
    "likert": ["1", "3", "4"],
    "tenths": ["0", "2"],
    "percent": ["30"],
    "several": ["[]", "[a]"],
}


@st.composite
def questions(draw: st.DrawFn, least: int, most: int) -> str:
    found = []
    for scale in draw(st.lists(st.sampled_from(CASES), min_size=least, max_size=most)):
        weight = draw(st.sampled_from(["", "*2", "*0.5"]))
        level = draw(st.sampled_from(["@1", "@1", "@2", "@3!", "@2!"]))
        answer = draw(st.sampled_from([*VALUES[scale], *VALUES[scale], "none", "na"]))
        found.append(f"{scale}{weight}{level}={answer}")
    return " ".join(found)


ROLLUP = st.sampled_from([*WORDS, *PASSING])
POLICY = {"unanswered": st.sampled_from(["zero", "void", "full"]), "range": st.sampled_from([[0, 5], [-1, 1]])}
LEAF = st.fixed_dictionaries({"rollup": ROLLUP, "questions": questions(1, 3)}, optional=POLICY)
TREE = st.fixed_dictionaries(
    {"rollup": ROLLUP, "questions": questions(0, 2), "sections": st.lists(LEAF, max_size=2)}, optional=POLICY
)


def explained(
    tree: Mapping[str, Any], bound: float | None = None
) -> tuple[Plan, dict[str, Answer], SectionExplanation]:
    questionnaire, answers = made_up(json.dumps(tree))
    plan = compile_plan(questionnaire)
    found = explain(plan, answers, score_sheet(plan, answers, DIGEST), "d1", bound)
    assert isinstance(found, SectionExplanation)
    return plan, answers, found


@settings(max_examples=150, deadline=None)
@given(TREE, st.sampled_from([0.1, 0.34, 0.5, 0.8, 1.0]))
def test_fewer_changes_never_reach_the_bound(tree: dict[str, Any], toward: float) -> None:
    plan, answers, start = explained(tree)
    assume(start.score.value is not None)
    assert start.score.value is not None
    assert start.score.range is not None
    bound = start.score.value + toward * (start.score.range[1] - start.score.value)
    assume(round(bound, 9) > round(start.score.value, 9))
    goal = explained(tree, bound)[2].goals[0]
    sets = list(every_set(plan, answers, "d1", goal.answers))
    assert goal.count == fewest(sets, bound)
    if goal.changes is None:
        assert goal.highest == pytest.approx(max(score for _, score in sets if not np.isnan(score)))
    else:
        check_changes(plan, answers, goal, bound)


def check_changes(plan: Plan, answers: dict[str, Answer], goal: Goal, bound: float) -> None:
    """The changes, made in the sheet itself, give the score that is promised."""
    assert goal.changes is not None
    assert goal.value is not None
    assert round(goal.value, 9) >= round(bound, 9)
    changed = {**answers, **{change.id: Answer(value=change.to) for change in goal.changes}}
    assert score_sheet(plan, changed, DIGEST).sections["d1"].value == pytest.approx(goal.value)
