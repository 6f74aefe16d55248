"""The mistakes a user can mend, each a class that builds its own sentence, with its exit status."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import IntEnum
from typing import Any, Literal

from cyberready.language.messages import N_, _


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
        return f"{place}: {_(_SEVERITIES[self.severity])}:{about} {self.what}{remedy}"


_SEVERITIES = {"error": N_("error"), "warning": N_("warning")}


class CyberreadyError(Exception):
    """The root of all: a sentence for the user, in their language, and the exit status it ends in."""

    exit = Exit.WRONG_INPUT

    def __reduce__(self) -> tuple[Any, ...]:
        """From another process it comes as its sentence, not made anew of what that was made of."""
        return type(self).__new__, (type(self), *self.args), self.__dict__


def _some(name: str, known: list[str], most: int = 12) -> str:
    """Those that look like the name first, and how many more there are: a workspace may hold a thousand rounds."""
    if len(known) <= most:
        return ", ".join(known)
    alike = get_close_matches(name, known, most)
    shown = [*alike, *(other for other in known if other not in alike)][:most]
    return _("{names} and {count} more").format(names=", ".join(shown), count=len(known) - most)


class FaultyFile(CyberreadyError):
    """One or more files have faults; all of them are in `faults`."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: Sequence[Fault] = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


class UnknownQuestionnaire(CyberreadyError):
    def __init__(self, name: str, known: Iterable[str]) -> None:
        text = _("There is no questionnaire {name!r} here. Known: {known}. Give an id, a folder or a file.")
        super().__init__(text.format(name=name, known=", ".join(sorted(known)) or _("none")))


class UnknownRound(CyberreadyError):
    def __init__(self, name: str, known: Iterable[str]) -> None:
        rounds = _some(name, list(known))
        if rounds:
            text = _("There is no round {name!r} in this workspace. It has: {rounds}.")
        else:
            text = _(
                "There is no round {name!r} in this workspace. It has none yet; `cyberready demo` makes some."
            )
        super().__init__(text.format(name=name, rounds=rounds))


class AmbiguousRound(CyberreadyError):
    def __init__(self, name: str, candidates: Iterable[str]) -> None:
        text = _("{name!r} names more than one round: {candidates}. Add @QUESTIONNAIRE or give the round's id.")
        super().__init__(text.format(name=name, candidates=", ".join(candidates)))


class UnknownPart(CyberreadyError):
    """Neither a section nor a question of the questionnaire."""

    def __init__(self, id: str, questionnaire: str, known: Iterable[str]) -> None:
        text = _("There is no section and no question {id!r} in {questionnaire}. It has: {ids}.")
        super().__init__(text.format(id=id, questionnaire=questionnaire, ids=_some(id, list(known))))


class UnknownSheet(CyberreadyError):
    """An assessor or body that has no sheet of its own in a round."""

    def __init__(self, name: str, round: str, known: Iterable[str]) -> None:
        text = _("{name!r} has no sheet of its own in {round}. Own sheets there: {names}.")
        super().__init__(text.format(name=name, round=round, names=_some(name, list(known)) or _("none yet")))


class UnknownSubject(CyberreadyError):
    def __init__(self, name: str, known: Iterable[str]) -> None:
        text = _("There is no subject {name!r} in this workspace. It has: {subjects}.")
        super().__init__(text.format(name=name, subjects=_some(name, list(known)) or _("none yet")))


class RoundExists(CyberreadyError):
    def __init__(self, name: str) -> None:
        text = _(
            "The round {name} exists already. Give the new one another name; a draft goes on as it is, "
            "and a finalised round can be amended."
        )
        super().__init__(text.format(name=name))


class RoundIsFinal(CyberreadyError):
    def __init__(self, name: str) -> None:
        text = _(
            "The round {name} is finalised and never changes. "
            "`cyberready amend {name!r} --why REASON` makes a new revision of it."
        )
        super().__init__(text.format(name=name))


class RoundIsDraft(CyberreadyError):
    def __init__(self, name: str) -> None:
        text = _("The round {name} is still a draft: change it directly, or finalise it first.")
        super().__init__(text.format(name=name))


class NotAnAnswer(CyberreadyError):
    """A value that the question's scale does not offer."""

    def __init__(self, question: str, problems: Iterable[str]) -> None:
        super().__init__(f"{question}: {'; '.join(problems)}")


class DamagedDatabase(CyberreadyError):
    exit = Exit.DAMAGED

    def __init__(self, path: object, why: str) -> None:
        text = _("{path} {why} It was left untouched. Open a backup of it, or another workspace.")
        super().__init__(text.format(path=path, why=why))


class NewerDatabase(CyberreadyError):
    exit = Exit.DAMAGED

    def __init__(self, path: object, found: int, known: int) -> None:
        text = _(
            "{path} has schema {found}; this program knows up to {known}. "
            "It was left untouched. Install a newer cyberready to open it."
        )
        super().__init__(text.format(path=path, found=found, known=known))


class CannotStore(CyberreadyError):
    """The machine refused to write: full, read-only or locked."""

    exit = Exit.MACHINE

    def __init__(self, path: object, why: str) -> None:
        self.why = why
        text = _("Not written: {why} ({path}). What was saved before is untouched.")
        super().__init__(text.format(why=why, path=path))


class CannotWriteFile(CyberreadyError):
    exit = Exit.MACHINE

    def __init__(self, path: object, why: str) -> None:
        text = _("Could not write {path}: {why}. Choose another folder with --out.")
        super().__init__(text.format(path=path, why=why))


class NotEvidence(CyberreadyError):
    """A file of which no copy can be kept: why, and what to do instead."""

    def __init__(self, path: object, why: str, remedy: str) -> None:
        text = _("No copy was made of {path}: {why}. {remedy}")
        super().__init__(text.format(path=path, why=why, remedy=remedy))


class WrongCall(CyberreadyError):
    """A command was given words that do not fit together."""


class OtherAnswers(WrongCall):
    """Draft rounds have other answers than files; `differences` has a text for each round, which lists them."""

    def __init__(self, differences: Iterable[str]) -> None:
        self.differences = tuple(differences)
        told = _("Nothing was changed. Give --replace to take the file's answers.")
        super().__init__("\n".join([*self.differences, told]))
