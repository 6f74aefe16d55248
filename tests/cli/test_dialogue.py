"""The linear dialogue: what each line does to the stored round, and what is said."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from cyberready.cli.dialogue import Dialogue
from cyberready.library.finding import load
from cyberready.model.answers import Answer, Evidence, Subject
from cyberready.model.rounds import Round
from cyberready.tui.sitting import open_sitting
from cyberready.workspace.evidence import copy_of
from cyberready.workspace.location import evidence_folder
from cyberready.workspace.workspace import Workspace

QUESTIONNAIRE = """
cyberready: 1
id: small
version: "1"
title: Small
language: en
scales:
  level: {type: levels, options: [{value: 0, label: None}, {value: 1, label: Started}, {value: 2, label: Applied}]}
  named: {type: levels, options: [{value: ni, label: Not yet, points: 0}, {value: fi, label: Wholly, points: 1}]}
  several: {type: multiple, options: [{value: a, label: A, points: 1}, {value: b, label: B, points: 1}]}
  count: {type: number, unit: cases, minimum: 0}
  words: {type: text}
  day: {type: date}
domains:
  - id: d
    title: Domain
    questions:
      - {id: d.level, text: Level?, scale: level, help: Look twice.}
      - {id: d.hidden, text: Hidden?, scale: level, when: {question: d.level, at_least: 2}}
      - {id: d.named, text: Named?, scale: named}
      - {id: d.several, text: Several?, scale: several}
      - {id: d.count, text: Count?, scale: count}
      - {id: d.words, text: Words?, scale: words}
      - {id: d.day, text: Day?, scale: day}
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    file = tmp_path / "questionnaires" / "small" / "questionnaire.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(QUESTIONNAIRE)
    with Workspace.open(tmp_path, by="Assessor") as opened:
        yield opened


@pytest.fixture
def round(workspace: Workspace) -> Round:
    loaded = load(workspace.folder / "questionnaires" / "small")
    return workspace.start(loaded, Subject(name="Exampleland"), "2026", date(2026, 6, 30))


def say_to(workspace: Workspace, round: Round, *lines: str) -> dict[str, Answer]:
    """Type the lines and return what is stored."""
    Dialogue(workspace, open_sitting(workspace, round.id)).run(lines)
    return workspace.answers(round)


ANSWERS = [
    # question, line, stored
    ("d.level", "2", Answer(value=2)),
    ("d.level", "٢", Answer(value=2)),
    ("d.named", "FI", Answer(value="fi")),
    ("d.several", "a b", Answer(value=("a", "b"))),
    ("d.several", "b, b", Answer(value=("b",))),
    ("d.count", "12,5", Answer(value=12.5)),
    ("d.words", "quite so", Answer(value="quite so")),
    ("d.day", "2026-01-31", Answer(value="2026-01-31")),
    ("d.level", "u", Answer(unknown=True)),
    ("d.level", "x no such body", Answer(not_applicable="no such body")),
    ("d.level", "n seen today", Answer(note="seen today")),
    ("d.level", "b document", Answer(basis="document")),
    ("d.level", "f", Answer(flag=True)),
]


@pytest.mark.parametrize(("question", "line", "stored"), ANSWERS)
def test_a_line_becomes_an_answer_that_is_stored(
    workspace: Workspace, round: Round, question: str, line: str, stored: Answer
) -> None:
    assert say_to(workspace, round, f"g {question}", line) == {question: stored}


REFUSED = [
    ("d.level", "7", "7 is none of 0, 1, 2"),
    ("d.level", "1 2", "1 2 is none of"),
    ("d.count", "many", "many is not a number"),
    ("d.count", "-1", "below the minimum"),
    ("d.day", "30.6.2026", "must be a date"),
    ("d.level", "x", "Give the reason"),
    ("d.level", "b guess", "A basis is one of"),
    ("d.level", "g d.none", "There is no question d.none"),
]


@pytest.mark.parametrize(("question", "line", "told"), REFUSED)
def test_a_line_that_is_no_answer_changes_nothing_and_says_why(
    workspace: Workspace,
    round: Round,
    capsys: pytest.CaptureFixture[str],
    question: str,
    line: str,
    told: str,
) -> None:
    assert say_to(workspace, round, f"g {question}", line) == {}
    assert told in capsys.readouterr().err


def test_empty_lines_go_on_past_hidden_questions(
    workspace: Workspace, round: Round, capsys: pytest.CaptureFixture[str]
) -> None:
    say_to(workspace, round, "1", "")
    said = capsys.readouterr().out
    assert "Named?" in said
    assert "Hidden?" not in said


def test_it_comes_back_to_the_question_that_was_left(
    workspace: Workspace, round: Round, capsys: pytest.CaptureFixture[str]
) -> None:
    say_to(workspace, round, "1", "", "q", "0")
    capsys.readouterr()
    answers = say_to(workspace, round, "fi")
    assert answers == {"d.level": Answer(value=1), "d.named": Answer(value="fi")}
    assert "Level?" not in capsys.readouterr().out


def test_a_finalised_round_can_be_read_and_not_changed(
    workspace: Workspace, round: Round, capsys: pytest.CaptureFixture[str]
) -> None:
    say_to(workspace, round, "2")
    workspace.finalise(round)
    assert say_to(workspace, round, "1") == {"d.level": Answer(value=2)}
    assert "never changes" in capsys.readouterr().err


def test_escapes_in_notes_are_not_said(
    workspace: Workspace, round: Round, capsys: pytest.CaptureFixture[str]
) -> None:
    say_to(workspace, round, "n \x1b]52;c;SE9TVElMRQ==\x07 fine", "h", "s")
    said = capsys.readouterr()
    assert "fine" in said.out
    assert "\x1b" not in said.out + said.err


def test_a_file_becomes_evidence(workspace: Workspace, round: Round, tmp_path: Path) -> None:
    file = tmp_path / "given" / "Law 7.pdf"
    file.parent.mkdir()
    file.write_text("the law")
    answers = say_to(workspace, round, "e Register", f"ef '{file}' ")
    register, law = answers["d.level"].evidence
    assert register == Evidence(title="Register")
    assert (law.title, law.seen, copy_of(workspace, law.file).state) == ("Law 7.pdf", "copy", "sound")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("ef", "! Give the path of a file: ef PATH."),
        ("ef none.pdf", "! No copy was made of none.pdf: there is no"),
    ],
)
def test_a_file_that_cannot_be_evidence_changes_nothing_and_says_why(
    workspace: Workspace, round: Round, capsys: pytest.CaptureFixture[str], line: str, told: str
) -> None:
    assert say_to(workspace, round, line) == {}
    assert told in capsys.readouterr().err


def test_a_finalised_round_takes_no_file(
    workspace: Workspace, round: Round, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "law.pdf").write_text("the law")
    workspace.finalise(round)
    assert say_to(workspace, round, f"ef {tmp_path / 'law.pdf'}") == {}
    assert "never changes" in capsys.readouterr().err
    assert not evidence_folder(workspace.folder).exists()
