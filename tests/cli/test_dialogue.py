"""The linear dialogue: what each line does to the stored round, and what is said; whole, through real pipes."""

from __future__ import annotations

import os
import subprocess
import sys
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
from tests import whole

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
      - {id: d.level, text: Level?, scale: level, help: Look twice., options: {1: [A, B], 2: C}, criteria: [D, E]}
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


SET = {"basis": "desk", "as_of": date(2026, 6, 1), "sources": ("S1",)}
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
    ("d.level", "d ٢٠٢٦-٠٦-٠١", Answer(as_of=date(2026, 6, 1))),
    ("d.level", "o S1, S2", Answer(sources=("S1", "S2"))),
    ("d.level", "o S1، S2", Answer(sources=("S1", "S2"))),
    ("d.level", "e the gazette", Answer(evidence=(Evidence(title="the gazette"),))),
    ("d.level", "t 1 2", Answer(facts={"1": (1,)})),
    ("d.level", "t ١ ٢", Answer(facts={"1": (1,)})),
    ("d.level", "t 2", Answer(criteria=(1,))),
    ("d.several", "a، b", Answer(value=("a", "b"))),
    ("d.count", "١٢٫٥", Answer(value=12.5)),
    ("d.day", "۲۰۲۶-۰۱-۳۱", Answer(value="2026-01-31")),
    # the same keys on an Arabic keyboard: n u f
    ("d.level", "ى سمعنا", Answer(note="سمعنا")),
    ("d.count", "ع", Answer(unknown=True)),
    ("d.level", "ب", Answer(flag=True)),
    ("d.words", "ع", Answer(value="ع")),  # a text is taken as it is
]
# Lines one after the other, on the first question, and what then is stored.
LINES = [
    (["2", "c"], {}),
    (["t 1 2", "t 1 2"], {}),
    (["f", "f"], {}),
    (["n first", "n"], {}),
    (["1", "a", "fi"], {"d.level": Answer(value=1), "d.named": Answer(value="fi")}),
    (["2", "", "1", "p", "0"], {"d.level": Answer(value=0), "d.hidden": Answer(value=1)}),
    (["b desk", "d 2026-06-01", "o S1", "1"], {"d.level": Answer(**SET, value=1)}),
    (
        ["b desk", "d 2026-06-01", "o S1", "g d.named", "fi"],
        {"d.level": Answer(**SET), "d.named": Answer(**SET, value="fi")},
    ),
    (["=", "h", "s", "?", "1", "q", "2"], {"d.level": Answer(value=1)}),
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
    ("d.level", "d tomorrow", "A date is written"),
    ("d.level", "e", "Give the title"),
    ("d.level", "t 1 3", "no such fact"),
    ("d.level", "t 9 1", "no such fact"),
    ("d.level", "t 3", "no such fact"),
    ("d.level", "t", "no such fact"),
    ("d.count", "t 1 1", "no such fact"),
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


@pytest.mark.parametrize(("lines", "stored"), LINES)
def test_lines_one_after_the_other(
    workspace: Workspace, round: Round, lines: list[str], stored: dict[str, Answer]
) -> None:
    assert say_to(workspace, round, *lines) == stored


def test_the_answer_of_the_last_round_is_confirmed(workspace: Workspace, round: Round) -> None:
    say_to(workspace, round, "2")
    later = workspace.start(
        load(workspace.folder / "questionnaires" / "small"), round.subject, "2027", date(2027, 6, 30)
    )
    assert say_to(workspace, later, "=") == {"d.level": Answer(value=2, recheck="rechecked")}


def test_ticked_facts_are_told_apart(
    workspace: Workspace, round: Round, capsys: pytest.CaptureFixture[str]
) -> None:
    say_to(workspace, round, "t 1 2", "t 1", "s")
    assert {
        "  1 Started: A; [x] B",
        "  criteria Quality criteria: unless all are met, the answer counts as the lowest: [x] D; E",
    } <= set(capsys.readouterr().out.splitlines())


# Through real pipes, on a terminal that cannot draw

WHOLE = [
    *(
        "3",
        "t 2 1",
        "t 2 2",
        "b document",
        "d 2026-06-01",
        "o S1, S2",
        "e Official journal 12",
        "n Law 12 of 2019",
    ),
    *("", "b interview", "٣", "f"),
    *("", "٢٠١٩-٠٣-٣١", "", "amended once"),
    *("", "FI", "t 1", "t 2", "", "isp", "", "12,5", "", "6", "", "٧"),
    *("", "x no shops online", "", "u", "", "1"),
]


def start(workspace: Workspace, round: Round) -> subprocess.Popen[str]:
    """`assess --plain` between pipes."""
    program = [sys.executable, "-m", "cyberready", "--workspace", str(workspace.folder)]
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    environment = {**os.environ, "TERM": "dumb", "PYTHONUTF8": "1"}
    return subprocess.Popen([*program, "assess", round.id, "--plain"], **pipes, encoding="utf-8", env=environment)


@pytest.fixture
def whole_round(workspace: Workspace) -> Round:
    file = workspace.folder / "questionnaires" / "whole" / "questionnaire.yaml"
    file.parent.mkdir()
    file.write_text(whole.QUESTIONNAIRE, encoding="utf-8")
    return workspace.start(load(file), Subject(name="Exampleland"), "2026", date(2026, 6, 30))


def test_a_whole_assessment_by_lines_leaves_what_the_keyboard_does(
    workspace: Workspace, whole_round: Round
) -> None:
    running = start(workspace, whole_round)
    said, talked = running.communicate("\n".join(WHOLE) + "\n", timeout=60)
    assert (running.returncode, talked) == (0, "")
    assert "\x1b" not in said
    assert said.splitlines()[-1] == "9 of 9 done; all is saved."
    asked = [line for line in said.splitlines() if line.endswith("?")]
    questions = load(workspace.folder / "questionnaires" / "whole").questionnaire.questions
    assert asked == [questions[id].text for id in whole.ORDER]
    assert workspace.answers(whole_round) == whole.ANSWERS
    whole.assert_scored_as_by_hand(workspace.score(whole_round))


@pytest.mark.parametrize("typed", ["3\n", "3", "3\n\n", ""], ids=["line", "half", "next", "none"])
def test_input_that_ends_in_the_middle_keeps_what_was_answered(
    workspace: Workspace, whole_round: Round, typed: str
) -> None:
    running = start(workspace, whole_round)
    said, _talked = running.communicate(typed, timeout=60)
    assert running.returncode == 0
    assert workspace.answers(whole_round) == ({"law.act": Answer(value=3)} if typed else {})
    assert said.splitlines()[-1].endswith("all is saved.")


def test_a_reader_that_goes_away_ends_it_quietly_with_the_answer_saved(
    workspace: Workspace, whole_round: Round
) -> None:
    running = start(workspace, whole_round)
    assert running.stdin is not None
    assert running.stdout is not None
    assert running.stderr is not None
    while "none yet" not in running.stdout.readline():  # the last that is said before a line is read
        assert running.poll() is None
    running.stdout.close()
    running.stdin.write("3\n")
    running.stdin.close()
    assert running.wait(timeout=60) == 0
    assert running.stderr.read() == ""
    running.stderr.close()
    assert workspace.answers(whole_round) == {"law.act": Answer(value=3)}
