"""What so many raises can make of a score at the most: exact for every rollup.

Children share no question, so what n raises make of a section follows from what they make of each child: by
sharing n out among them in the best way (a knapsack in which each raise costs one). A `Frontier` holds the most
for n = 0, 1, 2, …, and can say by which raises. Where several ways are equal the heaviest children are raised
first, then the first in the file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cyberready.scoring.rollups import Array

Raises = dict[int, int]
"""How many raises each question takes, by its index in the plan."""
NEVER = 10**9
"""The cost of what no raise reaches."""


@dataclass(frozen=True)
class Frontier:
    """`values[n]` is the most that n raises make of a score, never falling; `pick(n)` says by which."""

    values: Array
    pick: Callable[[int], Raises]

    def cost(self, bound: float) -> int:
        """The fewest raises that reach a bound."""
        there = np.round(self.values, 9) >= np.round(bound, 9)
        return int(there.argmax()) if there.any() else NEVER

    def mapped(self, function: Callable[[Array], Array]) -> Frontier:
        """The same raises seen through a function that never falls."""
        return Frontier(function(self.values), self.pick)


def standing(value: float) -> Frontier:
    """A score that nothing raises."""
    return Frontier(np.array([value]), lambda n: {})


def of_question(index: int, points: Sequence[float]) -> Frontier:
    """A question by the points it has now and after each raise."""
    return Frontier(np.maximum.accumulate(np.array(points, dtype=float)), lambda n: {index: n} if n else {})


def shared(
    children: Sequence[Frontier], weights: Array, most: int, combine: Callable[[Array, float], Array] = np.add
) -> Frontier:
    """The best way to share raises out among children whose values combine by `combine` (sum, least or greatest).

    Takes time in proportion to all raises of the children times `most`, the number of raises beyond which nothing
    is asked.
    """
    order = sorted(range(len(children)), key=lambda child: -weights[child])
    best, chosen = children[order[0]].values[: most + 1], []
    for child in order[1:]:
        best, given = _with(best, children[child].values[: most + 1], most, combine)
        chosen.append(given)

    def pick(n: int) -> Raises:
        raises: Raises = {}
        for child, given in zip(reversed(order[1:]), reversed(chosen), strict=True):
            own = int(given[min(n, len(given) - 1)])
            raises |= children[child].pick(own)
            n = min(n, len(given) - 1) - own
        first = children[order[0]]
        return raises | first.pick(min(n, len(first.values) - 1))

    return Frontier(best, pick)


def _with(
    best: Array, values: Array, most: int, combine: Callable[[Array, float], Array]
) -> tuple[Array, NDArray[np.int32]]:
    """One child more: the best values, and how many raises that child takes for each."""
    length = min(len(best) + len(values) - 1, most + 1)
    total, given = np.full(length, -np.inf), np.zeros(length, dtype=np.int32)
    padded = _as_long(best, length)
    for own, value in enumerate(values[:length]):
        candidate = combine(padded[: length - own], float(value))
        # more than rounding, so that equal ways leave the raises to the heavier children, which came before
        better = candidate > total[own:] + 1e-12 * np.maximum(1.0, np.abs(candidate))
        total[own:][better] = candidate[better]
        given[own:][better] = own
    return total, given


def in_order(children: Sequence[Frontier], lows: Array, highs: Array, most: int) -> Frontier:
    """`until_incomplete`: each child counts once all before it are whole."""
    whole, begin, starts = 0.0, 0, []
    values = np.full(most + 1, -np.inf)
    for child, low, high in zip(children, lows, highs, strict=True):
        if begin > most:
            break
        width = most + 1 - begin
        values[begin:] = np.maximum(values[begin:], whole + _as_long(child.values, width) - low)
        starts.append(begin)
        begin, whole = begin + child.cost(high), whole + high - low

    def pick(n: int) -> Raises:
        raises: Raises = {}
        least = children[: len(starts)]
        for child, start, high in zip(least, starts, highs, strict=False):
            left = n - start
            if left >= 0:
                raises |= child.pick(min(left, child.cost(high), len(child.values) - 1))
        return raises

    return Frontier(values, pick)


def middle(children: Sequence[Frontier], most: int) -> Frontier:
    """The median: half of the children reach a bound, of an even number one more comes as near as it can."""
    number = len(children)
    reaching = number - number // 2
    values, ways = np.full(most + 1, -np.inf), np.zeros(most + 1, dtype=np.int64)
    found: list[tuple[float, list[int], int | None, int]] = []
    for bound in np.unique(np.concatenate([child.values[: most + 1] for child in children])).tolist():
        costs = [child.cost(bound) for child in children]
        order = sorted(range(number), key=lambda child: costs[child])
        for other in range(number) if number % 2 == 0 else [None]:
            first = [child for child in order if child != other][:reaching]
            begin = sum(costs[child] for child in first)
            if begin > most:
                continue
            nearest = np.array([bound]) if other is None else np.minimum(children[other].values, bound)
            candidate = (bound + _as_long(nearest, most + 1 - begin)) / 2
            better = candidate > values[begin:] + 1e-12
            values[begin:][better], ways[begin:][better] = candidate[better], len(found)
            found.append((bound, first, other, begin))

    def pick(n: int) -> Raises:
        n = min(n, most)
        bound, first, other, begin = found[ways[n]]
        raises: Raises = {}
        for child in first:
            raises |= children[child].pick(children[child].cost(bound))
        if other is not None:
            last = children[other]
            nearest = min(bound, float(last.values[min(n - begin, len(last.values) - 1)]))
            raises |= last.pick(last.cost(nearest))
        return raises

    return Frontier(values, pick)


def _as_long(values: Array, length: int) -> Array:
    """Values for as many raises; more raises than there are change nothing."""
    return np.concatenate([values[:length], np.full(max(0, length - len(values)), values[-1])])


def by_level(costs: Mapping[int, tuple[int, Callable[[], Raises]]], floor: float, most: int) -> Frontier:
    """A cumulative score, from the fewest changes that reach each level."""
    values = np.full(most + 1, floor)
    for level, (cost, _) in sorted(costs.items()):
        if cost <= most:
            values[cost:] = np.maximum(values[cost:], float(level))

    def pick(n: int) -> Raises:
        reached = values[min(n, most)]
        found = costs.get(int(reached)) if reached > floor else None
        return found[1]() if found else {}

    return Frontier(values, pick)
