"""A questionnaire's parts by id, and what counts."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from cyberready.model.questionnaire import EvidenceGate, Question, Questionnaire, Rollup, Scoring, Section


def question(id: str, scale: str = "m", **more: Any) -> dict[str, Any]:
    return {"id": id, "text": "Q?", "scale": scale, **more}


SCALES: dict[str, Any] = {
    "m": {"type": "levels", "options": [{"value": 0, "label": "No"}, {"value": 1, "label": "Yes"}]},
    "count": {"type": "number"},
    "rate": {"type": "number", "bands": [{"from": 0, "points": 0}, {"from": 1, "points": 1}]},
    "note": {"type": "text"},
    "day": {"type": "date"},
}
QUESTIONNAIRE = Questionnaire.model_validate(
    {
        "cyberready": 1,
        "id": "q",
        "version": "1",
        "title": "T",
        "language": "en",
        "scales": SCALES,
        "domains": [
            {
                "id": "d",
                "title": "D",
                "questions": [question("d.a"), question("d.n", "count")],
                "sections": [
                    {
                        "id": "d.s",
                        "title": "S",
                        "sections": [{"id": "d.s.t", "title": "T", "questions": [question("x")]}],
                    },
                    {"id": "d.u", "title": "U", "questions": [question("d.r", "rate"), question("d.z", weight=0)]},
                ],
            },
            {"id": "e", "title": "E", "questions": [question("e.t", "note"), question("e.d", "day")]},
        ],
    }
)


def test_sections_and_questions_in_file_order_at_any_depth() -> None:
    assert list(QUESTIONNAIRE.sections) == ["d", "d.s", "d.s.t", "d.u", "e"]
    assert list(QUESTIONNAIRE.questions) == ["d.a", "d.n", "x", "d.r", "d.z", "e.t", "e.d"]


def test_the_path_to_each_question() -> None:
    paths = {id: [section.id for section in path] for id, path in QUESTIONNAIRE.paths.items()}
    assert paths["d.a"] == ["d"]
    assert paths["x"] == ["d", "d.s", "d.s.t"]
    assert paths["d.r"] == ["d", "d.u"]
    assert set(paths) == set(QUESTIONNAIRE.questions)


def test_the_domain_of_every_section_and_question() -> None:
    for domain in QUESTIONNAIRE.domains:
        for section in domain.walk():
            for id in (section.id, *(question.id for question in section.questions)):
                assert QUESTIONNAIRE.domain_of(id) is domain
    with pytest.raises(KeyError):
        QUESTIONNAIRE.domain_of("no.such")


@pytest.mark.parametrize(
    ("id", "scored"),
    [("d.a", True), ("d.n", False), ("x", True), ("d.r", True), ("d.z", False), ("e.t", False), ("e.d", False)],
)
def test_what_is_scored(id: str, scored: bool) -> None:
    assert QUESTIONNAIRE.scored(id) is scored


def test_the_defaults_of_the_format() -> None:
    scoring = Scoring()
    assert scoring.rollup == Rollup(type="mean")
    assert (scoring.not_applicable, scoring.unanswered, scoring.unknown, scoring.not_asked) == (
        "exclude",
        "zero",
        "zero",
        "exclude",
    )
    assert (scoring.minimum_answered, scoring.range, scoring.ratings) == (0, None, ())
    asked = QUESTIONNAIRE.questions["d.a"]
    assert (asked.weight, asked.revision, asked.required, asked.level, asked.when) == (1, 1, False, None, None)
    assert QUESTIONNAIRE.sections["d"].rollup is None


@pytest.mark.parametrize(
    ("written", "rollup"),
    [
        ("median", Rollup(type="median")),
        ({"type": "median"}, Rollup(type="median")),
        ({"type": "deduct", "from": 10, "pass": 1}, Rollup(type="deduct", from_=10, pass_=1)),
    ],
)
def test_a_rollup_is_a_word_or_a_mapping(written: Any, rollup: Rollup) -> None:
    assert Section.model_validate({"id": "s", "title": "S", "rollup": written}).rollup == rollup


@pytest.mark.parametrize(
    ("written", "gate"),
    [
        (3, EvidenceGate(option=3)),
        ("fi", EvidenceGate(option="fi")),
        ({"option": 3, "basis": ["document"]}, EvidenceGate(option=3, basis=("document",))),
    ],
)
def test_a_gate_is_an_option_or_a_mapping(written: Any, gate: EvidenceGate) -> None:
    assert Question.model_validate(question("q", evidence_from=written)).evidence_from == gate


@pytest.mark.parametrize(
    ("written", "facts"),
    [("one text", ("one text",)), (["a", "b"], ("a", "b")), ([], ())],
)
def test_a_descriptor_is_one_text_or_a_list_of_facts(written: Any, facts: tuple[str, ...]) -> None:
    assert Question.model_validate(question("q", options={"0": written})).options == {"0": facts}


@pytest.mark.parametrize(
    ("language", "valid"),
    [("en", True), ("no", True), ("ar-IQ", True), ("zh-Hant-TW", True), ("gsw", True)]
    + [(word, False) for word in ("", "e", "EN", "english", "en_GB", "en-", "en\n", "../en")],
)
def test_a_language_tag(language: str, valid: bool) -> None:
    data = QUESTIONNAIRE.model_dump(by_alias=True) | {"language": language}
    if valid:
        assert Questionnaire.model_validate(data).language == language
    else:
        with pytest.raises(ValidationError):
            Questionnaire.model_validate(data)


def test_a_questionnaire_comes_back_from_json() -> None:
    assert Questionnaire.model_validate_json(QUESTIONNAIRE.model_dump_json(by_alias=True)) == QUESTIONNAIRE
