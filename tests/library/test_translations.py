"""The shipped translations: whole, in the words of the glossary, in letters and signs of their language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cyberready.library.characters import directions
from cyberready.library.companions import coverage, source_texts, stamp
from cyberready.library.finding import load, shipped_folder
from cyberready.library.translating import translated
from cyberready.model.translation import Translation

from .glossary import COLUMNS, Pair, missed, pairs, rows

LANGUAGES = ("fr", "ar")
FILES = [
    pytest.param(file, id=str(file.parent.relative_to(shipped_folder())))
    for file in sorted(shipped_folder().rglob("questionnaire.yaml"))
]
KNOWN_FRAMEWORKS = {"GCI-2020", "GCI-2024", "CMM-2021", "CSF-2.0", "WTDC-RES51", "SDG"}
# Of 100 terms two may be said otherwise, where the English word has another sense (`the standard weight`).
MOST_MISSED = 0.02

_HARAKAT_AND_TATWEEL = re.compile("[\u0640\u064b-\u0652]")
_MARKS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_WESTERN_SIGNS = re.compile(r"[,;?](?=\s|$)")
_EASTERN_DIGITS = re.compile("[\u0660-\u0669\u06f0-\u06f9]")
_FRENCH_SIGNS = re.compile(
    r"(?<![\u00a0\u202f])[;!?»](?=\s|$)|(?<=[^\u00a0\u202f\d/]):(?=\s|$)|«(?![\u00a0\u202f])"
)


def translation(file: Path, language: str) -> Translation:
    bodies = {found: body for kind, found, body in load(file).companions if kind == "translation"}
    return Translation.model_validate_json(bodies[language])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("file", FILES)
def test_every_text_is_translated_and_stamped(file: Path, language: str) -> None:
    questionnaire, given = load(file).questionnaire, translation(file, language)
    total, done = coverage(given, questionnaire)
    assert done == total
    assert dict(given.stamps) == {id: stamp(texts) for id, texts in source_texts(questionnaire).items()}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("file", FILES)
def test_what_nobody_has_reviewed_is_called_machine_made(file: Path, language: str) -> None:
    given = translation(file, language)
    assert given.status == "machine" or given.by


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("file", FILES)
def test_the_words_are_those_of_the_glossary(file: Path, language: str) -> None:
    every = list(pairs(load(file).questionnaire, translation(file, language)))
    otherwise = [(pair.place, term) for pair in every for term in missed(pair, language)]
    assert len(otherwise) <= MOST_MISSED * len(every), otherwise


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("file", FILES)
def test_descriptors_are_distinct_within_their_question(file: Path, language: str) -> None:
    shown = translated(load(file).questionnaire, translation(file, language))
    for question in shown.questions.values():
        facts = [" ".join(fact.split()) for described in question.options.values() for fact in described]
        assert len(set(facts)) == len(facts), question.id


@pytest.mark.parametrize("file", FILES)
def test_arabic_is_in_arabic_letters_and_signs(file: Path) -> None:
    for pair in pairs(load(file).questionnaire, translation(file, "ar")):
        assert re.search("[\u0621-\u064a]", pair.text), pair.place
        assert directions(pair.text) == [], pair.place
        for wrong in (_MARKS, _HARAKAT_AND_TATWEEL, _WESTERN_SIGNS, _EASTERN_DIGITS):
            assert not wrong.search(pair.text), (pair.place, pair.text)


@pytest.mark.parametrize("file", FILES)
def test_french_keeps_its_signs_to_their_words(file: Path) -> None:
    for pair in pairs(load(file).questionnaire, translation(file, "fr")):
        assert not _FRENCH_SIGNS.search(pair.text), (pair.place, pair.text)


@pytest.mark.parametrize("file", FILES)
def test_references_name_known_frameworks(file: Path) -> None:
    questionnaire = load(file).questionnaire
    assert set(questionnaire.references) <= KNOWN_FRAMEWORKS
    for question in questionnaire.questions.values():
        assert {reference.partition(":")[0] for reference in question.references} <= set(questionnaire.references)


# The glossary


def test_the_glossary_has_a_word_in_each_language_for_each_term() -> None:
    assert tuple(rows()[0]) == COLUMNS
    assert len({row["term"] for row in rows()}) == len(rows())
    for row in rows():
        assert all(row[column].strip() for column in ("term", "kind", "french", "arabic")), row
        assert row["kind"] in ("program", "field")


@pytest.mark.parametrize("column", ["french", "arabic"])
def test_two_terms_that_are_kept_apart_differ_in_each_language(column: str) -> None:
    words = [row[column] for row in rows()]
    assert sorted(set(words)) == sorted(words)


def test_a_term_that_is_said_otherwise_is_found() -> None:
    assert list(missed(Pair("x", "an audit of the operator", "un audit de l'opérateur"), "fr")) == []
    assert list(missed(Pair("x", "an audit of the operator", "un examen du réseau"), "fr")) == [
        "operator",
        "audit",
    ]
    assert list(missed(Pair("x", "the audit office", "l'institution supérieure de contrôle"), "fr")) == []
