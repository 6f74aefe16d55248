"""A questionnaire as its file gives it, in one language (docs/questionnaires.md describes the file)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from cyberready.model.answers import Basis
from cyberready.model.conditions import Condition
from cyberready.model.scales import Scale
from cyberready.model.values import (
    Date,
    Facts,
    Finite,
    FormatVersion,
    Identifier,
    Name,
    OptionValue,
    Range,
    Slug,
    Text,
    Texts,
    Value,
    Weight,
    Whole,
    _as_tuple,
)

Policy = Literal["exclude", "zero", "full", "void"]
RollupWord = Literal[
    "mean",
    "mean_of_questions",
    "sum",
    "min",
    "max",
    "median",
    "geometric",
    "harmonic",
    "share_met",
    "cumulative",
    "until_incomplete",
    "deduct",
    "none",
]


class EvidenceGate(Value):
    """From which option an answer needs evidence, and on which basis."""

    option: OptionValue
    basis: Annotated[tuple[Basis, ...], BeforeValidator(_as_tuple)] = ()


class Rollup(Value):
    """How a section's children make its score, with the parameters that its kind takes."""

    type: RollupWord
    pass_: Finite | None = Field(default=None, alias="pass")
    below: Finite | None = None
    share: Annotated[Finite, Field(gt=0, le=1)] | None = None
    empty: Literal["block", "pass"] | None = None
    floor: Finite | None = None
    from_: Finite | None = Field(default=None, alias="from")


def _as_rollup(value: Any) -> Any:
    return {"type": value} if isinstance(value, str) else value


def _as_gate(value: Any) -> Any:
    return value if isinstance(value, Mapping | EvidenceGate) else {"option": value}


AnyRollup = Annotated[Rollup, BeforeValidator(_as_rollup, json_schema_input_type=RollupWord | Rollup)]
AnyGate = Annotated[EvidenceGate, BeforeValidator(_as_gate, json_schema_input_type=OptionValue | EvidenceGate)]
Share = Annotated[Finite, Field(ge=0, le=1)]


class Question(Value):
    id: Identifier
    text: Text
    help: Text = ""
    scale: Identifier
    options: Mapping[Text, Facts] = {}
    advice: Mapping[Text, Text] = {}
    weight: Weight = 1
    level: Annotated[Whole, Field(ge=1, le=100)] | None = None
    required: bool = False
    when: Condition | None = None
    respondents: Texts = ()
    criteria: Texts = ()
    evidence: Texts = ()
    evidence_from: AnyGate | None = None
    references: Texts = ()
    revision: Annotated[Whole, Field(ge=1)] = 1


class Section(Value):
    """A part of the questionnaire; a section at the top is called a domain."""

    id: Identifier
    title: Text
    description: Text = ""
    weight: Weight = 1
    why_weight: Text = ""
    rollup: AnyRollup | None = None
    range: Range | None = None
    decimals: Annotated[Whole, Field(ge=0, le=9)] | None = None
    not_applicable: Policy | None = None
    unanswered: Policy | None = None
    unknown: Policy | None = None
    not_asked: Policy | None = None
    minimum_answered: Share | None = None
    when: Condition | None = None
    questions: Annotated[tuple[Question, ...], BeforeValidator(_as_tuple)] = ()
    sections: Annotated[tuple[Section, ...], BeforeValidator(_as_tuple)] = ()

    def walk(self) -> Iterator[Section]:
        """This section and all below it, in file order."""
        yield self
        for section in self.sections:
            yield from section.walk()


class Rating(Value):
    """The name of a score from this lower bound (inclusive) upward."""

    from_: Finite = Field(alias="from")
    label: Text


class Overall(Value):
    rollup: AnyRollup | None = None
    range: Range | None = None


class Scoring(Value):
    """The defaults of every section and the overall score."""

    rollup: AnyRollup = Rollup(type="mean")
    range: Range | None = None
    decimals: Annotated[Whole, Field(ge=0, le=9)] = 1
    not_applicable: Policy = "exclude"
    unanswered: Policy = "zero"
    unknown: Policy = "zero"
    not_asked: Policy = "exclude"
    minimum_answered: Share = 0
    ratings: Annotated[tuple[Rating, ...], BeforeValidator(_as_tuple)] = ()
    overall: Overall = Overall()


class Profile(Value):
    """A named target."""

    title: Text = ""
    by: Date | None = None
    default: Finite | None = None
    sections: Mapping[Identifier, Finite] = {}
    questions: Mapping[Identifier, Finite] = {}


class Reference(Value):
    """An outside framework that questions point to by identifier."""

    title: Text
    edition: Text = ""


class Questionnaire(Value):
    cyberready: FormatVersion
    id: Slug
    version: Name
    title: Text
    description: Text = ""
    language: Annotated[Text, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
    license: Text = ""
    minutes: Annotated[Whole, Field(ge=0)] | None = None
    references: Mapping[Text, Reference] = {}
    scales: Annotated[Mapping[Identifier, Scale], Field(min_length=1)]
    scoring: Scoring = Scoring()
    profiles: Mapping[Identifier, Profile] = {}
    domains: Annotated[tuple[Section, ...], BeforeValidator(_as_tuple), Field(min_length=1)]

    @cached_property
    def sections(self) -> dict[str, Section]:
        """Every section at every depth by id, in file order."""
        return {section.id: section for domain in self.domains for section in domain.walk()}

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Every question by id, in file order."""
        return {q.id: q for section in self.sections.values() for q in section.questions}

    @cached_property
    def paths(self) -> dict[str, tuple[Section, ...]]:
        """The sections that hold each question, from its domain down, by question id."""

        def below(section: Section, above: tuple[Section, ...]) -> Iterator[tuple[str, tuple[Section, ...]]]:
            path = (*above, section)
            for question in section.questions:
                yield question.id, path
            for child in section.sections:
                yield from below(child, path)

        return {id: path for domain in self.domains for id, path in below(domain, ())}

    def domain_of(self, id: str) -> Section:
        """The domain that holds a section or a question, or is it.

        Raises:
            KeyError: there is neither of that id.
        """
        for domain in self.domains:
            for section in domain.walk():
                if id == section.id or any(id == question.id for question in section.questions):
                    return domain
        raise KeyError(id)

    @property
    def profiles_by_date(self) -> list[str]:
        """The names of the profiles, the nearest target first."""
        return sorted(self.profiles, key=lambda name: (self.profiles[name].by or date.max, name))

    def scale_of(self, question: str) -> Scale:
        return self.scales[self.questions[question].scale]

    @cached_property
    def conditions(self) -> dict[str, tuple[Condition, ...]]:
        """What must hold for a question to be asked, its sections' conditions and its own, by id; else absent."""
        found = {
            id: tuple(when for when in (*(section.when for section in path), self.questions[id].when) if when)
            for id, path in self.paths.items()
        }
        return {id: conditions for id, conditions in found.items() if conditions}

    @cached_property
    def _scored(self) -> frozenset[str]:
        ranged = {name for name, scale in self.scales.items() if scale.points_range is not None}
        return frozenset(id for id, q in self.questions.items() if q.weight > 0 and q.scale in ranged)

    def scored(self, question: str) -> bool:
        """Whether the question counts: not text, date, a bare number, nor of weight 0."""
        return question in self._scored
