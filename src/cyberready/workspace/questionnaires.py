"""Which questionnaires a workspace has. Imports no store, so that listing them stays quick."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cyberready.errors import Fault, FaultyFile
from cyberready.library.finding import Library, Loaded, load, shipped_folder


def library_of(workspace: Path) -> Library:
    """The workspace's own questionnaires, then the shipped ones."""
    return Library((workspace / "questionnaires", shipped_folder()))


@dataclass(frozen=True)
class Listed:
    """A questionnaire as lists show it: `loaded`, or the faults for which it cannot be."""

    id: str
    folder: Path
    loaded: Loaded | None
    faults: tuple[Fault, ...] = ()

    @property
    def languages(self) -> tuple[str, ...]:
        """Its own language first, then those of its translations."""
        if self.loaded is None:
            return ()
        translations = [language for kind, language, _ in self.loaded.companions if kind == "translation"]
        return (self.loaded.questionnaire.language, *translations)


def list_questionnaires(library: Library) -> list[Listed]:
    """The newest version of each questionnaire by id; a faulty one is listed with its errors."""
    return [_listed(id, folder) for id, folder in library.newest().items()]


def _listed(id: str, folder: Path) -> Listed:
    try:
        return Listed(id, folder, load(folder))
    except FaultyFile as error:
        return Listed(id, folder, None, tuple(fault for fault in error.faults if fault.severity == "error"))
