"""Hostile data through every screen in a real terminal: nothing of it acts, moves the cursor or sets the title.

Files write control characters as escapes; the reader takes them and the model drops them. A lone surrogate is
refused ("invalid Unicode character"). What the model never lets in, raw escapes in names, labels, notes, reasons
and ratings, is put into the database itself, as a damaged or an older file could hold it.
"""

from __future__ import annotations

import re
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from cyberready.model.answers import LONGEST_TEXT
from cyberready.signing import digest
from cyberready.workspace.workspace import Workspace

from .made_up import QUESTIONNAIRE, add, start, stored
from .terminals import DOWN, ENTER, ESCAPE, TAB, Open, Terminal
from .walking import on_card

# The clipboard, the title, a colour of its own, the same in one byte each; text turned around, isolates, what has
# no width; markup that would end a style, and markup that would act.
HOSTILE = (
    "Hx\x1b]52;c;SE9TVElMRQ==\x07\x1b]0;HOSTILE\x07\x1b[77777m\x9b77777m\x9d0;HOSTILE\x9c\u202eabc\u202d\u200b\ufeff"
    "[/b][@click=app.quit]x[/] \u2067ب\u2066"
)
_ESCAPES = {"\x1b": "\\e", "\x07": "\\a", "\x9b": "\\x9b", "\x9d": "\\x9d", "\x9c": "\\x9c"}
_ESCAPES |= {letter: f"\\u{ord(letter):04x}" for letter in "\u202e\u202d\u200b\ufeff\u2066\u2067"}
IN_YAML = '"' + "".join(_ESCAPES.get(letter, letter) for letter in HOSTILE) + '"'
IN_TOML = '"' + "".join(f"\\u{ord(letter):04x}" for letter in HOSTILE) + '"'
PASTED = HOSTILE.translate({0x1B: None, 0x07: None})  # as terminals do; an escape would end the paste
# Clipboard, title and whatever else begins so, but the shape of the mouse pointer that Textual sets; the colour;
# C1; embeddings and overrides; isolates.
NEVER = re.compile(rb"\x1b\](?!22;)|\x1b\[77777|\xc2[\x80-\x9f]|\xe2\x80[\xaa-\xae]|\xe2\x81[\xa6-\xa9]")
CLICK = "[@click=app.quit]x"

TRANSLATION = f"""\
cyberready: 1
translates: small
language: ar
status: machine
by: {IN_YAML}
texts:
  title: {IN_YAML}
  law: {{title: {IN_YAML}}}
  law.act: {{text: {IN_YAML}, help: {IN_YAML}, options: {{0: {IN_YAML}, 1: [{IN_YAML}, {IN_YAML}]}}}}
  law.remark: {{text: {IN_YAML}}}
scales: {{level: {{0: {IN_YAML}, 1: {IN_YAML}, 2: {IN_YAML}, 3: {IN_YAML}}}}}
ratings: [{IN_YAML}]
profiles: {{goal: {IN_YAML}}}
"""


def hostile_questionnaire() -> str:
    """The small questionnaire with all that an author may write replaced."""
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
    more = f"        respondents: [{IN_YAML}]\n        criteria: [{IN_YAML}]\n        evidence_from: 1\n"
    text = text.replace("        evidence: [", f"{more}        evidence: [")
    return text.replace("scoring: {", f"scoring: {{ratings: [{{from: 0, label: {IN_YAML}}}], ")


def hostile_workspace(folder: Path) -> Path:
    """Two rounds whose every text is hostile, past the filters on the way in."""
    place = folder / "Hx\x1b]0;HOSTILE\x07\x9d0;HOSTILE\x9c[b]\u202e"
    place.mkdir()
    (add(place, hostile_questionnaire()).parent / "ar.yaml").write_text(TRANSLATION, encoding="utf-8")
    shown = {"title": HOSTILE, "link": HOSTILE, "issuer": HOSTILE}
    answer = {
        "value": 1,
        "note": HOSTILE,
        "evidence": [shown],
        "sources": [HOSTILE],
        "host_view": {"text": HOSTILE},
    }
    answer |= {"status": "host_disputed", "flag": True, "sample": {"seen": 1, "of": 2, "how": HOSTILE}}
    before = {"law.act": {**answer, "basis": "desk"}, "law.remark": HOSTILE}
    start(place, before, label="2025", final=True, assessor=HOSTILE)
    start(place, {"law.act": answer, "law.remark": HOSTILE, "skills.partners": {"not_applicable": HOSTILE}})
    with Workspace.open(place) as workspace:
        for round in workspace.rounds():
            workspace.refresh(round)
    with closing(sqlite3.connect(place / "results" / "cyberready.db")) as database, database:
        database.execute("UPDATE subjects SET name = ?, parent = ?", (HOSTILE, HOSTILE))
        database.execute("UPDATE rounds SET label = ? WHERE status = 'draft'", (HOSTILE,))
        database.execute("UPDATE rounds SET assessor = ?, why = ?", (HOSTILE, HOSTILE))
        database.execute("UPDATE scores SET rating = ? WHERE rating IS NOT NULL", (HOSTILE,))
        database.execute("UPDATE texts SET body = ? WHERE body IS NOT NULL", (HOSTILE,))
        reworded(database)
    return place


def reworded(database: sqlite3.Connection) -> None:
    """Write raw escapes into the questionnaire and the translation that the rounds keep, with digests that fit."""
    written = '"' + "".join(f"\\u{ord(letter):04x}" for letter in HOSTILE) + '"'
    database.execute("PRAGMA foreign_keys = OFF")
    for old, body in database.execute("SELECT digest, body FROM documents").fetchall():
        hostile = re.sub(r'"Hx[^"]*"', lambda found: written, body)
        assert hostile != body
        new = digest(hostile)
        database.execute("UPDATE documents SET digest = ?, body = ? WHERE digest = ?", (new, hostile, old))
        database.execute("UPDATE round_documents SET digest = ? WHERE digest = ?", (new, old))
        database.execute("UPDATE rounds SET digest = ? WHERE digest = ?", (new, old))


PASTE, CLICKED = object(), object()
# What is done one after the other, and what then stands on the screen in English. PASTE pastes the hostile text,
# CLICKED clicks with the mouse on the hostile link that is on the screen. A new screen is a line more.
STEPS: list[tuple[str, list[object], tuple[str, ...]]] = [
    ("home", [], ("2 rounds", "Hx]52", "final", "draft")),
    ("filter", ["/", PASTE], ("0 of 2 rounds", "SE9TVElMRQ==")),
    ("no filter, help of the list", [ESCAPE, "?"], ("Each line is one round",)),
    ("command palette", [ESCAPE, "\x10"], ("Name of a command",)),
    ("searched for a hostile command", [PASTE], ("Hx]52",)),
    ("trend of a name that is none", [ESCAPE, "G", "t"], ("Made of",)),
    ("standing of the overall score", [ESCAPE, "m"], ("Hx]52",)),
    ("review from the list", [ESCAPE, "v"], ("Review of Hx]52",)),
    ("sorted, by parent", [ESCAPE, "s", "p"], ("Hx]52",)),
    ("next round, and not", ["p", "s", "s", "s", "s", "c", PASTE], ("The next round after",)),
    ("delete, and not", [ESCAPE, "\x1b[3~", PASTE, ENTER], ("Nothing was deleted",)),
    ("import, of no file", [ESCAPE, "o", PASTE, ENTER], ("There is no",)),
    ("new round", [ESCAPE, "n"], ("New round", "Hx]52")),
    ("a subject that is suggested", [TAB, "H", "x"], ("Hx]52",)),
    (
        "a hostile round",
        [PASTE, TAB, PASTE, TAB, PASTE, TAB, PASTE, TAB, PASTE, "\x13"],
        ("0 of 67 done", "Hx]52"),
    ),
    ("finalise, and not", [ESCAPE, "g", "j", "f"], ("Finalise this round?",)),
    ("the window's text clicked", [CLICKED, "1"], ("3 rounds",)),
    ("amend, and not", ["g", "a", PASTE], ("Why is this round amended?",)),
    ("notice of a final round", [ESCAPE, "f"], ("already",)),
    ("card", ["j", ENTER], ("(●) Hx]52", "[/b][@click=app.quit]x[/]")),
    ("the question clicked", [CLICKED], ("(●) Hx]52",)),
    ("guide", ["h"], ("Ask for", "Ask whom")),
    ("help", ["?"], ("A digit answers, Enter goes on",)),
    ("the help clicked", [CLICKED], ("A digit answers, Enter goes on",)),
    ("basis", [ESCAPE, "h", "b"], ("What does this answer rest on?",)),
    ("sources", [ESCAPE, "s", PASTE], ("Which sessions",)),
    ("date", [ESCAPE, "d", PASTE, ENTER], ("A date is written",)),
    ("not applicable", [ESCAPE, "x", PASTE], ("for what reason?",)),
    ("confidence", [ESCAPE, "c"], ("How sure are you",)),
    ("why it differs", [ESCAPE, "w"], ("Why does it differ",)),
    ("where to", [ESCAPE, "g"], ("Go to the next that is",)),
    ("evidence", [ESCAPE, "e", PASTE, "\x13"], ("Added.",)),
    ("evidence not understood", ["t", TAB, TAB, PASTE, "\x13"], ("Not understood",)),
    ("find", ["\x15", "\x1b[Z", "\x1b[Z", "\x15", ESCAPE, "/", PASTE], ("questions",)),
    ("palette of the card", [ESCAPE, "\x10", PASTE], ("Hx]52",)),
    ("note", [ESCAPE, "n", PASTE], ("saved ·",)),
    ("outline", [ESCAPE, "o"], ()),
    ("jump", [","], ()),
    ("workshop", ["b", "v"], ("Hx]52", "Agreed")),
    ("who dissents", ["p"], ("Who holds another view?",)),
    ("what they hold", ["1"], ("What does",)),
    ("why they hold it", ["2", PASTE, ENTER], ("Dissent",)),
    ("whose sheet", ["t"], ("Whose sheet?", "Hx]52")),
    ("a body's own sheet", ["2"], ("(●) Done",)),
    ("the official one again", ["t", "1"], ("Dissent",)),
    ("who is typing", ["i"], ("Who is typing?",)),
    ("the last round re-checked", [ESCAPE, "=", PASTE, ENTER], ("still holds",)),
    ("workshop again", [ESCAPE, "v"], ("Agreed",)),
    ("blank", ["."], ()),
    ("the remark", ["q", "v", ENTER], ("recorded only",)),
    ("several, none of which counts", [ENTER], ("[ ] Hx]52",)),
    ("a number in hostile units", [ENTER, "7"], ("Answer  7",)),
    ("results", [ESCAPE, "r"], ("target", "Hx]52")),
    ("results clicked", [CLICKED], ("Hx]52",)),
    ("results opened to questions", ["\x1b[H", ENTER, DOWN, ENTER], ("Hx]52",)),
    ("gaps", [ESCAPE, "r", "g"], ("of 3", "target")),
    ("policies", ["g", "s"], ("Not applicable: 1 question",)),
    ("standing out", [ESCAPE, "w"], ("Strengths: the highest",)),
    ("explain the overall score", [ESCAPE, "o"], ("Hx]52",)),
    ("explain a domain", [ESCAPE, "m"], ("Hx]52",)),
    ("explain a question", [TAB, ENTER], ("Hx]52",)),
    ("the explanation clicked", [CLICKED], ("Hx]52",)),
    ("profile", [ESCAPE, ESCAPE, "p"], ("target",)),
    ("profile chart", ["c"], ("profile-hx",)),
    ("trend", ["t"], ("2025",)),
    ("trend chart", ["c"], ("trend-hx",)),
    ("review", [ESCAPE, "v"], ("Review of Hx",)),
    ("another language, and the screens behind", ["\x0c", "\x0c", "\x0c", *[ESCAPE] * 5], ("3 rounds",)),
]


def click(app: Terminal) -> None:
    """Click with the mouse on the first hostile link of the screen; in Arabic it may have been turned around."""
    links = [(n, line.find(CLICK)) for n, line in enumerate(app.text.splitlines(), 1) if CLICK in line]
    row, at = links[0] if links else (3, 10)
    place = f"{at + len(CLICK)};{row}"
    app.press(f"\x1b[<0;{place}M\x1b[<0;{place}m")


def act(app: Terminal, action: object) -> None:
    if action is PASTE:
        app.paste(PASTED)
    elif action is CLICKED:
        click(app)
    else:
        app.press(str(action))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_nothing_hostile_acts_on_any_screen(
    tmp_path: Path, own_settings: Path, terminal: Open, language: str
) -> None:
    own_settings.write_text(f'language = "{language}"\nassessor = {IN_TOML}\n', encoding="utf-8")
    app = terminal(hostile_workspace(tmp_path), size=(120, 40) if language == "en" else (80, 24))
    app.wait(lambda: "Hx" in app.text, why="no list")
    app.quiet(1.0)
    for name, actions, shown in STEPS:
        sent = len(app.raw)
        for action in actions:
            act(app, action)
        if language == "en":
            app.until(*shown)
        assert app.runs, f"{name} ended with\n{app.raw.decode(errors='replace')[-3000:]}"
        assert not (found := NEVER.search(app.raw, sent)), f"{name}: {app.raw[found.start() - 200 :][:400]!r}"
    assert app.leave() == 0
    assert not NEVER.search(app.raw)


def test_a_paste_longer_than_any_note_is_cut(tmp_path: Path, terminal: Open) -> None:
    """What comes through a terminal is read by Textual's parser at 1 MB a second, so one of them stands here."""
    start(tmp_path)
    app = terminal()
    app.until("draft")
    app.press(ENTER)
    app.until("( ) Done")
    app.press("n")
    app.paste("law " * 250_000)
    app.until("A note holds 20000", "Note    law law", "saved ·")
    app.press(ESCAPE, "2")
    app.until("(●) Done", "saved ·")
    assert len(stored(tmp_path)["law.act"].note) == LONGEST_TEXT


async def test_a_huge_paste_does_not_make_the_keyboard_wait(tmp_path: Path) -> None:
    start(tmp_path)
    async with on_card(tmp_path) as walk:
        await walk.press("n")
        began = time.monotonic()
        await walk.write("law " * 2_500_000)
        assert time.monotonic() - began < 3  # 26 s, when it was laid out before it was cut
        await walk.until(lambda: "was not taken" in walk.told)
        await walk.until(lambda: walk.sitting.answer.note)
        assert len((await walk.stored())["law.act"].note) == LONGEST_TEXT


def test_a_name_that_is_no_text_at_all_is_told_and_ends_no_app(tmp_path: Path, terminal: Open) -> None:
    """A lone surrogate cannot stand in a file or a call, but its bytes can in a damaged database."""
    start(tmp_path)
    with closing(sqlite3.connect(tmp_path / "results" / "cyberready.db")) as database, database:
        database.execute("UPDATE subjects SET name = CAST(X'4578EDA080' AS TEXT)")
    app = terminal()
    app.until("Sorry")
    assert app.runs
    app.press("?")
    app.until("Each line is one round")
    assert b"Traceback" not in app.raw
