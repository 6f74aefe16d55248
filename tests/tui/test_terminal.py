"""The app in a real terminal: what comes out byte by byte, and what is left when it is killed."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from cyberready.model.answers import Answer
from cyberready.settings import Settings, read_settings
from cyberready.tui.arabic import GIVE_ORDER_BACK, TAKE_ORDER

from .made_up import start, stored
from .terminals import ENTER, ESCAPE, Open


@pytest.mark.parametrize(
    "environment", [{}, {"NO_COLOR": "1"}, {"TERM": "screen-256color"}, {"TERM": "xterm"}], ids=str
)
def test_it_lists_opens_answers_and_leaves(tmp_path: Path, terminal: Open, environment: dict[str, str]) -> None:
    start(tmp_path)
    app = terminal(**environment)
    app.until("Exampleland", "2026", "draft")
    app.press(ENTER)
    app.until("Is there a law?", "( ) Done")
    app.press("2")
    app.until("(●) Done", "saved · 1 of 4 done")
    assert app.leave() == 0
    assert b"\x1b[?1049l" in app.raw  # the screen from before is given back
    assert stored(tmp_path) == {"law.act": Answer(value=2)}


def test_the_first_start_asks_once_and_gives_the_terminal_its_order_back(
    tmp_path: Path, terminal: Open, own_settings: Path
) -> None:
    pytest.importorskip("bidi")
    own_settings.unlink(missing_ok=True)
    start(tmp_path)
    app = terminal()
    app.until("Which language", "1 English", "2 Français")
    app.press("1")
    app.until("Which of these lines reads right?", "شبكة الاتصالات 2026 (CERT-IQ)")
    assert TAKE_ORDER.encode() in app.raw  # a terminal that orders by itself is asked not to, before the question
    assert GIVE_ORDER_BACK.encode() not in app.raw
    app.press("2")
    app.until("What is your name?")
    app.paste("آمال")
    app.press(ENTER)
    app.until("Exampleland", "draft")
    assert app.raw.rindex(GIVE_ORDER_BACK.encode()) > app.raw.rindex(TAKE_ORDER.encode())
    assert app.leave() == 0
    assert read_settings(own_settings) == Settings(arabic_display="terminal", assessor="آمال")
    again = terminal()
    again.until("Exampleland", "draft")
    assert "Which language" not in again.text
    assert again.leave() == 0


def test_killed_in_the_middle_everything_is_there_again_at_the_same_question(
    tmp_path: Path, terminal: Open
) -> None:
    start(tmp_path)
    app = terminal()
    app.until("draft")
    app.press(ENTER)
    app.until("( ) Done")
    app.press("3", ENTER)
    app.until("Do courts know it?")
    app.press("1", "n")
    app.paste("seen in court")
    app.until("seen in court", "Note")
    app.wait(lambda: "saved ·" in app.text and app.text.count("seen in court") == 2)
    app.kill()
    assert stored(tmp_path) == {"law.act": Answer(value=3), "law.courts": Answer(value=1, note="seen in court")}
    again = terminal()
    again.until("draft")
    again.press(ENTER)
    again.until("Do courts know it?", "(●) Begun", "seen in court")


def test_what_cannot_be_saved_stays_on_the_screen_and_is_saved_later(tmp_path: Path, terminal: Open) -> None:
    start(tmp_path)
    app = terminal()
    app.until("draft")
    app.press(ENTER)
    app.until("( ) Done")
    with closing(sqlite3.connect(tmp_path / "results" / "cyberready.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        app.press("2")
        app.until("(●) Done", "saving…")
        app.until("NOT SAVED", "locked", seconds=30)
        app.press("r")  # scores cannot be stored either; nothing ends for that
        app.read(1)
        app.press(ESCAPE)
        app.until("(●) Done", "NOT SAVED")
        app.press("f")
        other.execute("ROLLBACK")
    app.until("! Is there a law?", "saved · 1 of 4", seconds=30)
    assert stored(tmp_path) == {"law.act": Answer(value=2, flag=True)}
    assert app.runs


@pytest.mark.parametrize("exported", [{}, {"COLUMNS": "80", "LINES": "24"}])
def test_a_small_terminal_and_one_that_changes_its_size(
    tmp_path: Path, terminal: Open, exported: dict[str, str]
) -> None:
    start(tmp_path)
    app = terminal(size=(40, 12), **exported)
    app.until("Exampleland", "2026")
    app.press(ENTER)
    app.until("Is there a law?", "0 ( ) Absent")
    app.press("2")
    app.until("(●) Done", "saved")
    app.resize(110, 30)
    app.until("1/2 Law", "It is in force", "Answer  2 Done")  # the outline, the facts and the details
    app.press("1")
    app.until("(●) Begun")
    app.resize(40, 12)
    app.until("(●) Begun")
    app.press("o")
    app.until("0/2 Skills")
    app.resize(20, 4)
    app.read(0.5)
    app.resize(80, 24)
    app.until("0/2 Skills")
    assert app.leave() == 0


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="nothing is read-only to root")
def test_a_folder_that_can_only_be_read(tmp_path: Path, terminal: Open) -> None:
    start(tmp_path, {"law.act": 2})
    results = tmp_path / "results"
    results.chmod(0o500)
    try:
        app = terminal()
        app.until("draft")
        app.press(ENTER)
        app.until("(●) Done")
        app.press("1")
        app.until("NOT SAVED")
    finally:
        results.chmod(0o700)
    assert stored(tmp_path) == {"law.act": Answer(value=2)}


def test_a_terminal_that_only_prints_lines_gets_a_sentence(tmp_path: Path, terminal: Open) -> None:
    app = terminal(TERM="dumb")
    end = time.monotonic() + 20
    while app.runs and time.monotonic() < end:
        app.read(0.05)
    assert b"The app needs a terminal that it can draw on" in app.raw
    assert b"\x1b" not in app.raw
