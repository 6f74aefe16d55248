"""One sheet as it is scored, and what its answers could become."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cyberready.scoring.engine import Step
from cyberready.scoring.ladders import Rung
from cyberready.scoring.plan import ANSWERED, POLICIES, UNANSWERED, UNKNOWN, Part, Plan
from cyberready.scoring.rollups import Array


@dataclass(frozen=True)
class ScoredSheet:
    """One sheet as it is scored, and what its answers could become.

    `states` are the codes of the questions' states, `points` what their answers earn (NaN without one), `ladders`
    their raises by index, `steps` how each part's score comes about.
    """

    plan: Plan
    states: NDArray[np.int8]
    points: Array
    ladders: Mapping[int, tuple[Rung, ...]]
    steps: Mapping[str, Step]

    def open(self, question: int) -> bool:
        return bool(self.states[question] in (UNANSWERED, UNKNOWN))

    def void(self, part: Part) -> list[int]:
        """The questions that hold a part at its minimum."""
        return [int(index) for index in part.direct if part.policies[self.states[index]] == POLICIES["void"]]

    def rungs(self, part: Part, question: int) -> tuple[Rung, ...]:
        """The raises of a question in a part's eyes: none where it is left out, or counts as its best already."""
        policy = part.policies[self.states[question]]
        if self.states[question] == ANSWERED or (self.open(question) and policy in _AT_WORST):
            return self.ladders[question]
        return ()

    def raisable(self, part: Part) -> set[int]:
        """The questions whose raises can move a part's score."""
        step = self.steps[part.id]
        if np.isnan(step.result.value[0]):
            return set()
        present = step.children.present[:, 0]
        rows = np.flatnonzero(present[: len(part.looked_at)])
        own = {int(part.looked_at[row]) for row in rows}
        found = {question for question in own if self.rungs(part, question)}
        for place, n in enumerate(part.counted, len(part.looked_at)):
            if present[place]:
                found |= self.raisable(part.parts[n])
        return found


_AT_WORST = (POLICIES["zero"], POLICIES["void"])
