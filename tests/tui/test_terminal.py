"""The app in a real terminal: what comes out byte by byte, and what is left when it is killed."""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from cyberready.model.answers import Answer
from cyberready.settings import Settings, read_settings
from cyberready.tui.arabic import GIVE_ORDER_BACK, TAKE_ORDER

from .made_up import QUESTIONNAIRE, add, start, stored

if sys.platform == "win32":
    pytest.skip("no pseudo-terminals here", allow_module_level=True)
pexpect = pytest.importorskip("pexpect")
pyte = pytest.importorskip("pyte")

ENTER, ESCAPE, DOWN, LEAVE = "\r", "\x1b", "\x1b[B", "\x11"


class Terminal:
    """A process on a pseudo-terminal, with the screen that its bytes make."""

    def __init__(self, folder: Path, settings: Path, size: tuple[int, int] = (80, 24), **environment: str) -> None:
        columns, rows = size
        self.raw = b""
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        variables = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("TMUX", "TERM", "LC_"))},
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "CYBERREADY_SETTINGS": str(settings),
            **environment,
        }
        self._child = pexpect.spawn(
            sys.executable,
            ["-m", "cyberready", "--workspace", str(folder)],
            env=variables,
            dimensions=(rows, columns),
            timeout=None,
        )
        self._child.delaybeforesend = None

    @property
    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self._screen.display)

    @property
    def runs(self) -> bool:
        return bool(self._child.isalive())

    def read(self, seconds: float) -> None:
        """Take in what comes within a time."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            try:
                new = self._child.read_nonblocking(65536, min(left, 0.02))
            except pexpect.TIMEOUT:
                continue
            except pexpect.EOF:
                return
            self.raw += new
            self._stream.feed(new)

    def until(self, *texts: str, seconds: float = 20.0) -> None:
        """Wait until all of this stands on the screen."""
        self.wait(lambda: all(text in self.text for text in texts), seconds, f"no {texts}")

    def wait(self, holds: Callable[[], bool], seconds: float = 20.0, why: str = "") -> None:
        end = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < end, f"{why} on\n{self.text}"
            assert self.runs, f"ended with\n{self.raw.decode(errors='replace')[-3000:]}"
            self.read(0.05)

    def press(self, *keys: str) -> None:
        """Type keys; each once what the one before it changed has been drawn, as a person would."""
        for key in keys:
            before = len(self.raw)
            self._child.send(key.encode())
            if key == ESCAPE:
                self.read(0.2)  # sooner, the next key would be taken for one with Alt
            end = time.monotonic() + 1
            while len(self.raw) == before and time.monotonic() < end:
                self.read(0.01)
            while len(self.raw) > before:
                before = len(self.raw)
                self.read(0.04)

    def paste(self, text: str) -> None:
        self.press(f"\x1b[200~{text}\x1b[201~")

    def resize(self, columns: int, rows: int) -> None:
        self._screen.resize(rows, columns)
        self._child.setwinsize(rows, columns)

    def kill(self) -> None:
        self._child.kill(signal.SIGKILL)
        self._child.wait()

    def leave(self) -> int:
        """Leave by keyboard; the exit status."""
        self._child.send(LEAVE.encode())
        end = time.monotonic() + 20
        while self.runs:
            assert time.monotonic() < end, self.text
            self.read(0.05)
        return int(self._child.exitstatus)

    def close(self) -> None:
        self._child.close(force=True)


Open = Callable[..., Terminal]


@pytest.fixture
def terminal(tmp_path: Path, own_settings: Path) -> Iterator[Open]:
    """Opens the app on the test's workspace, not for the first time; ends what is left of it."""
    own_settings.write_text('language = "en"\n')
    opened: list[Terminal] = []

    def open_terminal(folder: Path = tmp_path, size: tuple[int, int] = (80, 24), **environment: str) -> Terminal:
        opened.append(Terminal(folder, own_settings, size, **environment))
        return opened[-1]

    yield open_terminal
    for each in opened:
        each.close()


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


def test_a_small_terminal_and_one_that_changes_its_size(tmp_path: Path, terminal: Open) -> None:
    start(tmp_path)
    app = terminal(size=(40, 12))
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


# Hostile data

# The clipboard, the title, a colour of its own, the same in one byte each, text turned around, and markup.
HOSTILE = (
    "Hx\x1b]52;c;SE9TVElMRQ==\x07\x1b]0;HOSTILE\x07\x1b[77777m\x9b77777m\x9d0;HOSTILE\x9c\u202eabc"
    "[/b][@click=app.quit]x[/] \u2067ب"
)
IN_YAML = '"' + HOSTILE.replace("\x1b", "\\e").replace("\x07", "\\a") + '"'
for _code in ("9b", "9d", "9c"):
    IN_YAML = IN_YAML.replace(chr(int(_code, 16)), f"\\x{_code}")
IN_YAML = IN_YAML.replace("\u202e", "\\u202e").replace("\u2067", "\\u2067")
NEVER = (b"\x1b]52", b"\x1b]0;HOSTILE", b"\x1b[77777", b"\xc2\x9b", b"\xc2\x9d", b"\xc2\x9c", b"\xe2\x80\xae")


def hostile_workspace(folder: Path) -> Path:
    """All that an author, an assessor or a folder may name is hostile, past the filters on the way in."""
    text = QUESTIONNAIRE
    for harmless in (
        "A small questionnaire",
        "Absent",
        "Begun",
        "CERT",
        "Law\n",
        "Goal",
        "Skills",
        "Is there a law?",
        "Who helps?",
        "How many cases?",
        "What else?",
        "A law counts when it is in force.",
        "Nothing is written",
        "It was debated",
        "the official journal",
        "unit: cases",
    ):
        assert harmless in text
        word = harmless.removeprefix("unit: ").rstrip("\n")
        text = text.replace(harmless, harmless.replace(word, IN_YAML))
    text = text.replace("scoring: {", f"scoring: {{ratings: [{{from: 0, label: {IN_YAML}}}], ")
    place = folder / "Hx\x1b]0;HOSTILE\x07\x9d0;HOSTILE\x9c[b]\u202e"
    place.mkdir()
    add(place, text)
    answer = {"value": 1, "note": HOSTILE, "evidence": [{"title": HOSTILE, "link": HOSTILE}], "sources": [HOSTILE]}
    start(place, {"law.act": {**answer, "basis": "desk"}, "law.remark": HOSTILE}, label="2025", final=True)
    start(place, {"law.act": answer, "law.remark": HOSTILE, "skills.partners": {"not_applicable": HOSTILE}})
    with closing(sqlite3.connect(place / "results" / "cyberready.db")) as database, database:
        database.execute("UPDATE subjects SET name = ?", (HOSTILE,))
        database.execute("UPDATE rounds SET label = ? WHERE status = 'draft'", (HOSTILE,))
        database.execute("UPDATE scores SET rating = ?", (HOSTILE,))
    return place


def test_nothing_hostile_reaches_the_terminal_from_any_screen(tmp_path: Path, terminal: Open) -> None:
    app = terminal(hostile_workspace(tmp_path), size=(120, 40))
    app.until("2 rounds", "Hx]52", "final", "draft")
    app.press("/")
    app.paste(HOSTILE)
    app.press(ESCAPE, "G", "f")
    app.until("Finalise this round?")
    app.press("1", ENTER)
    app.until("(●) Hx]52", "[/b][@click=app.quit]x[/]")
    app.press("h")
    app.until("Ask for")
    for key, shown in (
        ("?", "A digit answers, Enter goes on"),
        ("b", "What does this answer rest on?"),
        ("s", "Which sessions"),
        ("x", "for what reason?"),
        ("e", "Enter adds"),
        ("/", "words of a question"),
        ("\x10", "Name of a command"),
    ):
        app.press(key)
        app.until(shown)
        if key in "sxe/":
            app.paste(HOSTILE)
        if key == "e":
            app.press(ENTER)
            app.until("Added.")
        app.press(ESCAPE)
        app.wait(lambda shown=shown: shown not in app.text)  # type: ignore[misc]
    app.press("n")
    app.paste(HOSTILE)
    app.press(ESCAPE, ENTER, ENTER, ENTER, "7")
    app.until("Answer  7")
    app.press(ESCAPE, "o", "o", "r")
    app.until("target", "of 2 met")
    app.press(ENTER, DOWN, "t")
    app.wait(lambda: "target" not in app.text and "2025" in app.text)
    app.press(ESCAPE, ESCAPE, ESCAPE)
    app.until("2 rounds")
    app.press("n")
    app.until("New round", "Hx]52")
    app.press(ESCAPE, "a")
    assert app.leave() == 0
    for sequence in NEVER:
        assert sequence not in app.raw, app.raw[app.raw.index(sequence) - 200 :][:400]
