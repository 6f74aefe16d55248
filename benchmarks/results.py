"""What a measure gives back: its samples, those of its baseline, and the target it is held to."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any, Literal

Unit = Literal["ms", "MB"]


@dataclass(frozen=True)
class Target:
    """An upper bound for the median, in the result's unit, or for its ratio to the baseline's median."""

    at_most: float
    of: Literal["median", "ratio"]
    high: float | None = None
    """One for the 95th percentile as well, in the result's unit."""


@dataclass(frozen=True)
class Samples:
    """What was measured again and again; in the unit of the result that holds them."""

    what: str
    values: tuple[float, ...]

    @property
    def median(self) -> float:
        return median(self.values)

    @property
    def high(self) -> float:
        """The 95th percentile by nearest rank: of fewer than 20 samples the largest."""
        return sorted(self.values)[math.ceil(0.95 * len(self.values)) - 1]

    def as_json(self) -> dict[str, Any]:
        values = [round(value, 3) for value in self.values]
        return {"what": self.what, "median": round(self.median, 3), "high": round(self.high, 3), "samples": values}


@dataclass(frozen=True)
class Result:
    """One row of the table; without a target it only informs."""

    name: str
    unit: Unit
    measured: Samples
    baseline: Samples | None = None
    target: Target | None = None

    @property
    def ratio(self) -> float | None:
        """The measure's median over the baseline's."""
        return None if self.baseline is None else self.measured.median / self.baseline.median

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None where there is none."""
        if self.target is None:
            return None
        if self.target.high is not None and self.measured.high > self.target.high:
            return False
        judged = self.ratio if self.target.of == "ratio" else self.measured.median
        return judged is not None and judged <= self.target.at_most

    def as_json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "unit": self.unit,
            "measured": self.measured.as_json(),
            "baseline": None if self.baseline is None else self.baseline.as_json(),
            "ratio": None if self.ratio is None else round(self.ratio, 3),
            "target": None if self.target is None else vars(self.target),
            "met": self.met,
        }


def milliseconds(seconds: Sequence[float]) -> tuple[float, ...]:
    return tuple(1000 * each for each in seconds)
