"""The mistakes a user can mend, each a class that builds its own sentence, with its exit status."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import IntEnum
from typing import Literal


class Exit(IntEnum):
    """How a command ends."""

    DONE = 0
    WRONG_INPUT = 2
    DAMAGED = 3
    MACHINE = 4
    INTERRUPTED = 130


@dataclass(frozen=True)
class Fault:
    """Something wrong with a file: where it stands, what was seen, what to do."""

    file: str
    line: int
    what: str
    remedy: str = ""
    id: str = ""
    severity: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        about = f" {self.id}:" if self.id else ""
        remedy = f" {self.remedy}" if self.remedy else ""
        return f"{place}: {self.severity}:{about} {self.what}{remedy}"


class CyberreadyError(Exception):
    """The root of all: a sentence for the user and the exit status it ends in."""

    exit = Exit.WRONG_INPUT


def _some(name: str, known: list[str], most: int = 12) -> str:
    """Those that look like the name first, and how many more there are: a workspace may hold a thousand rounds."""
    if len(known) <= most:
        return ", ".join(known)
    alike = get_close_matches(name, known, most)
    shown = [*alike, *(other for other in known if other not in alike)][:most]
    return f"{', '.join(shown)} and {len(known) - most} more"


class FaultyFile(CyberreadyError):
    """One or more files have faults; all of them are in `faults`."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: Sequence[Fault] = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


class UnknownQuestionnaire(CyberreadyError):
    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(
            f"There is no questionnaire {name!r} here. Known: {', '.join(sorted(known)) or 'none'}. "
            "Give an id, a folder or a file."
        )


class UnknownRound(CyberreadyError):
    def __init__(self, name: str, known: Iterable[str]) -> None:
        rounds = _some(name, list(known))
        super().__init__(
            f"There is no round {name!r} in this workspace. "
            + (f"It has: {rounds}." if rounds else "It has none yet; `cyberready demo` makes some.")
        )


class AmbiguousRound(CyberreadyError):
    def __init__(self, name: str, candidates: Iterable[str]) -> None:
        super().__init__(
            f"{name!r} names more than one round: {', '.join(candidates)}. "
            "Add @QUESTIONNAIRE or give the round's id."
        )


class UnknownSubject(CyberreadyError):
    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(
            f"There is no subject {name!r} in this workspace. It has: {_some(name, list(known)) or 'none yet'}."
        )


class RoundExists(CyberreadyError):
    def __init__(self, name: str) -> None:
        super().__init__(
            f"The round {name} exists already. Choose another label, or amend it with `cyberready amend`."
        )


class RoundIsFinal(CyberreadyError):
    def __init__(self, name: str) -> None:
        super().__init__(
            f"The round {name} is finalised and never changes. "
            f"`cyberready amend {name!r} --why REASON` makes a new revision of it."
        )


class RoundIsDraft(CyberreadyError):
    def __init__(self, name: str) -> None:
        super().__init__(f"The round {name} is still a draft: change it directly, or finalise it first.")


class NotAnAnswer(CyberreadyError):
    """A value that the question's scale does not offer."""

    def __init__(self, question: str, problems: Iterable[str]) -> None:
        super().__init__(f"{question}: {'; '.join(problems)}")


class DamagedDatabase(CyberreadyError):
    exit = Exit.DAMAGED

    def __init__(self, path: object, why: str) -> None:
        super().__init__(f"{path} {why} It was left untouched. Open a backup of it, or another workspace.")


class NewerDatabase(CyberreadyError):
    exit = Exit.DAMAGED

    def __init__(self, path: object, found: int, known: int) -> None:
        super().__init__(
            f"{path} has schema {found}; this program knows up to {known}. "
            "It was left untouched. Install a newer cyberready to open it."
        )


class CannotStore(CyberreadyError):
    """The machine refused to write: full, read-only or locked."""

    exit = Exit.MACHINE

    def __init__(self, path: object, why: str) -> None:
        super().__init__(f"Not written: {why} ({path}). What was saved before is untouched.")


class CannotWriteFile(CyberreadyError):
    exit = Exit.MACHINE

    def __init__(self, path: object, why: str) -> None:
        super().__init__(f"Could not write {path}: {why}. Choose another folder with --out.")


class WrongCall(CyberreadyError):
    """A command was given words that do not fit together."""
