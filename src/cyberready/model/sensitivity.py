"""One sheet under other treatments of what is not answered, and without what no evidence holds up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from cyberready.model.questionnaire import Policy
from cyberready.model.values import Value

Treated = Literal["not_applicable", "unknown", "unanswered"]
TREATED: tuple[Treated, ...] = ("not_applicable", "unknown", "unanswered")


class Scores(Value):
    """The overall score and every section's by id; None where there is none."""

    overall: float | None
    sections: Mapping[str, float | None]


class Bounds(Value):
    """The lowest and the highest score over several treatments, of those that give one."""

    overall: tuple[float, float] | None
    sections: Mapping[str, tuple[float, float] | None]


class Unproven(Value):
    """What answers without evidence do: `answers` of `of` claim more than the worst and have none attached.

    `questions` are theirs. `left_out` are the scores as if they were not asked, `worst` those with each of them
    counted as its worst.
    """

    answers: int
    questions: tuple[str, ...]
    of: int
    left_out: Scores
    worst: Scores


class Sensitivity(Value):
    """The scores as the questionnaire has them, and under each other treatment.

    `questions` tells how many questions are in each state; where none is, nothing can change. Each treatment holds
    for one state in all sections, the others stay as the questionnaire says; `any` spans all treatments together.
    """

    scores: Scores
    questions: Mapping[Treated, int]
    treatments: Mapping[Treated, Mapping[Policy, Scores]]
    any: Bounds
    evidence: Unproven
