"""Sheets become rounds: nothing is overwritten unasked, and of a faulty file nothing is taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from cyberready.errors import Fault, FaultyFile, OtherAnswers, RoundIsFinal, UnknownQuestionnaire
from cyberready.exchange.sheets import check_sheet, keys_text, read_sheet
from cyberready.language.messages import _
from cyberready.library.finding import Loaded
from cyberready.model.answers import EMPTY, Answer, Sheet
from cyberready.model.questionnaire import Questionnaire
from cyberready.model.rounds import Round
from cyberready.store import rounds as store
from cyberready.workspace.workspace import Workspace, typed_questions

Outcome = Literal["new", "unchanged", "replaced"]


@dataclass(frozen=True)
class Imported:
    """What became of one file."""

    file: Path
    round: Round
    outcome: Outcome
    warnings: tuple[Fault, ...] = ()


@dataclass(frozen=True)
class _Read:
    file: Path
    sheet: Sheet
    loaded: Loaded | None
    round: Round | None
    warnings: tuple[Fault, ...]


def import_sheets(
    workspace: Workspace, files: list[Path], *, replace: bool = False, keep: bool = False
) -> list[Imported]:
    """Import every file, or none of them; with `keep`, rounds that are here stay, whatever a file says.

    Raises:
        FaultyFile: with the faults of all files together.
        OtherAnswers: draft rounds have other answers and `replace` was not given; all differences are listed.
        RoundIsFinal: a finalised round has other answers.
        RoundExists: a round of that name answers another version of the questionnaire.
    """
    read = [_read(workspace, file) for file in files]
    faults = [fault for item in read if isinstance(item, FaultyFile) for fault in item.faults]
    if faults:
        raise FaultyFile(faults)
    sheets = [item for item in read if isinstance(item, _Read)]
    outcomes: list[Imported] = []
    refused: list[str] = []
    with workspace.database.write():  # what is refused undoes what was imported before it
        for item in sheets:
            try:
                outcomes.append(_import(workspace, item, replace, keep))
            except OtherAnswers as error:
                refused += error.differences
        if refused:
            raise OtherAnswers(refused)
    return outcomes


def read_for(workspace: Workspace, file: Path) -> tuple[Sheet, Questionnaire, str, tuple[Fault, ...]]:
    """A sheet with the questionnaire it answers, its digest and the warnings, without storing anything.

    Raises:
        FaultyFile: with every fault of the sheet.
    """
    item = _read(workspace, file)
    if isinstance(item, FaultyFile):
        raise item
    if item.loaded is not None:
        return item.sheet, item.loaded.questionnaire, item.loaded.digest, item.warnings
    assert item.round is not None
    return item.sheet, workspace.questionnaire(item.round), item.round.questionnaire.digest, item.warnings


def _read(workspace: Workspace, file: Path) -> _Read | FaultyFile:
    sheet, document = read_sheet(file)
    if sheet is None:
        return FaultyFile(document.faults)
    existing = _existing(workspace, sheet)
    loaded = None
    questionnaire: Questionnaire | None = None
    if existing is not None and existing.questionnaire.version == sheet.version:
        questionnaire = workspace.questionnaire(existing)
    else:
        existing = None
        try:
            loaded = workspace.library.load(sheet.questionnaire, sheet.version)
            questionnaire = loaded.questionnaire
        except UnknownQuestionnaire as error:
            document.add(document.data, "questionnaire", str(error))
        except FaultyFile as error:
            document.faults += error.faults
    if questionnaire is not None:  # whatever is wrong already: every fault is told at once
        check_sheet(sheet, questionnaire, document)
    if document.errors:
        return FaultyFile(document.faults)
    return _Read(file, sheet, loaded, existing, tuple(document.faults))


def _existing(workspace: Workspace, sheet: Sheet) -> Round | None:
    for round in workspace.newest_rounds(sheet.subject.name):
        if (round.questionnaire.id, round.label) == (sheet.questionnaire, sheet.round):
            return round
    return None


def _differences(workspace: Workspace, round: Round, stored: Mapping[str, Answer], sheet: Sheet) -> list[str]:
    """The questions that the stored sheet answers differently, with the keys that differ."""
    lines = [
        _("  {id}: here {here}, in the file {there}").format(
            id=id,
            here=_shown(stored.get(id, EMPTY), sheet.answer(id)),
            there=_shown(sheet.answer(id), stored.get(id, EMPTY)),
        )
        for id in workspace.questionnaire(round).questions
        if stored.get(id, EMPTY) != sheet.answer(id)
    ]
    if round.date != sheet.date:
        lines.append(_("  date: here {here}, in the file {there}").format(here=round.date, there=sheet.date))
    return lines


def _shown(answer: Answer, other: Answer) -> str:
    """What an answer says otherwise than another, as a sheet writes it."""
    if answer == EMPTY:
        return _("no answer")
    there = other.written()
    differing = {key: value for key, value in answer.written().items() if key not in there or there[key] != value}
    text = keys_text(differing) if differing else _("without that")
    return text if len(text) <= 120 else text[:117] + "..."


def _import(workspace: Workspace, item: _Read, replace: bool, keep: bool) -> Imported:
    sheet = item.sheet
    round = _existing(workspace, sheet)  # asked again: a file before this one may have begun it
    if round is not None and keep:
        return Imported(item.file, round, "unchanged", item.warnings)
    if round is None or round.questionnaire.version != sheet.version:
        return Imported(item.file, _begin(workspace, item), "new", item.warnings)
    stored = workspace.answers(round, sheet.assessor)
    differences = _differences(workspace, round, stored, sheet)
    if not differences:
        return Imported(item.file, round, "unchanged", item.warnings)
    if round.status == "finalised":
        raise RoundIsFinal(round.name)
    fills = not stored and round.date == sheet.date  # a sheet that says nothing yet: nothing is overwritten
    if not (replace or fills):
        listed = "\n".join(differences)
        told = _("{file}: the draft round {name} has other answers:\n{listed}")
        raise OtherAnswers([told.format(file=item.file, name=round.name, listed=listed)])
    _replace(workspace, round, sheet)
    workspace.refresh(round)
    return Imported(item.file, workspace.round(round.id), "new" if fills else "replaced", item.warnings)


def _begin(workspace: Workspace, item: _Read) -> Round:
    """A round of its own for the sheet."""
    sheet, own = item.sheet, item.sheet.assessor is not None
    assert item.loaded is not None
    round = workspace.start(
        item.loaded,
        sheet.subject,
        sheet.round,
        sheet.date,
        assessor=sheet.assessor,
        answers={} if own else sheet.answers,
    )
    if own:
        _replace(workspace, round, sheet)
    return round


def _replace(workspace: Workspace, round: Round, sheet: Sheet) -> None:
    store.replace_answers(
        workspace.database,
        round.id,
        sheet.answers,
        by=workspace.by or sheet.assessor or round.assessor or "",
        typed=typed_questions(workspace.questionnaire(round)),
        date=sheet.date,
        assessor=sheet.assessor,
    )
