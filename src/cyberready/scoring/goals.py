"""The next score worth reaching, and the shortest set of changes that reaches it (scoring.raises finds it)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import floor
from typing import Any

import numpy as np

from cyberready.model.answers import EMPTY, Answer
from cyberready.model.asking import asked
from cyberready.model.explanation import Change, Goal, GoalKind
from cyberready.model.scorecard import Scorecard
from cyberready.scoring.engine import Batch, mapped, steps
from cyberready.scoring.frontiers import NEVER, Frontier, Raises
from cyberready.scoring.ladders import Rung, worst
from cyberready.scoring.plan import ANSWERED, OVERALL, Part
from cyberready.scoring.raises import ScoredSheet, cumulative_frontier, frontier, with_void
from cyberready.scoring.rollups import Result
from cyberready.scoring.sheets import ratings_of
from cyberready.scoring.terms import next_level

_FIRST_TRY = 32
"""Raises looked at before all of them are: a next rating is seldom farther, and the time grows with the square."""


def goals(sheet: ScoredSheet, part: Part, card: Scorecard, answers: Mapping[str, Answer]) -> Iterator[Goal]:
    """What the part's score could reach next: a score at all, a rating, a level, a number, a profile's target."""
    score = card.overall if part.id == OVERALL else card.sections[part.id]
    if score.value is None:
        missing = _enough_answers(sheet, part, answers)
        if missing is not None:
            yield missing
        return
    found = _next_bound(sheet, part, card)
    if found is not None:
        kind, bound, label = found
        yield reach(sheet, part, bound, answers, kind=kind, label=label)
    for id, profile in card.profiles.items():
        for target in profile.targets:
            if target.id == part.id and not target.met:
                yield reach(sheet, part, target.target, answers, kind="target", label=id)


def reach(
    sheet: ScoredSheet,
    part: Part,
    bound: float,
    answers: Mapping[str, Answer],
    *,
    kind: GoalKind = "number",
    label: str = "",
) -> Goal:
    """The fewest single-level raises that bring the part's score to a bound in its unit.

    A cumulative section counts changed answers, since a level asks which questions are met, not how far they are
    from it.
    """
    counts_answers = part.rollup.type == "cumulative"
    goal = Goal(kind=kind, bound=bound, label=label, answers=counts_answers)
    most = sum(len(sheet.ladders[int(q)]) + 1 for q in part.below)
    tried = min(_FIRST_TRY, most)
    found = _frontier(sheet, part, tried, counts_answers)
    if found.cost(bound) > tried and tried < most:
        found = _frontier(sheet, part, most, counts_answers)
    cost = found.cost(bound)
    if cost >= NEVER:
        return goal.model_copy(update={"highest": float(found.values[-1])})
    raises = found.pick(cost)
    changes = tuple(_change(sheet, q, raises[q], answers) for q in sorted(raises))
    return goal.model_copy(
        update={
            "count": cost,
            "changes": changes,
            "value": _score_after(sheet, part, raises),
            "opens": tuple(_opened(sheet, changes, answers)),
        }
    )


def _frontier(sheet: ScoredSheet, part: Part, most: int, counts_answers: bool) -> Frontier:
    if not counts_answers:
        found = frontier(sheet, part, most)
        assert found is not None
        return found
    step = sheet.steps[part.id]
    levels = with_void(sheet, part, step, cumulative_frontier(sheet, part, most, answers=True))
    if part.range is None:
        return levels
    low, high, range = step.rolled.low[0], step.rolled.high[0], part.range
    return levels.mapped(lambda v: mapped(Result(v, np.full(len(v), low), np.full(len(v), high)), range).value)


def _next_bound(sheet: ScoredSheet, part: Part, card: Scorecard) -> tuple[GoalKind, float, str] | None:
    """The next level of a cumulative score, else the next rating, else, where ratings do not name the score, the
    next whole number."""
    score = card.overall if part.id == OVERALL else card.sections[part.id]
    assert score.value is not None
    assert score.range is not None
    value = round(score.value, 9)
    if part.levels is not None:
        step = sheet.steps[part.id]
        level = floor(round(float(step.rolled.low[0]), 9)) + 1 if step.void[0] else next_level(part, step)
        if level > part.levels.numbers[-1]:
            return None
        unit = Result(np.array([float(level)]), step.rolled.low[:1], step.rolled.high[:1])
        bound = level if part.range is None else float(mapped(unit, part.range).value[0])
        return "level", float(bound), str(level)
    ratings = ratings_of(sheet.plan, part)
    above = sorted((r for r in ratings if round(r.from_, 9) > value), key=lambda rating: rating.from_)
    if above:
        return "rating", float(above[0].from_), above[0].label
    whole = floor(value) + 1.0
    if not ratings and score.range[1] - score.range[0] > 1 and whole <= round(score.range[1], 9):
        return "number", whole, ""
    return None


def _enough_answers(sheet: ScoredSheet, part: Part, answers: Mapping[str, Answer]) -> Goal | None:
    """The fewest open questions to answer so that `minimum_answered` is met: the heaviest first."""
    if part.unit is None or part.minimum_answered == 0:
        return None
    plan = sheet.plan
    weights = plan.weights[part.below]
    open_ = np.array([sheet.open(int(question)) for question in part.below], dtype=bool)
    answered = sheet.states[part.below] == ANSWERED
    whole, have = weights[open_ | answered].sum(), weights[answered].sum()
    order = np.flatnonzero(open_)[np.argsort(-weights[open_], kind="stable")]
    shares = (have + np.concatenate([[0.0], np.cumsum(weights[order])])) / whole if whole else np.array([])
    enough = np.flatnonzero(np.round(shares, 9) >= round(part.minimum_answered, 9))
    if not enough.size or enough[0] == 0:
        return None
    chosen = sorted(int(question) for question in part.below[order[: enough[0]]])
    return Goal(
        kind="score",
        bound=part.minimum_answered,
        answers=True,
        count=len(chosen),
        changes=tuple(_change(sheet, question, 0, answers) for question in chosen),
    )


def _change(sheet: ScoredSheet, question: int, raises: int, answers: Mapping[str, Answer]) -> Change:
    id = sheet.plan.questions[question]
    answer = answers.get(id, EMPTY)
    open_ = sheet.open(question)
    low = float(sheet.plan.lows[question])
    scale = sheet.plan.questionnaire.scale_of(id)
    rung = sheet.ladders[question][raises - 1] if raises else Rung(worst(scale), low)
    points = float(sheet.points[question])
    return Change(
        id=id,
        value=None if open_ else answer.value,
        to=rung.value,
        until=rung.until,
        points=None if open_ else points,
        to_points=rung.points,
        raises=raises,
        needs=rung.needs,
    )


def _score_after(sheet: ScoredSheet, part: Part, raises: Raises) -> float:
    """What the part scores with these raises, by the engine itself."""
    states, points = sheet.states.copy(), sheet.points.copy()
    for question, count in raises.items():
        states[question] = ANSWERED
        low = sheet.plan.lows[question]
        points[question] = sheet.ladders[question][count - 1].points if count else low
    batch = Batch(states[:, None], points[:, None], np.array([True]))
    return float(steps(sheet.plan, batch)[part.id].result.value[0])


def _opened(sheet: ScoredSheet, changes: tuple[Change, ...], answers: Mapping[str, Answer]) -> Iterator[str]:
    """The questions that skip logic would ask in addition."""
    plan = sheet.plan
    if not plan.questionnaire.conditions:
        return
    given: dict[str, Any] = {change.id: Answer.model_construct(value=change.to) for change in changes}
    before = asked(plan.questionnaire, answers, plan.order)
    after = asked(plan.questionnaire, {**answers, **given}, plan.order)
    yield from (id for id, is_asked in after.items() if is_asked and not before[id])
