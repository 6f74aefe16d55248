"""Every mistake a user can mend: its sentence, and the status in which a command ends."""

from __future__ import annotations

import inspect
import pickle

import pytest

from cyberready import errors
from cyberready.errors import CyberreadyError, Exit, Fault, FaultyFile

ERRORS = [
    (errors.UnknownQuestionnaire("x", ["b", "a"]), 2, ["'x'", "Known: a, b", "Give an id, a folder or a file"]),
    (errors.UnknownQuestionnaire("x", []), 2, ["Known: none"]),
    (errors.UnknownRound("A/1", ["A/2", "A/3"]), 2, ["'A/1'", "A/2, A/3"]),
    (errors.UnknownRound("A/1", []), 2, ["none yet", "cyberready demo"]),
    (errors.AmbiguousRound("A/1", ["A/1@p", "A/1@q"]), 2, ["A/1@p, A/1@q", "@QUESTIONNAIRE"]),
    (errors.UnknownPart("lae", "small", ["law", "skills"]), 2, ["'lae' in small", "It has: law, skills"]),
    (errors.UnknownSheet("A", "X/1", ["B"]), 2, ["'A' has no sheet", "in X/1", "there: B"]),
    (errors.UnknownSheet("A", "X/1", []), 2, ["none yet"]),
    (errors.OtherAnswers(["A/1: q"]), 2, ["A/1: q", "Nothing was changed", "--replace"]),
    (errors.UnknownSubject("A", ["B"]), 2, ["'A'", "It has: B"]),
    (errors.UnknownSubject("A", []), 2, ["none yet"]),
    (errors.RoundExists("A/1"), 2, ["A/1 exists already", "another name", "can be amended"]),
    (errors.RoundIsFinal("A/1"), 2, ["A/1 is finalised and never changes", "cyberready amend 'A/1' --why"]),
    (errors.RoundIsDraft("A/1"), 2, ["A/1 is still a draft"]),
    (errors.NotAnAnswer("q", ["too low.", "twice."]), 2, ["q: too low.; twice."]),
    (errors.FaultyFile([Fault("f", 1, "is empty.")]), 2, ["f:1: error: is empty."]),
    (errors.DamagedDatabase("a.db", "is cut short."), 3, ["a.db is cut short.", "untouched", "backup"]),
    (errors.NewerDatabase("a.db", 7, 3), 3, ["schema 7", "up to 3", "untouched", "newer cyberready"]),
    (errors.CannotStore("a.db", "disk full"), 4, ["Not written: disk full (a.db)", "untouched"]),
    (errors.CannotWriteFile("a.svg", "read-only"), 4, ["Could not write a.svg: read-only", "--out"]),
    (
        errors.NotEvidence("a.pdf", "it is empty", "Take another."),
        2,
        ["copy", "a.pdf: it is empty. Take another."],
    ),
    (errors.WrongCall("Give one of them."), 2, ["Give one of them."]),
]


@pytest.mark.parametrize(("error", "status", "parts"), ERRORS, ids=lambda value: type(value).__name__)
def test_an_error_says_what_was_seen_and_what_to_do(error: CyberreadyError, status: int, parts: list[str]) -> None:
    assert error.exit == status
    assert [part for part in parts if part not in str(error)] == []


@pytest.mark.parametrize("error", [error for error, *_ in ERRORS], ids=lambda error: type(error).__name__)
def test_an_error_comes_from_another_process_as_it_was(error: CyberreadyError) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), vars(again)) == (type(error), str(error), vars(error))


def test_every_error_is_in_the_table() -> None:
    classes = {c for _, c in inspect.getmembers(errors, inspect.isclass) if issubclass(c, CyberreadyError)}
    assert classes - {CyberreadyError} == {type(error) for error, *_ in ERRORS}


def test_exit_statuses() -> None:
    assert {status.name: int(status) for status in Exit} == {
        "DONE": 0,
        "WRONG_INPUT": 2,
        "DAMAGED": 3,
        "MACHINE": 4,
        "INTERRUPTED": 130,
    }


@pytest.mark.parametrize(
    ("fault", "line"),
    [
        (Fault("q.yaml", 3, "is empty."), "q.yaml:3: error: is empty."),
        (Fault("q.yaml", 3, "is empty.", "Fill it."), "q.yaml:3: error: is empty. Fill it."),
        (Fault("q.yaml", 3, "is empty.", "Fill it.", "a.b"), "q.yaml:3: error: a.b: is empty. Fill it."),
        (Fault("q.yaml", 3, "is old.", id="a", severity="warning"), "q.yaml:3: warning: a: is old."),
        (Fault("q.yaml", 0, "is empty."), "q.yaml: error: is empty."),
    ],
)
def test_a_fault_as_a_line(fault: Fault, line: str) -> None:
    assert str(fault) == line


def test_a_faulty_file_tells_every_fault_on_a_line_of_its_own() -> None:
    faults = [Fault("a", 1, "x."), Fault("b", 2, "y.", severity="warning"), Fault("a", 1, "x.")]
    error = FaultyFile(fault for fault in faults)
    assert error.faults == tuple(faults)
    assert str(error).splitlines() == ["a:1: error: x.", "b:2: warning: y.", "a:1: error: x."]


def test_of_many_names_those_that_look_alike_come_first() -> None:
    known = [f"Country {number}/2026" for number in range(1000)]
    told = str(errors.UnknownRound("Country 77/2025", known))
    assert "Country 77/2026" in told
    assert told.endswith("and 988 more.")
