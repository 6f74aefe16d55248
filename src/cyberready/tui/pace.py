"""How fast a sitting goes: for an estimate of what is left, with nothing that counts down."""

from __future__ import annotations

import itertools
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field

_GAPS = 4
"""So many answers apart from the first show a pace."""
_BREAK = 600.0
"""Seconds after which no answer was being thought about."""


@dataclass
class Pace:
    """When questions were answered that were open before; `clock` counts seconds."""

    clock: Callable[[], float] = time.monotonic
    _answered_at: list[float] = field(default_factory=list)

    def answered(self) -> None:
        """An open question was answered just now."""
        self._answered_at.append(self.clock())

    def minutes(self, questions: int) -> int | None:
        """How long so many questions will take at the median time between answers, breaks left out.

        None while no pace shows, or where nothing is left.
        """
        gaps = [after - before for before, after in itertools.pairwise(self._answered_at)]
        gaps = [gap for gap in gaps if gap <= _BREAK]
        if len(gaps) < _GAPS or not questions:
            return None
        return max(1, round(statistics.median(gaps) * questions / 60))
