"""The result of scoring one sheet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from cyberready.model.answers import State
from cyberready.model.values import Value

Gate = Literal["criteria", "evidence"]


class SectionScore(Value):
    """A section's score with its bounds, in its unit; None where there is no score."""

    value: float | None
    low: float | None
    high: float | None
    range: tuple[float, float] | None
    rating: str | None
    questions: int
    answered: int
    not_applicable: int
    unknown: int
    unanswered: int
    not_asked: int


class QuestionScore(Value):
    """A question's state and points; `gate` names what cut the answer down to them."""

    state: State
    points: float | None
    range: tuple[float, float] | None
    gate: Gate | None = None


class TargetResult(Value):
    """One target of a profile, in the target's own unit."""

    id: str
    value: float | None
    target: float
    gap: float | None
    met: bool


class ProfileResult(Value):
    met: bool
    targets: tuple[TargetResult, ...]


class QuestionnaireReference(Value):
    """Which text was answered, to the last character."""

    id: str
    version: str
    digest: str


class Scorecard(Value):
    """Every score of a sheet; sections and questions by id, in file order."""

    questionnaire: QuestionnaireReference
    overall: SectionScore
    sections: Mapping[str, SectionScore]
    questions: Mapping[str, QuestionScore]
    profiles: Mapping[str, ProfileResult]

    def as_json(self) -> dict[str, Any]:
        """The object that `cyberready score --json` prints, at full precision."""
        return self.model_dump(mode="json", exclude={"questions": {"__all__": {"gate"}}})
