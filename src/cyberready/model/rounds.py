"""A round: one assessment of one subject with one version of a questionnaire."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from cyberready.model.answers import Basis, Subject
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


class Meeting(Value):
    """What stays set for new answers until it is changed: what they rest on, when it was so, who said so.

    Of `day` is the meeting; on another day nothing stays set, lest new answers name old sources unseen.
    """

    basis: Basis | None = None
    as_of: date | None = None
    sources: tuple[str, ...] = ()
    day: date | None = None

    @property
    def updates(self) -> dict[str, Any]:
        """The keys of an answer that are set."""
        return {key: value for key in ("basis", "as_of", "sources") if (value := getattr(self, key))}


class Position(Value):
    """Where an assessor was when a round was last left."""

    question: str
    field: str
    meeting: Meeting = Meeting()
