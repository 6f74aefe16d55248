"""The next score worth reaching, and the shortest set of changes that reaches it (scoring.raises finds it)."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping, Sequence
from math import floor
from typing import Any

import numpy as np

from cyberready.model.answers import EMPTY, Answer
from cyberready.model.asking import asked
from cyberready.model.explanation import Change, Goal, GoalKind
from cyberready.model.scales import NumberScale
from cyberready.model.scorecard import Scorecard
from cyberready.scoring.engine import Batch, mapped, score_batch
from cyberready.scoring.frontiers import NEVER, Frontier, Raises
from cyberready.scoring.ladders import Rung, on_line, worst
from cyberready.scoring.plan import ANSWERED, OVERALL, Part
from cyberready.scoring.raises import ScoredSheet, cumulative_frontier, frontier, with_void
from cyberready.scoring.rollups import Array, Result
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
    raises = _lowest_first(sheet, part, bound, cost) if not counts_answers else None
    raises = found.pick(cost) if raises is None else raises
    changes = _just_enough(sheet, part, bound, [_change(sheet, q, raises[q], answers) for q in sorted(raises)])
    return goal.model_copy(
        update={
            "count": cost,
            "changes": changes,
            "value": float(_scores_after(sheet, part, changes)[0]),
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


def _lowest_first(sheet: ScoredSheet, part: Part, bound: float, count: int) -> Raises | None:
    """So many raises that reach the bound: what gains most first, of equal gains the heaviest, then the lowest.

    Where raises add up this is as good as the best way, and asks for the first steps before the last ones. None
    where it does not reach the bound: raises that depend on each other are left to the frontier.
    """
    ladders = {question: sheet.ladders[question] for question in sorted(sheet.raisable(part))}
    places = [(question, rung) for question, rungs in ladders.items() for rung in range(len(rungs))]
    states = sheet.states[:, None].repeat(len(places) + 1, axis=1)
    points = sheet.points[:, None].repeat(len(places) + 1, axis=1)
    for column, (question, rung) in enumerate(places):
        states[question, column], points[question, column] = ANSWERED, ladders[question][rung].points
    batch = Batch(states, points, np.ones(len(places) + 1, dtype=bool))
    *scores, now = score_batch(sheet.plan, batch)[part.id].value.tolist()
    after = dict(zip(places, scores, strict=True))
    plan = sheet.plan

    def entry(question: int, taken: int) -> tuple[float, float, float, int]:
        before = after.get((question, taken - 1), now)
        low, high = plan.lows[question], plan.highs[question]
        stands = ladders[question][taken - 1].points if taken else sheet.points[question]
        place = 0.0 if np.isnan(stands) else float((stands - low) / (high - low))
        return -round(after[question, taken] - before, 9), -float(plan.weights[question]), place, question

    heap = [entry(question, 0) for question in ladders]
    heapq.heapify(heap)
    raises: Raises = {}
    while heap and sum(raises.values()) < count:
        *_, question = heapq.heappop(heap)
        raises[question] = raises.get(question, 0) + 1
        if raises[question] < len(ladders[question]):
            heapq.heappush(heap, entry(question, raises[question]))
    changes = [_change(sheet, question, taken, {}) for question, taken in raises.items()]
    reached = float(_scores_after(sheet, part, changes)[0])
    return raises if round(reached, 9) >= round(bound, 9) else None


def _just_enough(sheet: ScoredSheet, part: Part, bound: float, changes: list[Change]) -> tuple[Change, ...]:
    """The changes with numbers on a straight line taken no further than the bound asks, one after the other."""
    for place, change in enumerate(changes):
        scale = sheet.plan.questionnaire.scale_of(change.id)
        if not isinstance(scale, NumberScale) or scale.linear is None:
            continue
        index = sheet.plan.index[change.id]
        low = float(sheet.plan.lows[index]) if change.points is None else change.points
        points = np.array([low, change.to_points])
        for _finer in range(3):  # to a thousandth of a thousandth of a thousandth of the way
            points = np.linspace(points[0], points[-1], 1001)
            enough = np.round(_scores_after(sheet, part, changes, {index: points}), 9) >= round(bound, 9)
            points = points[max(0, enough.argmax() - 1) :][:2]
        value, earned = on_line(scale.linear, float(points[-1]))
        changes[place] = change.model_copy(update={"to": value, "to_points": earned})
    return tuple(changes)


def _scores_after(
    sheet: ScoredSheet,
    part: Part,
    changes: Sequence[Change],
    tried: Mapping[int, Array] | None = None,
) -> Array:
    """What the part scores with these changes, by the engine itself; once for each of the points tried."""
    tried = tried or {}
    width = max((len(values) for values in tried.values()), default=1)
    states = sheet.states[:, None].repeat(width, axis=1)
    points = sheet.points[:, None].repeat(width, axis=1)
    for change in changes:
        index = sheet.plan.index[change.id]
        states[index] = ANSWERED
        points[index] = tried.get(index, change.to_points)
    batch = Batch(states, points, np.ones(width, dtype=bool))
    return score_batch(sheet.plan, batch)[part.id].value


def _opened(sheet: ScoredSheet, changes: tuple[Change, ...], answers: Mapping[str, Answer]) -> Iterator[str]:
    """The questions that skip logic would ask in addition."""
    plan = sheet.plan
    if not plan.questionnaire.conditions:
        return
    given: dict[str, Any] = {change.id: Answer.model_construct(value=change.to) for change in changes}
    before = asked(plan.questionnaire, answers, plan.order)
    after = asked(plan.questionnaire, {**answers, **given}, plan.order)
    yield from (id for id, is_asked in after.items() if is_asked and not before[id])
