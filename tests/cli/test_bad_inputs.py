"""Bad files and hostile texts, each through the commands that meet it: what is refused, where, and what to do.

The numbers are those of a list of forty bad inputs, of which these come in by questionnaires, translations and
sheets. What the same texts do on the screens is tested in tests/tui: test_terminal.py
(`test_nothing_hostile_reaches_the_terminal_from_any_screen`), test_safety.py, test_levels.py; every rule by itself
in tests/library.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from cyberready.errors import Fault
from tests.cli.conftest import Command, Ended, database
from tests.cli.made_up import QUESTIONNAIRE, sheet, write
from tests.cli.test_hostile_text import CONTROLS, harmless
from tests.library.marked import expected, unlike

QUESTIONS = "questionnaires/small/questionnaire.yaml"
FRENCH = "questionnaires/small/fr.yaml"
SHEET = "sheet.yaml"
HUGE = "7" * 5000


def changed(*changes: tuple[str, str]) -> str:
    """The small questionnaire with pieces of it replaced."""
    text = QUESTIONNAIRE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def added(line: str) -> str:
    return f"{QUESTIONNAIRE}{line}\n"


def answered(*lines: str) -> str:
    """A sheet with these answers."""
    return sheet("").replace("answers: {}", "\n  ".join(["answers:", *lines]))


def french(*lines: str) -> str:
    return "\n".join(["cyberready: 1", "translates: small", "language: fr", "status: machine", *lines, ""])


def bomb() -> str:
    """Ten lines that stand for 9 ** 10 texts; the same fault nine times on a line is told once."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]  #!  | anchor `&a0` #!  | unknown key"]
    for n in range(1, 10):
        told = f"#!  | alias `*a{n - 1}` is not allowed #!  | anchor `&a{n}` #!  | unknown key"
        lines.append(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]  {told}")
    return "\n".join(lines)


def weighing(number: object, told: str) -> tuple[str, str, str]:
    line = f"    title: Law\n    weight: {number}  #! {told}\n"
    return f"9 weight {number}", QUESTIONS, changed(("    title: Law\n", line))


# Each file with its faults as comments on their lines: all of them are told in one run, and no other.
FILES = [
    ("1 alias bomb", QUESTIONS, added(bomb())),
    ("1 alias bomb in a sheet", SHEET, sheet() + bomb()),
    (
        "2 python object",
        QUESTIONS,
        added(
            'license: !!python/object/apply:os.system ["touch pwned"]  #!  | os.system` is not #!  | found a list'
        ),
    ),
    ("2 python name", QUESTIONS, added("license: !!python/name:os.system x  #!  | Write plain data")),
    (
        "2 other tags",
        SHEET,
        answered("law.crime.act: !!int '1'  #!  | tag #! law.crime.act | value '1' is none of"),
    ),
    (
        "3 key twice",
        QUESTIONS,
        changed(("language: en", "language: en\ntitle: again  #!  | key `title` stands twice, first on line 4")),
    ),
    (
        "3 key twice in JSON",
        SHEET,
        '{"cyberready": 1, "questionnaire": "small", "version": "1", "subject": "X", "round": "1",\n'
        '"date": "2025-01-01", "answers": {"law.crime.act": 1,\n'
        '"law.crime.act": 2}}  #!  | key `law.crime.act` stands twice, first on line 2\n',
    ),
    (
        "4 words where numbers are wanted",
        QUESTIONS,
        changed(
            (
                "  rollup: mean",
                "  rollup: no  #!  | must be one of 'mean'\n  decimals: on  #!  | found 'on'. Write",
            ),
            ("goal: {title: Goal, default: 1}", "goal: {default: 010}  #! goal | must be a number, found '010'"),
            ("    title: Law", "    title: Law\n    weight: 12:30  #! law | must be a number, found '12:30'"),
        ),
    ),
    (
        "5 deep lists",
        QUESTIONS,
        added(f"license: {'[' * 5000}{']' * 5000}  #!  | is nested deeper than 20. Flatten"),
    ),
    ("5 deep mappings", SHEET, "answers: " + "{a: " * 5000 + "}" * 5000 + "  #!  | is nested deeper than 20"),
    ("5 deep and open", QUESTIONS, added(f"license: {'[' * 5000}  #!  | is nested deeper than 20")),
    ("5 holds itself", QUESTIONS, added("license: &a [*a]  #!  | anchor #!  | alias `*a` #!  | found a list")),
    ("6 tab", QUESTIONS, changed(("  rollup: mean", "\trollup: mean  #!  | Indent with spaces, not tabs"))),
    ("6 second document", QUESTIONS, added("---  #!  | a second document begins here. Keep one\nid: other")),
    (
        "8 ids and references",
        QUESTIONS,
        changed(
            (
                "profiles:",
                "profiles:\n  next: {sections: {lav: 1}}  #! lav | none of the sections. Did you mean `law`?",
            ),
            ("  - id: skills", "  - id: law  #! law | stands twice, first on line 18. Give it an id of its own"),
        )
        + """\
      - {id: law.crime.act, text: Q?, scale: level}   #! law.crime.act | twice #? law.crime.act | no descriptor
      - {text: Q?, scale: level, options: {0: a, 1: b, 2: c}}  #! law | `id` is missing. Add it
      - {id: s.a, text: Q?, scale: lvel}              #! s.a | there is no scale `lvel`. Did you mean `level`?
      - id: s.b
        text: Q?
        scale: level
        options: {0: a, 1: b, 2: c, 3: d}             #! s.b | `3`, which is no option
        references: [X:1]                             #? s.b | a framework that `references` does not list
        when: {question: s.c, answered: true}         #! s.b | looks at `s.c`, which is no question
""",
    ),
    (
        "8 in a sheet",
        SHEET,
        answered(
            "law.crime.act: {value: 1, vaule: 1}  #! law.crime.act | unknown key `vaule`. Did you mean `value`?",
            "law.crime.cort: 1                    #! law.crime.cort | Did you mean `law.crime.courts`?",
            "skills.schools: {facts: {9: [0]}}    #! skills.schools | names option `9`, which",
        ),
    ),
    (
        "8 in a translation",
        FRENCH,
        french(
            "texts:",
            "  lav: {title: Loi}                  #! lav | there is no `lav` to translate. Did you mean `law`?",
            "  law: {text: Loi}                   #! law | which the source does not have. It has: title",
            "scales: {level: {7: Tout}}           #! level | has no option `7`. It has: 0, 1, 2",
        ),
    ),
    weighing(".nan", " | `.nan` is not a number that can be counted with. Give a finite number"),
    weighing("-.inf", " | `-.inf` is not a number that can be counted with"),
    weighing("1e999", "law | `weight` must be a finite number, at most 1e15, found '1e999'"),
    weighing(2**70, "law | `weight` must be a finite number, at most 1e15"),
    weighing(-1, "law | `weight` must be at least 0, found '-1'. Give a higher number"),
    (
        "9 all at once",
        SHEET,
        answered(
            "law.crime.act: .nan         #!  | `.nan` is not a number that can be counted with",
            "law.crime.courts: 1e999     #! law.crime.courts | value inf is none of",
            f"skills.schools: {2**70}    #! skills.schools | value {2**70} is none of",
        ),
    ),
    (
        "10 endless number",
        QUESTIONS,
        added(f"minutes: {HUGE}  #!  | a number of 5000 digits is too long. Give at most 15"),
    ),
    ("10 endless answer", SHEET, answered(f"law.crime.act: {HUGE}  #!  | a number of 5000 digits is too long")),
    (
        "11 levels that the scale has not",
        SHEET,
        answered(
            "law.crime.act: 3            #! law.crime.act | value 3 is none of the scale's options: 0, 1, 2",
            "law.crime.courts: '2'       #! law.crime.courts | value '2' is none of the scale's options: 0, 1, 2",
            "skills.schools: 1.5         #! skills.schools | value 1.5 is none of the scale's options: 0, 1, 2",
        ),
    ),
    (
        "11 no levels at all",
        SHEET,
        answered(
            "law.crime.act: -1           #! law.crime.act | value -1 is none of the scale's options",
            "law.crime.courts: true      #! law.crime.courts | must be a number or a text, found true. Give one",
            "skills.schools: [1]         #! skills.schools | value (1,) is none of the scale's options",
        ),
    ),
    (
        "13 and 18 control characters as they are",
        QUESTIONS,
        changed(
            (
                "title: A small",
                "title: \x1b]0;small\x07  #!  | the character U+001B, which YAML does not allow. Delete it\n#",
            ),
            ("    title: Law\n", "    title: L\x9b2Jaw  #!  | holds the character U+009B\n"),
        ),
    ),
    (
        "14 directions",
        QUESTIONS,
        changed(
            (
                "title: A small",
                "title: small \u202eerianno  #?  | `title` holds [U+202E] RIGHT-TO-LEFT OVERRIDE, so\n#",
            ),
            ("    title: Law\n", '    title: "Law\\u2067"  #? law | [U+2067] RIGHT-TO-LEFT ISOLATE\n'),
            ("    title: Skills\n", '    title: "\\u2067مهارات\\u2069"\n'),
        ),
    ),
    (
        "14 directions in a sheet",
        SHEET,
        answered('law.crime.act: {value: 1, note: "a\\u202eb"}  #? law.crime.act | `note` holds [U+202E]'),
    ),
    (
        "14 directions in a translation",
        FRENCH,
        french(
            "texts:  #?  | of 22 texts are translated",
            '  law: {title: "Loi\\u2066"}  #? law | `title` holds [U+2066] LEFT-TO-RIGHT ISOLATE',
        ),
    ),
    (
        "15 invisible characters in ids",
        QUESTIONS,
        changed(("      - id: law.crime\n", '      - id: "law.\\u200bcrime"  #! law.\u200bcrime | not allowed\n'))
        + "      - id: \"skills\\u2060\"  #! skills\u2060 | not allowed #? skills\u2060 | looks like 'skills'\n"
        + "        text: Q?\n        scale: level\n        options: {0: a, 1: b, 2: c}\n",
    ),
    (
        "15 names that look alike",
        QUESTIONS,
        changed(
            ("label: All}]", "label: Sоme}]  #? level | [U+043E] CYRILLIC SMALL LETTER O. Write both alike"),
            ("    title: Skills\n", "    title: LAW  #? skills | `title` 'LAW' looks like 'Law' on line\n"),
        ),
    ),
    (
        "15 names that look alike in a translation",
        FRENCH,
        french(
            "texts:  #?  | of 22 texts are translated",
            "  law: {title: علي}",
            "  skills: {title: علی}  #? skills | looks like 'علي' on line 6, but differs in [U+06CC]",
        ),
    ),
    (
        "16 half a character",
        QUESTIONS,
        added('license: "\\ud800"  #!  | Unicode character escape code. Write the character'),
    ),
    (
        "16 half a character in a sheet",
        SHEET,
        answered('law.crime.act: {note: "\\udfffx"}  #!  | Unicode character'),
    ),
]


def check(command: Command, path: object) -> tuple[Ended, list[Fault]]:
    """What `check` finds; for people and for programs it is the same, and harmless to a terminal."""
    ended, as_json = harmless(command("check", path)), harmless(command("check", path, "--json"))
    faults = [Fault(**fault) for fault in as_json.json]
    assert ended.status == as_json.status
    assert ended.status == (2 if any(fault.severity == "error" for fault in faults) else 0)
    lines = [line for line in ended.out.splitlines() if re.match(r"\S+:\d+: (error|warning): ", line)]
    assert len(lines) == len(faults)
    assert len(ended.out) < 100_000  # nothing was multiplied
    assert "Traceback" not in ended.err
    return ended, faults


def saying_what_to_do(faults: Iterable[Fault]) -> list[Fault]:
    """A value that a scale has not is told together with those that it has, and needs no other remedy."""
    offered = re.compile(r"the scale's options: 0, 1, 2\.|names option `9`, which scale `level` does not have\.")
    return [
        replace(fault, remedy=fault.remedy or "offered" * bool(offered.search(fault.what))) for fault in faults
    ]


@pytest.mark.parametrize(("name", "file", "text"), FILES, ids=[row[0] for row in FILES])
def test_every_fault_is_told_by_check_and_refused_by_import(
    workspace: Path, command: Command, name: str, file: str, text: str
) -> None:
    write(workspace / file, text)
    ended, faults = check(command, file)
    assert {fault.file for fault in faults} == {file}
    assert unlike(saying_what_to_do(faults), expected(text)) == []
    imported = harmless(command("import", file if file == SHEET else write(workspace / "other.yaml", sheet())))
    assert imported.status == ended.status
    for fault in faults:
        told = f"{fault.file}:{fault.line}: {fault.severity}:" in imported.err.replace(f"{workspace}{os.sep}", "")
        assert told or (fault.severity == "warning" and file != SHEET)  # which `check` alone tells
    assert len(command("rounds", "--json").json) == (ended.status == 0)
    assert not (workspace / "pwned").exists()


# Bytes that no comment can stand in: the line, and what is told.
BYTES = [
    ("6 empty", b"", 1, "is empty. Write at least the required keys."),
    ("6 only a comment", b"# nothing\n", 1, "is empty. Write at least the required keys."),
    (
        "6 Latin-1",
        QUESTIONNAIRE.replace("Law", "Loi g\xe9n\xe9rale").encode("latin-1"),
        18,
        "Save the file as UTF-8.",
    ),
    ("6 UTF-16", QUESTIONNAIRE.encode("utf-16"), 1, "is not UTF-8 text. Save the file as UTF-8."),
    (
        "13 NUL",
        QUESTIONNAIRE.replace("Skills", "Ski\0lls").encode(),
        26,
        "is not UTF-8 text. Save the file as UTF-8.",
    ),
    (
        "16 half a character as bytes",
        QUESTIONNAIRE.encode().replace(b"Law", b"\xed\xa0\x80"),
        18,
        "is not UTF-8 text. Save the file as UTF-8.",
    ),
]


@pytest.mark.parametrize(("name", "raw", "line", "told"), BYTES, ids=[row[0] for row in BYTES])
def test_what_is_no_text(workspace: Path, command: Command, name: str, raw: bytes, line: int, told: str) -> None:
    (workspace / QUESTIONS).write_bytes(raw)
    ended, (fault,) = check(command, QUESTIONS)
    assert ended.out.startswith(f"{QUESTIONS}:{line}: error: ")
    assert told in f"{fault.what} {fault.remedy}"


def test_6_a_byte_order_mark_and_windows_line_ends_are_fine(workspace: Path, command: Command) -> None:
    raw = ("\ufeff" + QUESTIONNAIRE).replace("\n", "\r\n").encode()
    (workspace / QUESTIONS).write_bytes(raw)
    assert check(command, QUESTIONS)[1] == []


@pytest.mark.parametrize("file", [QUESTIONS, SHEET])
def test_7_fifty_megabytes_are_refused_unparsed(workspace: Path, command: Command, file: str) -> None:
    """They are all zeros, of which a parser would complain before it noticed the size."""
    with (workspace / file).open("wb") as stream:
        stream.truncate(50 * 1024 * 1024)
    ended, (_,) = check(command, file)
    assert ended.out == f"{file}:1: error: is larger than 8 MB. Split it, or take out what is not text.\n"


def test_4_what_looks_like_something_else_stays_text(workspace: Path, command: Command) -> None:
    write(
        workspace / QUESTIONS,
        changed(
            ('version: "1"', "version: 1.10"),
            ("title: A small questionnaire", "title: no"),
            ("    title: Law", "    title: 12:30"),
            ("        title: Crime", "        title: 010"),
            ("label: Nothing", "label: on"),
        ),
    )
    assert check(command, QUESTIONS)[1] == []
    write(workspace / SHEET, sheet(subject="off", label="2025", version="1.10").replace("'2025'", "010"))
    assert check(command, SHEET)[1] == []
    assert command("import", SHEET).status == 0
    (listed,) = (each for each in command("questionnaires", "--json").json if each["id"] == "small")
    assert (listed["version"], listed["title"]) == ("1.10", "no")
    (round,) = command("rounds", "--json").json
    assert (round["subject"], round["label"], round["version"]) == ("off", "010", "1.10")
    shown = [line.split()[0] for line in command("score", "small", SHEET).out.splitlines() if line.strip()]
    assert {"12:30", "010"} <= set(shown)


# What a text becomes on its way to the database and back, and to a terminal.
MARKUP = "[/b] [@click=app.exit()]x[/] [link=file:///etc/passwd]y[/link]"
TEXTS = [
    ("13 NUL, ESC, C1", '"a\\0b\\e[31mc\\x9b2Jd\\x7f"', "ab[31mc2Jd", "ab[31mc2Jd"),
    ("13 lines stay lines", '"a\\r\\nb\\tc"', "a\nb\tc", None),
    ("14 override", '"ab\\u202edc\\u202c"', "ab\u202edc\u202c", "ab[U+202E]dc[U+202C]"),
    ("14 open isolate", '"\\u2067ab"', "\u2067ab", "ab"),
    ("15 decomposed", '"Cafe\\u0301"', "Caf\u00e9", "Caf\u00e9"),
    ("17 markup", f'"{MARKUP}"', MARKUP, MARKUP),
    ("18 clipboard", '"\\e]52;c;aGk=\\a"', "]52;c;aGk=", "]52;c;aGk="),
    ("18 title in 8 bits", '"\\x9d0;title\\x9cx"', "0;titlex", "0;titlex"),
]


@pytest.mark.parametrize(("name", "written", "stored", "shown"), TEXTS, ids=[row[0] for row in TEXTS])
def test_texts_are_stripped_on_the_way_in_and_shown_safely(
    workspace: Path, command: Command, name: str, written: str, stored: str, shown: str | None
) -> None:
    """As a note, and as the title of a section; what turns a text around is stored as it is, and shown."""
    write(workspace / QUESTIONS, changed(("    title: Law", f"    title: {written}")))
    given = write(workspace / SHEET, answered(f"law.crime.act: {{value: 1, note: {written}}}"))
    for arguments in (["check", SHEET], ["check", QUESTIONS], ["import", given], ["score", "small", SHEET]):
        assert harmless(command(*arguments)).status == 0
    (round,) = command("rounds", "--json").json
    exported = harmless(command("export", round["id"], "--json"))
    assert exported.json["answers"]["law.crime.act"]["note"] == stored
    with closing(sqlite3.connect(database(workspace))) as connection:
        (bodies,) = zip(*connection.execute("SELECT body FROM answers").fetchall(), strict=True)
    assert not (CONTROLS - set("\t\u202a\u202b\u202c\u202d\u202e")) & set("".join(bodies))
    for arguments in (["score", "small", SHEET], ["score", "small", round["id"]]):
        out = harmless(command(*arguments)).out
        assert shown is None or shown in out


def test_15_names_are_the_same_in_composed_and_decomposed_letters(workspace: Path, command: Command) -> None:
    write(workspace / SHEET, sheet(subject="Caf\u00e9 (\u0627\u0654)"))
    write(workspace / "again.yaml", sheet(subject="Cafe\u0301 (\u0623)"))
    assert check(command, "again.yaml")[1] == []
    first, second = command("import", SHEET, "again.yaml", "--json").json
    assert (first["outcome"], second["outcome"]) == ("new", "unchanged")
    assert len(command("rounds", "--json").json) == 1
    assert command("score", "small", "CAFE\u0301 (\u0623)/2025").status == 0


def test_all_files_are_told_of_at_once(workspace: Path, command: Command) -> None:
    """However different their faults: none hides those of the next file."""
    folder = workspace / "many"
    for number, (_, file, text) in enumerate(FILES):
        write(folder / (f"{number}.yaml" if file == SHEET else f"{number}/{Path(file).name}"), text)
    _, faults = check(command, folder)
    sheets = {str(number) for number, (_, file, _) in enumerate(FILES) if file == SHEET}
    questionnaires = {str(number) for number, (_, file, _) in enumerate(FILES) if file == QUESTIONS}
    assert {Path(fault.file).stem for fault in faults} >= sheets
    assert {
        Path(fault.file).parent.name for fault in faults if fault.file.endswith("questionnaire.yaml")
    } == questionnaires
