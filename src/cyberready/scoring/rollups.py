"""How children make a score (questionnaire format, chapter 3.4): pure functions of arrays.

Every array has the shape (children, sheets); NaN stands for "no score" inside this package and nowhere
else. Each rollup returns the value, and the reach it could have had given the children that are present.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
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

    def as_wide_as(self, sheets: int) -> Result:
        """One entry for each of so many sheets, where one stands for them all."""
        return Result(*(np.broadcast_to(part, (sheets,)) for part in (self.value, self.low, self.high)))

    @staticmethod
    def joined(results: Sequence[Result]) -> Result:
        """The results of one batch of sheets after those of another."""
        return Result(*(np.concatenate([getattr(r, name) for r in results]) for name in ("value", "low", "high")))


@dataclass(frozen=True)
class Levels:
    """The levels of a cumulative part's questions: those that occur, the lowest first.

    `rows` tells which level each question belongs to, (levels, questions), 1.0 or 0.0.
    """

    numbers: tuple[int, ...]
    rows: Array
    required: Mask

    @classmethod
    def of(cls, levels: NDArray[np.int64], required: Mask) -> Levels:
        numbers = np.unique(levels)
        return cls(tuple(numbers.tolist()), (levels == numbers[:, None]).astype(float), required[:, None])


@dataclass(frozen=True)
class Children:
    """The children of a section, in file order; `alike` when their units are equal.

    Weights have the shape (children, 1), or (children, sheets) where each sheet has its own; the other arrays
    may be one sheet wide then. `lows` and `highs` are the reach of each child, and count where it is present.
    """

    values: Array
    lows: Array
    highs: Array
    weights: Array
    alike: bool
    levels: Levels | None = None

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


def _kept_unit(summary: Callable[[Array, Array], Array]) -> Callable[[Children, Rollup], Result]:
    """A rollup that keeps its children's unit when they are alike, and else works on their ratios.

    Args:
        summary: of values and weights, one number within the values a sheet; of equal values that value.
    """

    def rollup(children: Children, settings: Rollup) -> Result:
        weights = children.weights
        if not children.alike:
            return _of_ratios(summary(children.ratios, weights))
        value = summary(children.values, weights)

        def reach(bounds: Array) -> Array:
            if bounds.shape[1] == 1 and (bounds == bounds[0]).all():  # summing them up tripled the time of a mean
                return np.where(np.isnan(value), np.nan, bounds[0])
            return summary(np.where(children.present, bounds, np.nan), weights)

        return Result(value, reach(children.lows), reach(children.highs))

    return rollup


def total(children: Children, settings: Rollup) -> Result:
    parts = (
        children.values,
        *(np.where(children.present, each, np.nan) for each in (children.lows, children.highs)),
    )
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
    lows, highs = (np.broadcast_to(each, children.values.shape) for each in (children.lows, children.highs))
    value, high, going = np.zeros(sheets), np.zeros(sheets), np.ones(sheets, dtype=bool)
    for v, low, top in zip(children.values, lows, highs, strict=True):
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


@dataclass(frozen=True)
class LevelsMet:
    """What holds at each of a part's levels, arrays of the shape (levels, sheets).

    `share` and `share_under` are the met shares of the weight at `pass` and at `below` (NaN where no question is
    left); `holds` and `holds_under` whether the level is met, and whether it lets a higher one be reached.
    """

    share: Array
    share_under: Array
    holds: Mask
    holds_under: Mask


def levels_met(children: Children, settings: Rollup) -> LevelsMet:
    """Which levels are met, each by itself (chapter 3.5)."""
    levels = _given_levels(children)
    weight = levels.rows @ np.where(children.present, children.weights, 0.0)
    empty = weight == 0
    needed = 1.0 if settings.share is None else float(settings.share)

    def held(bound: float) -> tuple[Array, Mask]:
        met = at_least(children.values, bound)
        share = levels.rows @ np.where(met, children.weights, 0.0) / np.where(empty, np.nan, weight)
        holds = at_least(share, needed)
        if levels.required.any():
            holds &= levels.rows @ (levels.required & children.present & ~met).astype(float) == 0
        return share, np.where(empty, settings.empty == "pass", holds)

    share, holds = held(_given(settings.pass_))
    share_under, holds_under = (share, holds) if settings.below is None else held(float(settings.below))
    return LevelsMet(share, share_under, holds, holds_under)


def cumulative(children: Children, settings: Rollup) -> Result:
    """The highest level that is reached with every level under it (chapter 3.5).

    Levels without questions between two that have some block, or pass, together.
    """
    met = levels_met(children, settings)
    levels = _given_levels(children)
    floor = 0.0 if settings.floor is None else float(settings.floor)
    reached = np.full(met.holds.shape[1], floor)
    below_hold = np.ones(met.holds.shape[1], dtype=bool)
    last = 0
    for level, holds, holds_under in zip(levels.numbers, met.holds, met.holds_under, strict=True):
        if level - last > 1:
            below_hold &= settings.empty == "pass"
            # a level under the floor is no result: the unit begins at the floor
            reached = np.where(below_hold, np.maximum(reached, level - 1.0), reached)
        reached = np.where(below_hold & holds, np.maximum(reached, float(level)), reached)
        below_hold &= holds_under
        last = level
    unit = np.full(reached.shape, floor), np.full(reached.shape, float(last))
    return Result(reached, *unit).where(children.present.any(axis=0))


def _given_levels(children: Children) -> Levels:
    assert children.levels is not None
    return children.levels


ROLLUPS: dict[str, Callable[[Children, Rollup], Result]] = {
    "mean": _kept_unit(_mean),
    "mean_of_questions": _kept_unit(_mean),
    "sum": total,
    "min": _kept_unit(lambda values, weights: _extreme(values, np.min, np.inf)),
    "max": _kept_unit(lambda values, weights: _extreme(values, np.max, -np.inf)),
    "median": _kept_unit(lambda values, weights: _median(values)),
    "geometric": geometric,
    "harmonic": harmonic,
    "share_met": share_met,
    "cumulative": cumulative,
    "until_incomplete": until_incomplete,
    "deduct": deduct,
    "none": no_score,
}
