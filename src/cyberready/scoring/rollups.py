"""How children make a score (questionnaire format, chapter 3.4): pure functions of arrays.

Every array has the shape (children, sheets); NaN stands for "no score" inside this package and nowhere
else. Each rollup returns the value, and the reach it could have had given the children that are present.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from cyberready.model.questionnaire import Rollup

Array: TypeAlias = NDArray[np.float64]
Mask: TypeAlias = NDArray[np.bool_]


@dataclass(frozen=True)
class Result:
    """A score and its reach, one entry a sheet; NaN where there is none."""

    value: Array
    low: Array
    high: Array

    def where(self, keep: Mask | np.bool_) -> Result:
        """No score where `keep` is false."""
        return Result(*(np.where(keep, part, np.nan) for part in (self.value, self.low, self.high)))


@dataclass(frozen=True)
class Children:
    """The children of a section, in file order; `alike` when their units are equal."""

    values: Array
    lows: Array
    highs: Array
    weights: Array
    alike: bool

    @property
    def present(self) -> Mask:
        return ~np.isnan(self.values)

    @property
    def ratios(self) -> Array:
        return (self.values - self.lows) / (self.highs - self.lows)


def at_least(values: Array, bound: float) -> Mask:
    """`values >= bound` at 9 decimals, so that 0.1 + 0.2 meets 0.3; false for NaN.

    Both sides by numpy: above 1e6 its rounding and Python's differ in the last bit, and a value would miss itself.
    """
    met: Mask = np.round(values, 9) >= np.round(bound, 9)
    return met


def _total(values: Array, weights: Array) -> Array:
    """The weighted sum of what is present; NaN where nothing is."""
    present = ~np.isnan(values)
    total = np.where(present, values * weights, 0.0).sum(axis=0)
    return np.where(present.any(axis=0), total, np.nan)


def _mean(values: Array, weights: Array) -> Array:
    present = ~np.isnan(values)
    total = np.where(present, values * weights, 0.0).sum(axis=0)
    weight = np.where(present, weights, 0.0).sum(axis=0)
    result: Array = total / np.where(present.any(axis=0), weight, np.nan)
    return result


def _extreme(values: Array, pick: Callable[..., Array], beyond: float) -> Array:
    present = ~np.isnan(values)
    chosen = pick(np.where(present, values, beyond), axis=0)
    return np.where(present.any(axis=0), chosen, np.nan)


def _median(values: Array) -> Array:
    ordered = np.sort(values, axis=0)  # NaN last
    count = np.sum(~np.isnan(values), axis=0)
    lower = np.take_along_axis(ordered, np.maximum(count - 1, 0)[None] // 2, axis=0)[0]
    upper = np.take_along_axis(ordered, np.minimum(count // 2, len(ordered) - 1)[None], axis=0)[0]
    result: Array = np.where(count > 0, (lower + upper) / 2, np.nan)
    return result


def _of_ratios(value: Array) -> Result:
    """A value between 0 and 1."""
    absent = np.isnan(value)
    return Result(value, np.where(absent, np.nan, 0.0), np.where(absent, np.nan, 1.0))


def _kept_unit(summary: Callable[[Array], Array]) -> Callable[[Children, Rollup], Result]:
    """A rollup that keeps its children's unit when they are alike, and else works on their ratios."""

    def rollup(children: Children, settings: Rollup) -> Result:
        if children.alike:
            return Result(summary(children.values), summary(children.lows), summary(children.highs))
        return _of_ratios(summary(children.ratios))

    return rollup


def mean(children: Children, settings: Rollup) -> Result:
    return _kept_unit(lambda values: _mean(values, children.weights))(children, settings)


def total(children: Children, settings: Rollup) -> Result:
    parts = (children.values, children.lows, children.highs)
    return Result(*(_total(part, children.weights) for part in parts))


def geometric(children: Children, settings: Rollup) -> Result:
    ratios = np.maximum(children.ratios, 0.0)
    logarithms = np.log(np.where(ratios > 0, ratios, 1.0)) + np.where(children.present, 0.0, np.nan)
    value = np.exp(_mean(logarithms, children.weights))
    return _of_ratios(np.where((ratios == 0).any(axis=0), 0.0 * value, value))


def harmonic(children: Children, settings: Rollup) -> Result:
    ratios = np.maximum(children.ratios, 0.0)
    inverse = 1.0 / np.where(ratios == 0, 1.0, ratios)
    value = 1.0 / _mean(inverse, children.weights)
    return _of_ratios(np.where((ratios == 0).any(axis=0), 0.0 * value, value))


def share_met(children: Children, settings: Rollup) -> Result:
    met = at_least(children.values, _given(settings.pass_))
    return _of_ratios(_mean(np.where(children.present, met, np.nan), children.weights))


def deduct(children: Children, settings: Rollup) -> Result:
    start = _given(settings.from_)
    failed = np.where(children.present, ~at_least(children.values, _given(settings.pass_)), np.nan)
    everything = np.where(children.present, 1.0, np.nan)
    lost, most = _total(failed, children.weights), _total(everything, children.weights)
    return Result(start - lost, start - most, start + 0.0 * lost)


def until_incomplete(children: Children, settings: Rollup) -> Result:
    """Whole children in order, then the first partial one."""
    sheets = children.values.shape[1]
    value, high, going = np.zeros(sheets), np.zeros(sheets), np.ones(sheets, dtype=bool)
    for v, low, top in zip(children.values, children.lows, children.highs, strict=True):
        here = ~np.isnan(v)
        value += np.where(here & going, v - low, 0.0)
        high += np.where(here, top - low, 0.0)
        going &= ~here | (np.round(v, 9) == np.round(top, 9))
    return Result(value, np.zeros(sheets), high).where(children.present.any(axis=0))


def no_score(children: Children, settings: Rollup) -> Result:
    nothing = np.full(children.values.shape[1], np.nan)
    return Result(nothing, nothing, nothing)


def _given(parameter: float | None) -> float:
    """A parameter that the check of the questionnaire has made sure of."""
    assert parameter is not None
    return float(parameter)


ROLLUPS: dict[str, Callable[[Children, Rollup], Result]] = {
    "mean": mean,
    "mean_of_questions": mean,
    "sum": total,
    "min": _kept_unit(lambda values: _extreme(values, np.min, np.inf)),
    "max": _kept_unit(lambda values: _extreme(values, np.max, -np.inf)),
    "median": _kept_unit(_median),
    "geometric": geometric,
    "harmonic": harmonic,
    "share_met": share_met,
    "until_incomplete": until_incomplete,
    "deduct": deduct,
    "none": no_score,
}


def cumulative(
    points: Array, weights: Array, levels: NDArray[np.int64], required: Mask, highest: int, settings: Rollup
) -> Result:
    """The highest level that is reached with every level under it (chapter 3.5).

    Args:
        points: (questions, sheets), NaN where a question is left out.
        weights: (questions, 1) or (questions, sheets).
        levels: the level of each question, 1 to `highest`.
        required: whether a question must be met whatever the share.
    """
    passing = at_least(points, _given(settings.pass_))
    under = passing if settings.below is None else at_least(points, float(settings.below))
    share = 1.0 if settings.share is None else float(settings.share)
    floor = 0.0 if settings.floor is None else float(settings.floor)
    present = ~np.isnan(points)
    reached = np.full(points.shape[1], floor)
    below_hold = np.ones(points.shape[1], dtype=bool)
    for level in range(1, highest + 1):
        at = levels == level
        here = present[at]
        empty = ~here.any(axis=0)

        def holds(met: Mask, at: Mask = at, here: Mask = here, empty: Mask = empty) -> Mask:
            part = _mean(np.where(here, met[at], np.nan), weights[at])
            all_required = (met[at] | ~here | ~required[at][:, None]).all(axis=0)
            enough = at_least(part, share) & all_required
            return np.where(empty, settings.empty == "pass", enough)

        if level > floor:  # a level under the floor is no result: the unit begins at the floor
            reached = np.where(below_hold & holds(passing), float(level), reached)
        below_hold &= holds(under)
    unit = np.full(points.shape[1], floor), np.full(points.shape[1], float(highest))
    return Result(reached, *unit).where(present.any(axis=0))
