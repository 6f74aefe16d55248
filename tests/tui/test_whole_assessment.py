"""A whole assessment by keyboard in a real terminal, killed on the way, and what it leaves behind."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from cyberready.library.finding import load
from cyberready.model.answers import Answer, Subject
from cyberready.store.rounds import read_scorecard
from cyberready.workspace.workspace import Workspace
from tests.whole import ANSWERS, QUESTIONNAIRE, assert_scored_as_by_hand

from .made_up import add, stored
from .terminals import DOWN, ENTER, ESCAPE, TAB, UP, Open, Terminal

HOME, NEXT, PREVIOUS, REMOVE = "\x1b[H", "\x1b[1;5B", "\x1b[1;5A", "\x04"


def begin(app: Terminal, folder: Path) -> None:
    """Make the round, from the empty list on."""
    with Workspace.open(folder) as workspace:
        place = list(workspace.library.newest()).index("whole")
    app.until("No rounds yet")
    app.press("n")
    app.until("questions)")
    app.press(HOME, *[DOWN] * place)
    app.until("A questionnaire of every kind")
    app.press(ENTER)
    for text in ("Exampleland", "", "2026", "2026-06-30", "Amal"):
        app.press(text, ENTER)
    app.until("Is there a law against", "( ) Proven")


def ask(app: Terminal, key: str, title: str, text: str) -> None:
    """Give a text to the window that a key opens."""
    app.press(key)
    app.until(title)
    app.press(text, ENTER)
    app.wait(lambda: title not in app.text, why="still open")


def set_meeting(app: Terminal, basis: str) -> None:
    app.press("b")
    app.until("What does this answer rest on?")
    app.press(basis)
    ask(app, "d", "On which date", "2026-06-01")
    ask(app, "s", "Which sessions", "S1, S2")
    app.until("as of 1 June 2026", "S1, S2", "saved ·")


def answer_the_law(app: Terminal) -> None:
    """Level, facts, basis, date, sources, evidence, and the first letters of a note."""
    app.press("3")
    app.until("(●) Proven")
    app.press(UP, " ", UP, " ")
    app.until("[x] It is in force", "[x] It covers illegal access")
    set_meeting(app, "4")
    app.press("e")
    app.until("Ask for: the official journal")
    app.press("Official journal 12", "\x13")  # at once
    app.until("Added.", "Official journal 12")
    for text in ("A copy", "Ministry", "٢٠٢٦-٠١-٣١", "shelf 3"):
        app.press(text, TAB)
    app.press(TAB, "2", ENTER)  # past the path of a file
    app.until("A copy · Ministry · 2026-01-31 · shelf 3 · copy")
    app.press(REMOVE)
    app.wait(lambda: "A copy ·" not in app.text and "Removed: A copy." in app.text)
    app.press(ESCAPE)
    app.until("evidence: 1")
    app.press("n", *"Law 12 of ")
    app.wait(lambda: app.text.count("Law 12 of") == 2 and "saved ·" in app.text, why="not saved")
    app.press(*"20")


def answer_the_rest(app: Terminal) -> None:
    """Every other question, in three sizes of the window."""
    app.press(ENTER)
    app.until("Do the courts know it?")
    app.press("3", "f")
    set_meeting(app, "3")
    app.until("! Do the courts", "counts as 1 Begun")
    app.press(ENTER)
    app.until("Since when")
    app.press("yesterday", ENTER)
    app.until("must be a date")
    app.press("\x7f" * 9, "2019-03-31", ENTER)
    app.until("What else about the law?")
    app.press("amended once", ENTER)
    app.until("Is it taught")
    app.resize(120, 40)
    app.until("2/2 Law")
    app.press("3")
    app.until("(●) Fully implemented")
    app.press(DOWN, DOWN, " ", DOWN, " ")
    app.until("[x] There is a curriculum", "[x] Teachers are trained")
    app.press(ENTER)
    app.until("Who helps")
    app.press("1", "2", "1")
    app.until("[ ] A national CERT", "[x] Providers")
    app.press(ENTER)
    app.until("How many cases")
    app.resize(40, 12)
    app.until("How many cases")
    app.press("12,5", ENTER)
    app.until("How long until")
    app.press("6", ENTER)
    app.until("How many people")
    app.press("٧", ENTER)
    app.until("Do people shop online?")
    app.resize(80, 24)
    ask(app, "x", "for what reason?", "no shops online")
    app.until("not applicable: no shops online")
    app.press(ENTER)
    app.until("Is trust surveyed?")
    app.press("u")
    app.until("unknown: asked, nobody knew")
    app.press(ENTER)
    app.until("Is it audited?")
    app.press("2", "1", "z")
    app.until("(●) Done")
    app.press("y")
    app.until("(●) Begun", "9 of 9 done")
    app.press("a")
    app.until("Every question is answered")


def test_a_whole_assessment(tmp_path: Path, terminal: Open) -> None:
    add(tmp_path, QUESTIONNAIRE, "whole")
    app = terminal()
    begin(app, tmp_path)
    answer_the_law(app)
    app.kill()
    kept = stored(tmp_path)["law.act"]
    assert kept.note in ("Law 12 of ", "Law 12 of 2", "Law 12 of 20")
    assert kept == ANSWERS["law.act"].model_copy(update={"note": kept.note})

    again = terminal()
    again.until("Exampleland", "draft")
    again.press(ENTER)
    again.until("Is there a law against", "(●) Proven", "[x] It covers illegal access", kept.note.strip())
    again.press(*"Law 12 of 2019".removeprefix(kept.note), ESCAPE)  # the note is open again
    again.until("Law 12 of 2019", "saved ·")
    answer_the_rest(again)
    again.press("r")
    again.until("overall 1.7", "Middle")
    again.press("f")
    again.until("Finalise this round?", "7 of 10 questions answered", "0 unanswered, 1 not asked")
    again.press("2")
    again.until("(final)")
    assert again.leave() == 0

    with Workspace.open(tmp_path) as workspace:
        round = workspace.round("Exampleland/2026")
        assert (round.status, round.date, round.assessor) == ("finalised", date(2026, 6, 30), "Amal")
        assert workspace.answers(round) == ANSWERS
        scorecard = workspace.score(round)
        assert_scored_as_by_hand(scorecard)
        kept_scores = read_scorecard(workspace.database, round.id)
        assert kept_scores is not None
        assert kept_scores["overall"]["value"] == scorecard.overall.value


# Killed at any moment

SEED = 20261124
NOTE_OPEN = "▔▔▔"
LEVELS = ("Absent", "Begun", "Done", "Proven")
MANY = (
    QUESTIONNAIRE[: QUESTIONNAIRE.index("domains:")].replace("id: whole", "id: many")
    + "domains:\n  - id: many\n    title: Many\n    questions:\n"
    + "".join(f"      - {{id: q{n}, text: Question {n}?, scale: level}}\n" for n in range(1, 13))
)


def asked(app: Terminal) -> int:
    """The number of the question on the card."""
    app.wait(lambda: re.search(r"Question \d+\?", app.text) is not None, why="no question")
    return int(re.findall(r"Question (\d+)\?", app.text)[0])


def give(app: Terminal, chance: random.Random, promised: Mapping[str, Answer]) -> tuple[str, Answer]:
    """Answer the question that is shown, without waiting for anything to be saved; what it then should hold."""
    question, level = f"q{asked(app)}", chance.randrange(4)
    note = promised.get(question, Answer()).note
    app.press(str(level))
    if not note and chance.random() < 0.4:
        note = f"note {chance.randrange(1000, 9999)}"
        app.press("n", note)
    return question, Answer(value=level, note=note)


def until_saved(app: Terminal, answer: Answer) -> None:
    """Wait until the answer, its note below it, and that all is saved stand on the screen."""
    texts = [f"(●) {LEVELS[int(str(answer.value))]}", "saved ·"]
    app.until(*texts, f"Note    {answer.note}" if answer.note else "")


def until_gone_from(app: Terminal, question: str) -> None:
    app.wait(lambda: f"q{asked(app)}" != question, why="still there")


@pytest.mark.parametrize("kills", [8, pytest.param(40, marks=pytest.mark.long)])
def test_what_was_shown_as_saved_is_there_after_every_kill(tmp_path: Path, terminal: Open, kills: int) -> None:
    with Workspace.open(tmp_path) as workspace:
        many = load(add(tmp_path, MANY, "many"))
        workspace.start(many, Subject(name="Exampleland"), "2026", date(2026, 6, 30))
    chance = random.Random(SEED)
    promised: dict[str, Answer] = {}
    for _kill in range(kills):
        app = terminal()
        app.until("draft")
        app.press(ENTER)
        asked(app)
        if NOTE_OPEN in app.text:  # as it was when the program was killed
            app.press(ESCAPE)
        for _answer in range(chance.randrange(1, 4)):
            question, answer = give(app, chance, promised)
            until_saved(app, answer)
            promised[question] = answer
            app.press(NEXT if question != "q12" else PREVIOUS)  # which work in the note as well
            until_gone_from(app, question)
        question, hurried = give(app, chance, promised)
        app.read(chance.uniform(0, 0.7))
        app.kill()
        before = promised.pop(question, Answer())
        found = stored(tmp_path)
        kept = found.pop(question, Answer())
        assert found == promised
        assert kept.value in (before.value, hurried.value)
        assert hurried.note.startswith(kept.note)
        promised |= {question: kept} if kept != Answer() else {}
