"""A round: one assessment of one subject with one version of a questionnaire."""

from __future__ import annotations

from datetime import date
from typing import Literal

from cyberready.model.answers import Subject
from cyberready.model.scorecard import QuestionnaireReference
from cyberready.model.values import Value

Status = Literal["draft", "finalised"]


class Round(Value):
    """What is known of a round beside its answers. Times are UTC, ISO 8601."""

    id: str
    subject: Subject
    questionnaire: QuestionnaireReference
    label: str
    revision: int
    date: date
    assessor: str | None
    status: Status
    created: str
    changed: str
    finalised: str | None = None
    amends: str | None = None
    why: str | None = None
    earlier: str | None = None
    archived: bool = False

    @property
    def name(self) -> str:
        """The name under which commands and screens show it: SUBJECT/LABEL."""
        return f"{self.subject.name}/{self.label}"


class Position(Value):
    """Where an assessor was when a round was last left."""

    question: str
    field: str
