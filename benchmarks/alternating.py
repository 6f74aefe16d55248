"""Measure and baseline by turns, so that what else the machine does falls on both."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, TypeVar

Measured = TypeVar("Measured")
Baseline = TypeVar("Baseline")


def alternate(
    runs: int, measure: Callable[[], Measured], baseline: Callable[[], Baseline]
) -> tuple[list[Measured], list[Baseline]]:
    """Each in turn, `runs` times; before that once unrecorded, to compile modules and fill the disk's cache.

    A single run has no such warming up: it only shows that the measure works.
    """
    if runs > 1:
        measure()
        baseline()
    pairs = [(measure(), baseline()) for _ in range(runs)]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def timed(work: Callable[[], Any]) -> Callable[[], float]:
    """Seconds that it takes."""

    def seconds() -> float:
        begun = time.perf_counter()
        work()
        return time.perf_counter() - begun

    return seconds
