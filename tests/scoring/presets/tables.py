"""The tables of the presets: what a case holds, and how its answers and its expectations are read.

Whatever a table says is used or refused: a key, a question, a section or a source that does not exist is an error,
and so is a case that expects nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, ValidationError, model_validator

from cyberready.charts.text import rounded
from cyberready.exchange.sheets import check_sheet
from cyberready.library.finding import parse_questionnaire
from cyberready.library.reading import Document, parse
from cyberready.library.reading import Mapping as FileMapping
from cyberready.library.validation import validate
from cyberready.model.answers import Answer, Sheet, State
from cyberready.model.questionnaire import Questionnaire
from cyberready.model.scorecard import Gate, Scorecard, SectionScore
from cyberready.model.values import Text, Value, _as_tuple

FOLDER = Path(__file__).parent
TABLE = ".sheets.yaml"


def _number(value: Any) -> Any:
    """Thirds and the like are written as fractions, `17/24`, so that nothing is rounded by hand."""
    return float(Fraction(value)) if isinstance(value, str | int | float) else value


def _as_score(value: Any) -> Any:
    """The short form `legal: 3` as the mapping it stands for."""
    return value if isinstance(value, Mapping | ExpectedScore) else {"value": value}


Number = Annotated[float, BeforeValidator(_number)]


class ExpectedScore(Value):
    """What is expected of a score; what is not mentioned is not looked at."""

    value: Number | None = None
    low: Number | None = None
    high: Number | None = None
    range: Annotated[tuple[Number, Number] | None, BeforeValidator(_as_tuple)] = None
    rating: Text | None = None
    shown: Text | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.model_fields_set:
            raise ValueError("expects nothing")
        return self


AnyScore = Annotated[ExpectedScore, BeforeValidator(_as_score)]


class ExpectedProfile(Value):
    """Whether a profile is met, and the gap of every target that is not."""

    met: bool
    gaps: Mapping[Text, Number | None]


class Expected(Value):
    overall: AnyScore = ExpectedScore(value=None)
    sections: Mapping[Text, AnyScore] = {}
    points: Mapping[Text, Number | None] = {}
    states: Mapping[Text, State] = {}
    gates: Mapping[Text, Gate | None] = {}
    profiles: Mapping[Text, ExpectedProfile] = {}


class Case(Value):
    """One sheet: `with` goes into the questionnaire's `scoring`, `others` answers, by scale, the rest."""

    case: Text
    why: Text
    source: Text
    with_: Mapping[str, Any] = Field(default={}, alias="with")
    others: Mapping[Text, Any] = {}
    answers: Mapping[Text, Any]
    expect: Expected


class Table(Value):
    sources: Mapping[Text, Text]
    cases: Annotated[tuple[Case, ...], BeforeValidator(_as_tuple)]

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        names = [case.case for case in self.cases]
        if len(set(names)) < len(names):
            raise ValueError("two cases have one name")
        if {case.source for case in self.cases} != set(self.sources):
            raise ValueError("sources that are listed and those that cases name differ")
        return self


def read_table(text: str, name: str = "table") -> Table:
    """A table, read as the project reads files.

    Raises:
        ValueError: with everything that is wrong with it.
    """
    document = parse(text, Document(name))
    _refuse(document)
    try:
        return Table.model_validate(document.data)
    except ValidationError as error:
        raise ValueError(f"{name}: {error}") from error


def read_questionnaire(text: str, scoring: Mapping[str, Any]) -> Questionnaire:
    """A questionnaire that passed the project's own check, with some settings of its `scoring` exchanged.

    Raises:
        ValueError: with everything that is wrong with it.
    """
    document = parse(text, Document("questionnaire"))
    _refuse(document)
    document.data["scoring"].update(scoring)
    questionnaire = parse_questionnaire(document)
    _refuse(document)
    assert questionnaire is not None
    return questionnaire


def read_answers(case: Case, questionnaire: Questionnaire) -> Mapping[str, Answer]:
    """The answers of a case, read and held against the questionnaire as those of a sheet are.

    Raises:
        ValueError: with everything that is wrong with them.
    """
    if unknown := set(case.others) - set(questionnaire.scales):
        raise ValueError(f"`others` names scales that are not there: {unknown}")
    questions = questionnaire.questions.values()
    others = {question.id: case.others[question.scale] for question in questions if question.scale in case.others}
    data = FileMapping(1)
    data.update(
        questionnaire=questionnaire.id,
        version=questionnaire.version,
        subject="Exampleland",
        round="1",
        date="2026-06-15",
        answers={**others, **case.answers},
    )
    document = Document("sheet", data)
    sheet = validate(Sheet, document)
    if sheet is not None:
        check_sheet(sheet, questionnaire, document)
    _refuse(document)
    assert sheet is not None
    return sheet.answers


def _refuse(document: Document) -> None:
    if document.errors:
        raise ValueError("\n".join(map(str, document.errors)))


def compared(expect: Expected, questionnaire: Questionnaire, card: Scorecard) -> Iterator[tuple[str, Any, Any]]:
    """Every expectation as its place, what is expected there, and what the scorecard has.

    Raises:
        KeyError: the scorecard has no such section, question or profile.
    """
    places = questionnaire.scoring.decimals
    if "overall" in expect.model_fields_set:  # `overall: null` expects no score
        yield from _scores("overall", expect.overall, card.overall, places)
    for id, score in expect.sections.items():
        own = questionnaire.sections[id].decimals
        yield from _scores(id, score, card.sections[id], places if own is None else own)
    for id, points in expect.points.items():
        yield f"points of {id}", points, card.questions[id].points
    for id, state in expect.states.items():
        yield f"state of {id}", state, card.questions[id].state
    for id, gate in expect.gates.items():
        yield f"gate of {id}", gate, card.questions[id].gate
    for id, expected in expect.profiles.items():
        profile = card.profiles[id]
        yield f"profile {id} met", expected.met, profile.met
        gaps = {target.id: target.gap for target in profile.targets if not target.met}
        yield f"gaps to profile {id}", dict(expected.gaps), gaps


def _scores(id: str, expected: ExpectedScore, score: SectionScore, places: int) -> Iterator[tuple[str, Any, Any]]:
    for name in sorted(expected.model_fields_set):
        if name == "shown":
            seen = None if score.value is None else rounded(score.value, places)
        else:
            seen = getattr(score, name)
        yield f"{name} of {id}", getattr(expected, name), seen
