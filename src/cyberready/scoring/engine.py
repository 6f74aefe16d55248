"""One recursion over sections whose values are arrays over a batch of sheets.

The same few functions score one sheet (three columns: as answered, at worst, at best), ten thousand sheets, or one
sheet under ten thousand weightings.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from cyberready.model.questionnaire import Policy
from cyberready.scoring.plan import ANSWERED, LEFT_OUT, NOT_APPLICABLE, NOT_ASKED, POLICIES, Part, Plan
from cyberready.scoring.rollups import ROLLUPS, Array, Children, Mask, Result, at_least

Number = TypeVar("Number", bound=np.generic)

# The version of the arithmetic: it rises with every change that could move a score, and is kept with each
# finalised scorecard.
ENGINE = "1"

# Sheets scored at a time. 300 questions of 10,000 sheets: 24 MB an array at once, 2.5 MB by these, which a
# processor's cache holds; twice as fast, and the memory needed beside the batch no longer grows with it.
_TOGETHER = 1024


@dataclass(frozen=True)
class Weights:
    """Weights that differ from sheet to sheet, in place of the questionnaire's own.

    `questions` has the shape (questions, sheets); `sections` holds an array (sheets,) by id, those that are
    missing keep their own. All are above 0. `minimum_answered` goes on with the questionnaire's weights.
    """

    questions: Array | None = None
    sections: Mapping[str, Array] = field(default_factory=dict)

    def arrays(self) -> list[Array]:
        return [*([] if self.questions is None else [self.questions]), *self.sections.values()]

    def some(self, sheets: slice) -> Weights:
        questions = None if self.questions is None else _cut(self.questions, sheets)
        return Weights(questions, {id: _cut(array, sheets) for id, array in self.sections.items()})


@dataclass(frozen=True)
class Batch:
    """Answers of many sheets: codes of states and points, both of shape (questions, sheets).

    `minimum` tells, per sheet, whether `minimum_answered` applies (for bounds it does not). With `weights`, the
    other arrays may be one sheet wide: one sheet under many weightings.
    """

    states: NDArray[np.int8]
    points: Array
    minimum: Mask
    weights: Weights | None = None

    @property
    def sheets(self) -> int:
        """How many there are: the widest of the arrays tells."""
        widths = [] if self.weights is None else [array.shape[-1] for array in self.weights.arrays()]
        return int(max([self.states.shape[1], *widths]))

    def some(self, sheets: slice) -> Batch:
        """These sheets alone."""
        weights = None if self.weights is None else self.weights.some(sheets)
        return Batch(_cut(self.states, sheets), _cut(self.points, sheets), _cut(self.minimum, sheets), weights)


def _cut(array: NDArray[Number], sheets: slice) -> NDArray[Number]:
    return array if array.shape[-1] == 1 else array[..., sheets]


@dataclass(frozen=True)
class Step:
    """How a part's scores came about, in the order in which they are made."""

    children: Children
    rolled: Result
    """What its rollup made of its children."""
    void: Mask
    """Where a void question holds it at its minimum."""
    answered: Array
    """The answered share of the asked, applicable weight, for `minimum_answered`; 1 where nothing is asked."""
    result: Result


def score_batch(plan: Plan, batch: Batch) -> dict[str, Result]:
    """The scores of every part, by id (the overall score under the empty id), one entry a sheet."""
    pieces = []
    for start in range(0, batch.sheets, _TOGETHER):
        width = min(_TOGETHER, batch.sheets - start)
        found = steps(plan, batch.some(slice(start, start + width)))
        pieces.append({id: step.result.as_wide_as(width) for id, step in found.items()})
    if len(pieces) == 1:
        return pieces[0]
    return {part.id: Result.joined([piece[part.id] for piece in pieces]) for part in plan.overall.walk()}


def steps(plan: Plan, batch: Batch) -> dict[str, Step]:
    """How the scores of every part come about, by id, each part behind those that it holds."""
    found: dict[str, Step] = {}
    batch = replace(batch, points=np.where(batch.states == ANSWERED, batch.points, np.nan))
    with np.errstate(invalid="ignore", divide="ignore"):
        _score(plan, plan.overall, batch, found)
    return found


def _score(plan: Plan, part: Part, batch: Batch, found: dict[str, Step]) -> Result:
    parts = [_score(plan, child, batch, found) for child in part.parts]
    children = _children(part, [parts[n] for n in part.counted], batch)
    rolled = ROLLUPS["none" if part.unit is None else part.rollup.type](children, part.rollup)
    void = (part.policies[batch.states[part.direct]] == POLICIES["void"]).any(axis=0)
    result = replace(rolled, value=np.where(void & ~np.isnan(rolled.value), rolled.low, rolled.value))
    if part.range is not None:
        result = mapped(result, part.range)
    answered = _answered(plan, part, batch)
    result = result.where(at_least(answered, part.minimum_answered) | ~batch.minimum)
    found[part.id] = Step(children, rolled, void, answered, result)
    return result


def _children(part: Part, parts: list[Result], batch: Batch) -> Children:
    """What a part's rollup looks at: questions by their points under its policies, then sections."""
    states, points = batch.states[part.looked_at], batch.points[part.looked_at]
    counted: dict[Policy, Array] = {"zero": part.lows, "void": part.lows, "full": part.highs}
    for policy, counts in counted.items():
        treated: Mask = np.equal(part.policies, POLICIES[policy])
        if treated.any():
            points = np.where(treated[states], counts, points)
    return Children(
        values=_stacked(points, [child.value for child in parts]),
        lows=_stacked(part.lows, [child.low for child in parts]),
        highs=_stacked(part.highs, [child.high for child in parts]),
        weights=_weights(part, batch.weights),
        alike=part.alike,
        levels=part.levels,
    )


def _stacked(questions: Array, sections: list[Array]) -> Array:
    if not sections:
        return questions
    width = max(questions.shape[1], *(len(section) for section in sections))
    rows = [questions, *(section[None] for section in sections)]
    return np.concatenate([np.broadcast_to(row, (len(row), width)) for row in rows])


def _weights(part: Part, weights: Weights | None) -> Array:
    if weights is None:
        return part.weights
    number = len(part.looked_at)
    own = part.weights[:number] if weights.questions is None else weights.questions[part.looked_at]
    sections = [
        weights.sections.get(part.parts[n].id, part.weights[number + place])
        for place, n in enumerate(part.counted)
    ]
    return _stacked(own, sections)


def mapped(result: Result, range: tuple[float, float]) -> Result:
    """The score on a straight line from its reach to a range; untouched where the two are the same."""
    low, high = range
    same = (np.round(result.low, 9) == np.round(low, 9)) & (np.round(result.high, 9) == np.round(high, 9))
    ratio = (result.value - result.low) / (result.high - result.low)
    value = np.where(same, result.value, low + ratio * (high - low))
    there = ~np.isnan(value)
    return Result(value, np.where(there, low, np.nan), np.where(there, high, np.nan))


def _answered(plan: Plan, part: Part, batch: Batch) -> Array:
    """The answered share of the asked, applicable weight, at any depth; 1 where nothing is asked."""
    if part.minimum_answered == 0:
        return np.ones(batch.states.shape[1])
    states, weights = batch.states[part.below], plan.weights[part.below][:, None]
    answered = np.where(states == ANSWERED, weights, 0.0).sum(axis=0)
    asked = ~np.isin(states, (NOT_APPLICABLE, NOT_ASKED, LEFT_OUT))
    total = np.where(asked, weights, 0.0).sum(axis=0)
    return np.where(total == 0, 1.0, answered / total)
