"""What so many raises of single answers make of a section's score, through every rollup below it.

What stays as it is: what is not applicable or hidden, open questions that are left out of a score, and sections
without a score. An open question that counts as its worst stands at its worst; where it voids its section, to
answer it is a change of its own.
"""

from __future__ import annotations

import numpy as np

from cyberready.model.questionnaire import Rollup
from cyberready.scoring.engine import Step, mapped
from cyberready.scoring.frontiers import (
    Frontier,
    in_order,
    middle,
    of_question,
    shared,
    standing,
)
from cyberready.scoring.level_raises import level_frontier
from cyberready.scoring.plan import POLICIES, Part
from cyberready.scoring.rollups import Array, Result, at_least
from cyberready.scoring.scored import ScoredSheet


def frontier(sheet: ScoredSheet, part: Part, most: int, *, answers: bool = False) -> Frontier | None:
    """The most that each number of raises, up to `most`, makes of a part's score; None where it has none.

    With `answers`, for a cumulative part, changed answers count in place of raises.
    """
    step = sheet.steps[part.id]
    if np.isnan(step.result.value[0]):
        return None
    found = _with_void(sheet, part, step, _rolled(sheet, part, step, most, answers))
    if part.range is None:
        return found
    low, high = step.rolled.low[0], step.rolled.high[0]

    def on_range(values: Array) -> Array:
        reach = Result(values, np.full(len(values), low), np.full(len(values), high))
        assert part.range is not None
        return mapped(reach, part.range).value

    return found.mapped(on_range)


def _rolled(sheet: ScoredSheet, part: Part, step: Step, most: int, answers: bool) -> Frontier:
    if part.rollup.type == "cumulative":
        return level_frontier(sheet, part, most, answers=answers)
    children, lows, highs, weights = _present(sheet, part, step, most)
    ratios = [
        child.mapped(lambda values, low=low, high=high: (values - low) / (high - low))  # type: ignore[misc]
        for child, low, high in zip(children, lows, highs, strict=True)
    ]
    alike = children if step.children.alike else ratios
    share = weights / weights.sum()
    with np.errstate(divide="ignore", invalid="ignore"):
        match part.rollup.type:
            case "mean" | "mean_of_questions":
                return _sum(alike, weights, share, most)
            case "sum":
                return _sum(children, weights, weights, most)
            case "min":
                return shared(alike, weights, most, np.minimum)
            case "max":
                return shared(alike, weights, most, np.maximum)
            case "median":
                return middle(alike, most)
            case "geometric":
                logarithms = [ratio.mapped(lambda values: np.log(np.maximum(values, 0.0))) for ratio in ratios]
                return _sum(logarithms, weights, share, most).mapped(np.exp)
            case "harmonic":
                inverses = [ratio.mapped(lambda values: -1.0 / np.maximum(values, 0.0)) for ratio in ratios]
                return _sum(inverses, weights, share, most).mapped(lambda values: -1.0 / values)
            case "share_met":
                return _sum(_met(children, part.rollup), weights, share, most)
            case "deduct":
                kept = _sum(_met(children, part.rollup), weights, weights, most)
                start = float(part.rollup.from_ or 0.0) - float(weights.sum())
                return kept.mapped(lambda values: start + values)
            case "until_incomplete":
                return in_order(children, lows, highs, most)
    raise AssertionError(part.rollup.type)


def _present(sheet: ScoredSheet, part: Part, step: Step, most: int) -> tuple[list[Frontier], Array, Array, Array]:
    """The children that count, as frontiers, with their reach and weights."""
    questions = len(part.looked_at)
    rows = np.flatnonzero(step.children.present[:, 0])
    children = []
    for row in rows.tolist():
        if row < questions:
            index = int(part.looked_at[row])
            rungs = sheet.rungs(part, index)
            points = [float(step.children.values[row, 0]), *(rung.points for rung in rungs)]
            children.append(of_question(index, points[: most + 1]))
        else:
            child = frontier(sheet, part.parts[part.counted[row - questions]], most)
            assert child is not None
            children.append(child)
    columns = (step.children.lows, step.children.highs, step.children.weights)
    lows, highs, weights = (column[rows, 0] for column in columns)
    return children, lows, highs, weights


def _sum(children: list[Frontier], weights: Array, factors: Array, most: int) -> Frontier:
    weighted = [
        child.mapped(lambda values, factor=factor: factor * values)  # type: ignore[misc]
        for child, factor in zip(children, factors.tolist(), strict=True)
    ]
    return shared(weighted, weights, most)


def _met(children: list[Frontier], rollup: Rollup) -> list[Frontier]:
    assert rollup.pass_ is not None
    bound = float(rollup.pass_)
    return [child.mapped(lambda values: at_least(values, bound).astype(float)) for child in children]


def _with_void(sheet: ScoredSheet, part: Part, step: Step, found: Frontier) -> Frontier:
    """A part that a void question holds at its minimum rises when all of them are answered, if they can be."""
    if not step.void[0]:
        return found
    low = float(step.rolled.low[0])
    void = [int(question) for question in part.direct if part.policies[sheet.states[question]] == POLICIES["void"]]
    if not all(sheet.open(question) for question in void):
        return standing(low)
    first = len(void)
    values = np.concatenate([np.full(first, low), found.values])
    answered = dict.fromkeys(void, 0)
    return Frontier(values, lambda n: {**answered, **found.pick(n - first)} if n >= first else {})
