"""Whatever an assessor wrote leaves the workspace as it came in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings

from cyberready.exchange.sheets import sheet_text
from cyberready.model.answers import Answer, Sheet, Subject
from cyberready.workspace.importing import import_sheets
from cyberready.workspace.workspace import Workspace
from tests.exchange.hostile import TEXTS, sheets_of_the_small_questionnaire
from tests.workspace.made_up import begin, put, write

QUESTIONS = ("law.hours", "law.drill", "skills.words", "skills.since", "skills.partners")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("round trips")
    put(folder)
    return folder


def said(answers: dict[str, Answer]) -> dict[str, Answer]:
    """Without answers that say nothing, in the order of the questions."""
    return {id: answers[id] for id in QUESTIONS if answers.get(id, Answer()) != Answer()}


def passed_through(place: Path, text: str) -> str:
    """A sheet's text after it was imported into a new workspace and exported again."""
    file = write(place / "sheet.yaml", text)
    with Workspace.without_rounds(place) as workspace:
        (outcome,) = import_sheets(workspace, [file])
        return sheet_text(workspace.sheet(outcome.round))


@settings(deadline=None, max_examples=10)
@given(sheets_of_the_small_questionnaire())
def test_every_key_of_every_answer_survives_import_export_and_import(
    place: Path, answers: dict[str, Answer]
) -> None:
    subject = Subject(name="العراق", kind="country", parent="no")
    head = {
        "questionnaire": "small",
        "version": "1",
        "subject": subject,
        "round": "010",
        "date": date(2024, 2, 29),
    }
    text = sheet_text(Sheet.model_validate({**head, "answers": answers}))
    once = passed_through(place, text)
    assert once == sheet_text(Sheet.model_validate({**head, "answers": said(answers)}))
    assert passed_through(place, once) == once


@settings(deadline=None, max_examples=10)
@given(sheets_of_the_small_questionnaire(), sheets_of_the_small_questionnaire())
def test_answers_saved_one_by_one_over_others_are_read_back_as_they_were(
    place: Path, before: dict[str, Answer], after: dict[str, Answer]
) -> None:
    with Workspace.without_rounds(place) as workspace:
        round = begin(workspace, answers=before)
        assert workspace.answers(round) == said(before)
        for question, answer in after.items():
            workspace.save(round, question, answer)
        assert workspace.answers(round) == said({**before, **after})


def test_hostile_texts_survive_on_the_disk_and_in_a_file(folder: Path) -> None:
    answers = {"skills.words": Answer(value="\n".join(TEXTS)[:20_000], sources=TEXTS, note="1e3")}
    with Workspace.open(folder) as workspace:
        sheet = workspace.sheet(begin(workspace, answers=answers))
    with Workspace.open(folder) as workspace:
        round = workspace.round("Exampleland/2024")
        assert workspace.answers(round) == answers
        file = write(folder / "sheet.yaml", sheet_text(workspace.sheet(round)))
        assert [item.outcome for item in import_sheets(workspace, [file])] == ["unchanged"]
    assert sheet.answers == answers
