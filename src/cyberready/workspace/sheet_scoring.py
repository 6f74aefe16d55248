"""Scoring a sheet with the questionnaire that was asked for, stored nowhere. Imports no store."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from cyberready.errors import Fault, FaultyFile
from cyberready.exchange.sheets import check_sheet, read_sheet
from cyberready.language.messages import tag_in_use
from cyberready.library.finding import Library, Loaded
from cyberready.library.reading import Document
from cyberready.model.answers import Sheet
from cyberready.model.questionnaire import Questionnaire
from cyberready.model.scorecard import Scorecard
from cyberready.model.sensitivity import Sensitivity
from cyberready.model.translation import TranslationStatus
from cyberready.scoring.sensitivity import sensitivity
from cyberready.scoring.sheets import compile_plan, score_sheet
from cyberready.workspace.questionnaires import loaded_in

if TYPE_CHECKING:
    from cyberready.model.rounds import Round
    from cyberready.workspace.workspace import Workspace


@dataclass(frozen=True)
class Scored:
    """A sheet's scores with what they were made from; `shown` is the questionnaire in the language in use."""

    sheet: Sheet
    questionnaire: Questionnaire
    scorecard: Scorecard
    shown: Questionnaire
    translation: TranslationStatus
    warnings: tuple[Fault, ...] = ()

    def sensitivity(self) -> Sensitivity:
        """The same sheet under every treatment of what is not answered, and without what no evidence holds up."""
        return sensitivity(compile_plan(self.questionnaire), self.sheet.answers, self.scorecard)


def score_file(library: Library, name: str, file: Path) -> Scored:
    """Score a sheet's file with a questionnaire given by id, folder or file.

    An id or folder stands for all versions in it, of which the sheet's own is taken; a file for one alone.

    Raises:
        UnknownQuestionnaire: there is none of that name.
        FaultyFile: with every fault of the sheet, or of the questionnaire.
    """
    sheet, document = read_sheet(file)
    if sheet is None:
        library.find(name)
        raise FaultyFile(document.faults)
    loaded = load_version(library, name, sheet.version)
    check_sheet(sheet, loaded.questionnaire, document)
    if document.errors:
        raise FaultyFile(document.faults)
    scorecard = score_sheet(compile_plan(loaded.questionnaire), sheet.answers, loaded.digest)
    return Scored(
        sheet,
        loaded.questionnaire,
        scorecard,
        *loaded_in(loaded, tag_in_use()),
        tuple(document.faults),
    )


def score_round(workspace: Workspace, name: str, round: Round) -> Scored:
    """Score a stored round. Its questionnaire's id stands for the text that the round keeps, which never changes
    meaning; a folder or file for what it says now.

    Raises:
        UnknownQuestionnaire: there is none of that name.
        FaultyFile: the round answers another questionnaire or version, or what this one does not ask.
    """
    sheet = workspace.sheet(round)
    if name == round.questionnaire.id:
        from cyberready.workspace.languages import questionnaire_in

        shown = questionnaire_in(workspace, round, tag_in_use())
        return Scored(sheet, workspace.questionnaire(round), workspace.score(round), *shown)
    loaded = load_version(workspace.library, name, round.questionnaire.version)
    document = Document(f"round {round.name}", {})
    check_sheet(sheet, loaded.questionnaire, document)
    faults = [replace(fault, line=0) for fault in document.faults]
    if document.errors:
        raise FaultyFile(faults)
    scorecard = score_sheet(compile_plan(loaded.questionnaire), sheet.answers, loaded.digest)
    return Scored(sheet, loaded.questionnaire, scorecard, *loaded_in(loaded, tag_in_use()), tuple(faults))


def load_version(library: Library, name: str, version: str) -> Loaded:
    """The version of a questionnaire where an id or folder has it, else the one that the name stands for.

    Raises:
        UnknownQuestionnaire, FaultyFile: as in `Library.load`.
    """
    place = library.find(name)
    if not place.is_dir():
        return library.load_from(place)
    if name not in library.newest():
        place = place.resolve()
        library = replace(library, folders=(place.parent,))
    return library.load_from(library.find_version(place.name, version) or place)
