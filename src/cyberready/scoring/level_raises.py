"""The fewest changes that reach each level of a cumulative part: exact, by one knapsack a level."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from cyberready.scoring.frontiers import NEVER, Frontier, Raises, by_level, shared
from cyberready.scoring.ladders import Rung
from cyberready.scoring.plan import Part, Plan
from cyberready.scoring.rollups import at_least
from cyberready.scoring.scored import ScoredSheet


def level_frontier(sheet: ScoredSheet, part: Part, most: int, *, answers: bool) -> Frontier:
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
    if at_least(np.array(met / whole), enough / whole):
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
    there = at_least(np.array(points), bound)
    return int(there.argmax()) if there.any() else NEVER
