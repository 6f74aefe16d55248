"""What so many raises of single answers make of a section's score, through every rollup below it.

What stays as it is: what is not applicable or hidden, open questions that are left out of a score, and sections
without a score. An open question that counts as its worst stands at its worst; where it voids its section, to
answer it is a change of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cyberready.model.questionnaire import Rollup
from cyberready.scoring.engine import Step, mapped
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
from cyberready.scoring.ladders import Rung
from cyberready.scoring.plan import ANSWERED, POLICIES, UNANSWERED, UNKNOWN, Part, Plan
from cyberready.scoring.rollups import Array, Result, at_least


@dataclass(frozen=True)
class ScoredSheet:
    """One sheet as it is scored, and what its answers could become.

    `states` are the codes of the questions' states, `points` what their answers earn (NaN without one), `ladders`
    their raises by index, `steps` how each part's score comes about.
    """

    plan: Plan
    states: NDArray[np.int8]
    points: Array
    ladders: Mapping[int, tuple[Rung, ...]]
    steps: Mapping[str, Step]

    def open(self, question: int) -> bool:
        return bool(self.states[question] in (UNANSWERED, UNKNOWN))

    def void(self, part: Part) -> list[int]:
        """The questions that hold a part at its minimum."""
        return [int(index) for index in part.direct if part.policies[self.states[index]] == POLICIES["void"]]

    def rungs(self, part: Part, question: int) -> tuple[Rung, ...]:
        """The raises of a question in a part's eyes: none where it is left out, or counts as its best already."""
        policy = part.policies[self.states[question]]
        if self.states[question] == ANSWERED or (self.open(question) and policy in _AT_WORST):
            return self.ladders[question]
        return ()

    def raisable(self, part: Part) -> set[int]:
        """The questions whose raises can move a part's score."""
        step = self.steps[part.id]
        if np.isnan(step.result.value[0]):
            return set()
        present = step.children.present[:, 0]
        rows = np.flatnonzero(present[: len(part.looked_at)])
        own = {int(part.looked_at[row]) for row in rows}
        found = {question for question in own if self.rungs(part, question)}
        for place, n in enumerate(part.counted, len(part.looked_at)):
            if present[place]:
                found |= self.raisable(part.parts[n])
        return found


_AT_WORST = (POLICIES["zero"], POLICIES["void"])


def frontier(sheet: ScoredSheet, part: Part, most: int) -> Frontier | None:
    """The most that each number of raises, up to `most`, makes of a part's score; None where it has none."""
    step = sheet.steps[part.id]
    if np.isnan(step.result.value[0]):
        return None
    found = _rolled(sheet, part, step, most)
    found = with_void(sheet, part, step, found)
    if part.range is None:
        return found
    low, high = step.rolled.low[0], step.rolled.high[0]

    def on_range(values: Array) -> Array:
        reach = Result(values, np.full(len(values), low), np.full(len(values), high))
        assert part.range is not None
        return mapped(reach, part.range).value

    return found.mapped(on_range)


def _rolled(sheet: ScoredSheet, part: Part, step: Step, most: int) -> Frontier:
    if part.rollup.type == "cumulative":
        return cumulative_frontier(sheet, part, most, answers=False)
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


def with_void(sheet: ScoredSheet, part: Part, step: Step, found: Frontier) -> Frontier:
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


def cumulative_frontier(sheet: ScoredSheet, part: Part, most: int, *, answers: bool) -> Frontier:
    """The highest level that so many raises reach, or, with `answers`, that changing so many answers reaches.

    What a void question does to the part is not in it.
    """
    rollup = part.rollup
    assert part.levels is not None
    assert rollup.pass_ is not None
    passing = float(rollup.pass_)
    under = passing if rollup.below is None else float(rollup.below)
    costs: dict[int, tuple[int, Callable[[], Raises]]] = {}
    below: list[Need] = []
    last = 0
    for number in part.levels.numbers:
        if number - last > 1:
            below.append(Need(0 if rollup.empty == "pass" else NEVER, {}))
            costs[number - 1] = _together(below)
        costs[number] = _together([*below, needed(sheet, part, number, passing, answers)])
        below.append(needed(sheet, part, number, under, answers))
        last = number
    return by_level(costs, 0.0 if rollup.floor is None else float(rollup.floor), most)


@dataclass(frozen=True)
class Need:
    """What one level still asks for: the fewest changes, and which."""

    cost: int
    raises: Raises


def _together(needs: list[Need]) -> tuple[int, Callable[[], Raises]]:
    raises = {question: count for need in needs for question, count in need.raises.items()}
    return sum(need.cost for need in needs), lambda: raises


def needed(sheet: ScoredSheet, part: Part, level: int, bound: float, answers: bool) -> Need:
    """The fewest raises (or changed answers) by which a level is met at a bound.

    Open questions that are left out may be answered as well: that adds them to what is met and to the whole.
    """
    assert part.levels is not None
    row = part.levels.numbers.index(level)
    values, weights = sheet.steps[part.id].children.values[:, 0], part.weights[:, 0]
    here = np.flatnonzero(part.levels.rows[row])
    share = 1.0 if part.rollup.share is None else float(part.rollup.share)
    whole = met = 0.0
    raises: Raises = {}
    spent = 0
    free = sheet.void(part)  # they are answered in any case, so that the part may rise at all

    def cost_of(question: int, count: int) -> int:
        return count if not answers or count >= NEVER else 0 if question in free else 1

    choices: list[tuple[int, int, int, float]] = []
    for child in here.tolist():
        question, weight = int(part.looked_at[child]), float(weights[child])
        there = not np.isnan(values[child])
        if not there and not sheet.open(question):
            continue
        rungs = sheet.rungs(part, question) if there else sheet.ladders[question]
        count = _fewest(rungs, bound, float(values[child]) if there else None, part, question, sheet.plan)
        whole += weight if there else 0.0
        if there and count == 0:
            met += weight
        elif there and part.levels.required[child, 0]:
            met, spent = met + weight, spent + cost_of(question, count)
            raises[question] = count
        elif count < NEVER:
            choices.append(
                (cost_of(question, max(1, count)), question, count, weight if there else weight * (1.0 - share))
            )
    if whole == 0:
        if part.rollup.empty == "pass":
            return Need(0, {})
        best = min(choices, default=None)
        return Need(NEVER, {}) if best is None else Need(best[0], {best[1]: best[2]})
    if spent >= NEVER:
        return Need(NEVER, {})
    return _chosen(choices, met, share * whole, Need(spent, raises), whole)


def _chosen(
    choices: list[tuple[int, int, int, float]], met: float, enough: float, required: Need, whole: float
) -> Need:
    """The cheapest choice of optional questions that brings the met weight to enough of the whole."""
    if round(met / whole, 9) >= round(enough / whole, 9):
        return required
    gains = np.array([gain for *_, gain in choices])
    if not len(choices):
        return Need(NEVER, {})
    steps = [np.concatenate([np.zeros(cost), [gain]]) for cost, _, _, gain in choices]
    most = sum(cost for cost, *_ in choices)
    children = [
        Frontier(values, lambda n, number=number, cost=choice[0]: {number: n} if n >= cost else {})  # type: ignore[misc]
        for number, (values, choice) in enumerate(zip(steps, choices, strict=True))
    ]
    best = shared(children, gains, most)
    cost = best.mapped(lambda values: (met + values) / whole).cost(enough / whole)
    if cost >= NEVER:
        return Need(NEVER, {})
    picked = {choices[number][1]: choices[number][2] for number in best.pick(cost)}
    return Need(required.cost + cost, {**required.raises, **picked})


def _fewest(
    rungs: tuple[Rung, ...], bound: float, now: float | None, part: Part, question: int, plan: Plan
) -> int:
    """How many raises bring a question to a bound; 0 where it is there. `now` is None for one that is left out,
    which stands below its worst until it is answered."""
    points = [float(plan.lows[question]) if now is None else now, *(rung.points for rung in rungs)]
    return next((count for count, value in enumerate(points) if round(value, 9) >= round(bound, 9)), NEVER)
