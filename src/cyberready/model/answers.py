"""What an assessor writes down: answers with their provenance, and the sheet that holds them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StrictBool

from cyberready.language.messages import N_
from cyberready.model.values import (
    Date,
    FormatVersion,
    Identifier,
    Name,
    OptionValue,
    Slug,
    Text,
    Texts,
    Value,
    Whole,
    _as_tuple,
)

State = Literal["answered", "not_applicable", "unknown", "unanswered", "not_asked"]
Basis = Literal["self_declared", "desk", "interview", "document", "verified"]
Confidence = Literal["low", "medium", "high"]
Seen = Literal["copy", "link", "sighted"]
Kind = Literal["country", "sector", "organisation"]
# A note of 10 MB takes Textual 44 s to show; 20,000 characters are six printed pages.
LONGEST_TEXT = 20_000
Note = Annotated[Text, Field(max_length=LONGEST_TEXT)]

# In the words that screens and documents translate when they show them.
BASIS_WORDS: dict[Basis, str] = {
    "self_declared": N_("self-declared"),
    "desk": N_("desk research"),
    "interview": N_("interview"),
    "document": N_("document"),
    "verified": N_("verified"),
}
CONFIDENCE_WORDS: dict[Confidence, str] = {"low": N_("low"), "medium": N_("medium"), "high": N_("high")}
SEEN_WORDS: dict[Seen, str] = {"sighted": N_("shown"), "copy": N_("copy"), "link": N_("link only")}
BASES: tuple[Basis, ...] = tuple(BASIS_WORDS)
CONFIDENCES: tuple[Confidence, ...] = tuple(CONFIDENCE_WORDS)


class Evidence(Value):
    """Something shown to the assessor, and how it was seen."""

    title: Note
    issuer: Note = ""
    dated: Date | None = None
    link: Note = ""
    file: Annotated[Text, Field(pattern=r"^sha256:[0-9a-f]{64}$|^$")] = ""
    seen: Seen | None = None


class Sample(Value):
    """How many of how many were looked at."""

    seen: Annotated[Whole, Field(ge=0)]
    of: Annotated[Whole, Field(ge=0)]
    how: Note = ""


class HostView(Value):
    """What the assessed say about this answer."""

    value: OptionValue | None = None
    text: Note = ""


def _plain_value(value: Any) -> Any:
    """Lists as tuples; numbers as plain Python numbers; text cleaned by the type below."""
    if isinstance(value, list | tuple):
        return tuple(_plain_value(item) for item in value)
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int):
        return int(value)
    return float(value) if isinstance(value, float) else value


AnswerValue = Annotated[
    int | float | Note | tuple[int | float | Note, ...],
    Field(union_mode="left_to_right"),
    BeforeValidator(_plain_value),
]
Positions = Annotated[tuple[Annotated[Whole, Field(ge=0)], ...], BeforeValidator(_as_tuple)]


class Answer(Value):
    """One answer: a value, or why there is none, and how it came to be."""

    value: AnswerValue | None = None
    not_applicable: Annotated[Note, Field(min_length=1)] | None = None
    unknown: StrictBool = False
    note: Note = ""
    confidence: Confidence | None = None
    flag: StrictBool = False
    facts: Mapping[Text, Positions] = {}
    criteria: Positions = ()
    evidence: Annotated[tuple[Evidence, ...], BeforeValidator(_as_tuple)] = ()
    basis: Basis | None = None
    as_of: Date | None = None
    sources: Texts = ()
    sample: Sample | None = None
    status: Literal["draft", "proposed", "host_validated", "host_disputed"] | None = None
    host_view: HostView | None = None
    recheck: Literal["carried", "rechecked"] | None = None
    change: Literal["happened", "corrected", "rejudged"] | None = None
    visibility: Literal["internal", "host", "public"] | None = None
    language: Text | None = None

    @property
    def state(self) -> State:
        """Which of the four states this answer is in; `not_asked` depends on other answers, so never here."""
        if self.not_applicable is not None:
            return "not_applicable"
        if self.unknown:
            return "unknown"
        return "answered" if self.value is not None else "unanswered"

    def written(self) -> dict[str, Any]:
        """The keys that were given, as plain JSON values, as a file would write them."""
        return self.model_dump(mode="json", exclude_defaults=True, by_alias=True)


EMPTY = Answer()


def unlike(answer: Answer, before: Answer | None) -> bool:
    """Whether two rounds both have an answer, and not the same; a reason in other words is the same."""
    if before is None or "unanswered" in (answer.state, before.state):
        return False
    return answer.state != before.state or answer.value != before.value


def _as_answer(value: Any) -> Any:
    """The short form `id: 3` as the mapping it stands for."""
    return value if isinstance(value, Mapping | Answer) else {"value": value}


AnyAnswer = Annotated[Answer, BeforeValidator(_as_answer, json_schema_input_type=AnswerValue | Answer)]


class Subject(Value):
    """Who is assessed."""

    name: Name
    kind: Kind | None = None
    parent: Name | None = None


def _as_subject(value: Any) -> Any:
    return value if isinstance(value, Mapping | Subject) else {"name": value}


class Sheet(Value):
    """The answers of one round, official or one assessor's own."""

    cyberready: FormatVersion = 1
    questionnaire: Slug
    version: Name
    subject: Annotated[Subject, BeforeValidator(_as_subject, json_schema_input_type=Name | Subject)]
    round: Name
    date: Date
    assessor: Name | None = None
    answers: Mapping[Identifier, AnyAnswer] = {}

    def answer(self, question: str) -> Answer:
        """The answer to a question; the empty one when the sheet does not mention it."""
        return self.answers.get(question, EMPTY)
