"""Whose words a round is shown in: its own translation's, else the library's of the very same questionnaire."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cyberready.library.finding import load
from cyberready.model.answers import Subject
from cyberready.model.rounds import Round
from cyberready.workspace.languages import questionnaire_in
from cyberready.workspace.questionnaires import load_in, rating_words
from cyberready.workspace.workspace import Workspace

QUESTIONNAIRE = """\
cyberready: 1
id: small
version: "1"
title: Small
language: en
scales: {level: {type: levels, options: [{value: 0, label: 'No'}, {value: 1, label: 'Yes'}]}}
scoring: {ratings: [{from: 0, label: Low}, {from: 1, label: High}]}
domains:
  - {id: law, title: Law, questions: [{id: law.act, text: An act?, scale: level, options: {0: none, 1: one}}]}
"""
FRENCH = """\
cyberready: 1
translates: small
language: fr
status: %s
texts: {title: %s}
ratings: [Bas, Haut]
"""


def folder_of(tmp_path: Path) -> Path:
    folder = tmp_path / "questionnaires" / "small"
    folder.mkdir(parents=True)
    (tmp_path / "results").mkdir()
    (folder / "questionnaire.yaml").write_text(QUESTIONNAIRE, encoding="utf-8")
    return folder


def translate(folder: Path, title: str, status: str = "machine") -> None:
    (folder / "fr.yaml").write_text(FRENCH % (status, title), encoding="utf-8")


def begun(workspace: Workspace, folder: Path) -> Round:
    return workspace.start(load(folder), Subject(name="Exampleland"), "2026", date(2026, 6, 30))


@pytest.mark.parametrize(
    ("before", "after", "tag", "title", "status"),
    [
        ("Petit", "Petit", "fr", "Petit", "machine"),
        ("Petit", "Petit", "fr-MA", "Petit", "machine"),
        ("Petit", "Petit", "ar", "Small", ""),
        ("Petit", "Petit", "en", "Small", ""),
        ("Petit", "Petit", "", "Small", ""),
        ("Petit", "Changé", "fr", "Petit", "machine"),  # what the round keeps counts before what came later
        (None, "Petit", "fr", "Petit", "machine"),  # translated since the round began
        (None, None, "fr", "Small", ""),
    ],
)
def test_a_round_is_shown_in_a_language(
    tmp_path: Path, before: str | None, after: str | None, tag: str, title: str, status: str
) -> None:
    folder = folder_of(tmp_path)
    if before:
        translate(folder, before)
    with Workspace.open(tmp_path) as workspace:
        round = begun(workspace, folder)
        if after:
            translate(folder, after)
        shown, told = questionnaire_in(workspace, round, tag)
    assert (shown.title, told.status) == (title, status)
    assert told.unreviewed == (status == "machine")


def test_a_translation_of_another_text_is_not_taken(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    with Workspace.open(tmp_path) as workspace:
        round = begun(workspace, folder)
        changed = QUESTIONNAIRE.replace("An act?", "A law?")
        (folder / "questionnaire.yaml").write_text(changed, encoding="utf-8")
        translate(folder, "Petit")
        assert questionnaire_in(workspace, round, "fr")[0].title == "Small"


def test_a_faulty_file_beside_it_leaves_a_round_in_its_own_words(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    with Workspace.open(tmp_path) as workspace:
        round = begun(workspace, folder)
        (folder / "fr.yaml").write_text("language: fr\n", encoding="utf-8")
        assert questionnaire_in(workspace, round, "fr")[0].title == "Small"


@pytest.mark.parametrize("status", ["machine", "reviewed", "approved"])
def test_a_questionnaire_of_the_library_in_a_language(tmp_path: Path, status: str) -> None:
    translate(folder_of(tmp_path), "Petit", status)
    with Workspace.open(tmp_path) as workspace:
        shown, told = load_in(workspace.library, "small", "fr")
    assert (shown.title, told.language, told.status) == ("Petit", "fr", status)


def test_ratings_are_shown_in_the_language_that_the_scorecard_does_not_know(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    translate(folder, "Petit")
    with Workspace.open(tmp_path) as workspace:
        shown, _ = load_in(workspace.library, "small", "fr")
    assert rating_words(load(folder).questionnaire, shown) == {"Low": "Bas", "High": "Haut"}
