"""What one key costs on a slow link: the bytes that are sent for it, and the cells that change on the screen.

At 9,600 bit/s, a serial console or a bad satellite hour, 1,000 bytes take a second. What is pressed hundreds of
times in a meeting stays near that; what is opened now and then may take longer. The limits are some 1.5 times what
was measured (Textual 8.2.8, 256 colours, 80x24). A change that draws a whole list for one row goes over them, as
moving in the list of rounds did with 2,300 bytes a key. A window or screen that opens or closes is drawn whole by
Textual, 11,000 bytes with what lies dimmed behind it, two to four times over, as it happens to be laid out.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from cyberready.library.finding import load
from cyberready.model.answers import Subject
from cyberready.workspace.workspace import Workspace
from tests.whole import ANSWERS, QUESTIONNAIRE

from .made_up import add
from .terminals import DOWN, ENTER, ESCAPE, UP, Open, Terminal

PREVIOUS = "\x1b[1;5A"
# (key, what it does, the most bytes sent, the most cells that change); one after the other, from the list on.
KEYS = [
    (UP, "mark the round above", 550, 160),
    ("G", "mark the last round", 550, 160),
    ("/", "open the filter", 17_000, 750),
    ("7", "type into the filter", 5_000, 900),
    (ESCAPE, "close it", 21_000, 1500),
    ("?", "open the help of the list", 60_000, 1920),
    (ESCAPE, "close it", 21_000, 1920),
    (ENTER, "open the card", 40_000, 1920),
    (UP, "from a level to the fact above", 2_700, 160),
    (UP, "to the next fact", 550, 160),
    (" ", "untick it", 1_500, 200),
    ("2", "answer otherwise", 3_500, 500),
    (ENTER, "go on to a question like it", 6_500, 1200),
    ("1", "answer that", 5_500, 500),
    ("n", "open the note", 16_000, 1200),
    ("a", "type into it, until it is saved", 9_500, 900),
    (ESCAPE, "leave it", 14_000, 1200),
    (ENTER, "go on to a field", 16_000, 1920),
    ("2", "type into the field", 4_500, 300),
    ("\x7f", "take that back", 4_500, 300),
    (PREVIOUS, "go back to levels", 18_500, 1920),
    ("b", "open a window", 55_000, 1920),
    (ESCAPE, "close it", 21_000, 1920),
    ("/", "open the search", 55_000, 1920),
    (ESCAPE, "close it", 21_000, 1920),
    ("r", "go to the results", 33_000, 1920),
    (DOWN, "mark the next score", 5_000, 250),
    (ESCAPE, "go back", 33_000, 1920),
]
# What a key sets going later belongs to it: scores are stored after a second, what is typed is taken after 0.6.
LATER = {"open the card": 1.2, "type into it, until it is saved": 0.8}


def cells(app: Terminal, columns: int = 80, rows: int = 24) -> list[object]:
    """Every cell with its colours."""
    return [app.cell(column, row) for row in range(rows) for column in range(columns)]


def listed(app: Terminal) -> None:
    """Wait for the list, with all loaded that comes behind it: so it is once a card has been seen."""
    app.until("Exampleland", "draft")
    app.press(ENTER)
    app.until("Is there a law", "overall")
    app.press(ESCAPE)
    app.until("Changed", "draft")
    app.quiet(0.8)


def begin(folder: Path, rounds: int) -> None:
    questionnaire = load(add(folder, QUESTIONNAIRE, "whole"))
    with Workspace.open(folder) as workspace:
        for year in range(2027 - rounds, 2027):
            answers = ANSWERS if year < 2026 else {"law.act": ANSWERS["law.act"]}
            subject = Subject(name="Exampleland")
            workspace.start(questionnaire, subject, str(year), date(year, 6, 30), answers=answers)


def test_no_key_sends_more_than_it_must(tmp_path: Path, terminal: Open) -> None:
    begin(tmp_path, 20)
    app = terminal()
    listed(app)
    over = []
    for key, what, most_bytes, most_cells in KEYS:
        before, sent = cells(app), len(app.raw)
        app.press(key)
        app.quiet(LATER.get(what, 0.2))
        found_bytes = len(app.raw) - sent
        found_cells = sum(one != other for one, other in zip(before, cells(app), strict=True))
        if not (0 < found_bytes <= most_bytes and 0 < found_cells <= most_cells):
            over.append(f"{key!r} {what}: {found_bytes} bytes ({most_bytes}), {found_cells} cells ({most_cells})")
    assert not over, "\n".join(over)


def test_a_larger_window_makes_a_row_little_dearer(tmp_path: Path, terminal: Open) -> None:
    """A row of the list has half as many cells again at 120 columns; the rows that stay are not sent."""
    begin(tmp_path, 3)
    app = terminal(size=(120, 40))
    listed(app)
    for key in ("g", DOWN, UP):
        sent = len(app.raw)
        app.press(key)
        app.quiet(0.25)
        assert 0 < len(app.raw) - sent < 600


def test_a_cursor_in_a_field_sends_nothing_by_itself(tmp_path: Path, terminal: Open) -> None:
    begin(tmp_path, 1)
    app = terminal()
    listed(app)
    for keys in (["/"], [ESCAPE, ENTER, "n"]):  # the filter, a note
        app.press(*keys)
        app.quiet(1.2)  # scores are stored after a second
        sent = len(app.raw)
        app.read(1.2)  # two blinks
        assert len(app.raw) == sent
