"""The shortest set of changes that reaches a score: found by frontiers, checked by the engine."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from cyberready.model.answers import EMPTY, Answer, Evidence
from cyberready.model.asking import asked, named
from cyberready.model.explanation import Change, Goal, GoalKind
from cyberready.model.scales import NumberScale
from cyberready.scoring.engine import Batch, score_batch, steps
from cyberready.scoring.frontiers import NEVER, Frontier, Raises
from cyberready.scoring.ladders import Rung, on_line, worst
from cyberready.scoring.plan import ANSWERED, Part, Plan
from cyberready.scoring.raises import frontier
from cyberready.scoring.rollups import Array, at_least
from cyberready.scoring.scored import ScoredSheet
from cyberready.scoring.sheets import as_arrays, question_scores

_FIRST_TRY = 32
"""Raises looked at before all of them are: a next rating is seldom farther, and the time grows with the square."""


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
    found = _best(sheet, part, tried, counts_answers)
    if found.cost(bound) > tried and tried < most:
        found = _best(sheet, part, most, counts_answers)
    cost = found.cost(bound)
    if cost >= NEVER:
        return goal.model_copy(update={"highest": float(found.values[-1])})
    raises = None if counts_answers else _lowest_first(sheet, part, float(found.values[cost]), cost)
    if raises is None:
        raises = found.pick(cost)
    changed = [change(sheet, question, raises[question], answers) for question in sorted(raises)]
    if (
        counts_answers
    ):  # a change that reaches a level may reach a higher one as well; no more is told than it takes
        changed = _thinned(
            sheet, changed, answers, lambda some: bool(at_least(_scores_after(sheet, part, some), bound)[0])
        )
    changes = _just_enough(sheet, part, bound, changed)
    found_so: dict[str, Any] = {"count": cost, "changes": changes, "skips": decides_what_is_asked(sheet, part)}
    found_so["value"] = float(_scores_after(sheet, part, changes)[0])
    if changes and found_so["skips"]:
        found_so |= _as_then_asked(sheet, part, bound, changes, answers, counts_answers)
    return goal.model_copy(update=found_so)


def decides_what_is_asked(sheet: ScoredSheet, part: Part) -> bool:
    """Whether skip logic looks at a question below a part."""
    questionnaire = sheet.plan.questionnaire
    looked_at = {name for all_ in questionnaire.conditions.values() for one in all_ for name in named(one)}
    return any(sheet.plan.questions[int(question)] in looked_at for question in part.below)


def _best(sheet: ScoredSheet, part: Part, most: int, counts_answers: bool) -> Frontier:
    found = frontier(sheet, part, most, answers=counts_answers)
    assert found is not None
    return found


def change(sheet: ScoredSheet, question: int, raises: int, answers: Mapping[str, Answer]) -> Change:
    """A question raised so many times, by its index; not at all, it is answered by its worst."""
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
    where it does not reach the bound, or a void question holds a part: raises that depend on each other are left
    to the frontier.
    """
    if any(sheet.steps[below.id].void[0] for below in part.walk()):
        return None
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
    changes = [change(sheet, question, taken, {}) for question, taken in raises.items()]
    return raises if at_least(_scores_after(sheet, part, changes), bound)[0] else None


def _just_enough(sheet: ScoredSheet, part: Part, bound: float, changes: list[Change]) -> tuple[Change, ...]:
    """The changes with numbers on a straight line taken no further than the bound asks, one after the other."""
    for place, one in enumerate(changes):
        scale = sheet.plan.questionnaire.scale_of(one.id)
        if not isinstance(scale, NumberScale) or scale.linear is None:
            continue
        index = sheet.plan.index[one.id]
        low = float(sheet.plan.lows[index]) if one.points is None else one.points
        points = np.array([low, one.to_points])
        for _finer in range(3):  # to a billionth of the way
            points = np.linspace(points[0], points[-1], 1001)
            enough = at_least(_scores_after(sheet, part, changes, {index: points}), bound)
            points = points[max(0, enough.argmax() - 1) :][:2] if enough.any() else points[-1:]
        numbers = on_line(scale, float(points[-1]))
        enough = at_least(_scores_after(sheet, part, changes, {index: np.array([n[1] for n in numbers])}), bound)
        value, earned = numbers[0 if enough[0] else 1]
        changes[place] = one.model_copy(update={"to": value, "to_points": earned})
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
    for one in changes:
        index = sheet.plan.index[one.id]
        states[index] = ANSWERED
        points[index] = tried.get(index, one.to_points)
    batch = Batch(states, points, np.ones(width, dtype=bool))
    return score_batch(sheet.plan, batch)[part.id].value


def as_answered(value: Any) -> dict[str, Any]:
    """What makes any answer one of this value."""
    return {"value": value, "not_applicable": None, "unknown": False}


def _as_then_asked(
    sheet: ScoredSheet,
    part: Part,
    bound: float,
    changes: Sequence[Change],
    answers: Mapping[str, Answer],
    counts_answers: bool,
) -> dict[str, Any]:
    """What becomes of the changes once skip logic is run again: what they bring up and hide, and the score.

    Where they alter what is asked they are thinned out, since a question that comes up with an answer kept from
    before, or one that goes, may have made some needless.
    """
    opens, closes = _asked_otherwise(sheet, changes, answers)
    if not opens and not closes:
        return {}

    def enough(some: Sequence[Change]) -> bool:
        return _reached(_score_then(sheet, part, some, answers), bound)

    kept = _thinned(sheet, changes, answers, enough)
    opens, closes = _asked_otherwise(sheet, kept, answers)
    count = len(kept) if counts_answers else sum(max(1, one.raises) for one in kept)
    value = _score_then(sheet, part, kept, answers)
    return {"changes": tuple(kept), "count": count, "value": value, "opens": opens, "closes": closes}


def _thinned(
    sheet: ScoredSheet,
    changes: Sequence[Change],
    answers: Mapping[str, Answer],
    enough: Callable[[Sequence[Change]], bool],
) -> list[Change]:
    """The changes with as few raises each as are enough, and without those that are not needed."""
    kept = list(changes)
    for one in changes:
        index = sheet.plan.index[one.id]
        for raises in range(one.raises):
            less = [] if raises == 0 else [change(sheet, index, raises, answers)]
            thinner = [*(other for other in kept if other.id != one.id), *less]
            if thinner and enough(thinner):
                kept = thinner
                break
    return sorted(kept, key=lambda one: sheet.plan.index[one.id])


def _reached(value: float | None, bound: float) -> bool:
    return value is not None and bool(at_least(np.array(value), bound))


def _score_then(
    sheet: ScoredSheet, part: Part, changes: Sequence[Change], answers: Mapping[str, Answer]
) -> float | None:
    """What the part scores on the sheet with these changes, skip logic run again."""
    plan = sheet.plan
    given = {one.id: _changed_answer(plan, one, answers.get(one.id, EMPTY)) for one in changes}
    states, points = as_arrays(question_scores(plan, {**answers, **given}))
    value = steps(plan, Batch(states[:, None], points[:, None], np.array([True])))[part.id].result.value[0]
    return None if np.isnan(value) else float(value)


def _changed_answer(plan: Plan, one: Change, answer: Answer) -> Answer:
    """The answer with what the change asks for besides its value."""
    asked_for = plan.questionnaire.questions[one.id]
    more: dict[str, Any] = {}
    if "criteria" in one.needs:
        more["criteria"] = tuple(range(len(asked_for.criteria)))
    if "evidence" in one.needs and asked_for.evidence_from is not None:
        more["evidence"] = answer.evidence or (Evidence(title=one.id),)
        more["basis"] = next(iter(asked_for.evidence_from.basis), answer.basis)
    return answer.model_copy(update={**as_answered(one.to), **more})


def _asked_otherwise(
    sheet: ScoredSheet, changes: Sequence[Change], answers: Mapping[str, Answer]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The questions that skip logic would ask in addition, and those that it would hide."""
    plan = sheet.plan
    if not plan.questionnaire.conditions:
        return (), ()
    given: dict[str, Any] = {one.id: Answer.model_construct(value=one.to) for one in changes}
    before = asked(plan.questionnaire, answers, plan.order)
    after = asked(plan.questionnaire, {**answers, **given}, plan.order)
    opens = tuple(id for id, is_asked in after.items() if is_asked and not before[id])
    return opens, tuple(id for id, was_asked in before.items() if was_asked and not after[id])
