"""Keeping a long list of rounds in order: putting away, deleting, backing up, going on to the next."""

from __future__ import annotations

import unicodedata
from contextlib import suppress
from datetime import date
from pathlib import Path

from cyberready.errors import FaultyFile, WrongCall
from cyberready.language.messages import _
from cyberready.library.finding import Loaded
from cyberready.model.rounds import Round
from cyberready.model.scorecard import QuestionnaireReference
from cyberready.store import backups, deleting
from cyberready.store import rounds as store
from cyberready.workspace.labels import next_label as next_label
from cyberready.workspace.location import backups_folder
from cyberready.workspace.workspace import Workspace, documents_of


def set_archived(workspace: Workspace, round: Round, archived: bool) -> None:
    """Put a round with all its revisions away from the lists, or back; trends and scores go on using it.

    Raises:
        UnknownRound: it is no longer there.
    """
    with workspace.database.write():
        for revision in _revisions(workspace, round):
            store.set_archived(workspace.database, revision.id, archived, by=_person(workspace, round))


def delete_round(workspace: Workspace, round: Round, typed_name: str) -> Path:
    """Delete a round with all its revisions, after a backup that was checked, and return the backup's path.

    Raises:
        WrongCall: `typed_name` is not the round's name, letter by letter, or the round was changed meanwhile.
        UnknownRound: it is no longer there.
        CannotStore: the backup or the deletion failed. In every case nothing was deleted.
    """
    if unicodedata.normalize("NFC", typed_name) != round.name:
        message = _("Nothing was deleted: {typed!r} is not the name of the round. To delete it, type {name}.")
        raise WrongCall(message.format(typed=typed_name, name=round.name))
    revisions = _revisions(workspace, round)
    path = back_up(workspace)
    with workspace.database.write():
        if _revisions(workspace, round) != revisions:
            message = _("Nothing was deleted: {name} was changed while it was backed up. Look at it again.")
            raise WrongCall(message.format(name=round.name))
        for revision in revisions:
            deleting.delete_round(workspace.database, revision.id, by=_person(workspace, round))
    return path


def back_up(workspace: Workspace) -> Path:
    """Copy the database into `results/backups/`, check the copy, and return its path.

    Raises:
        WrongCall: the workspace has no database yet.
        CannotStore: the disk is full or read-only; no copy is left.
    """
    if workspace.database.path is None:
        raise WrongCall(_("There are no rounds in {place} yet to back up.").format(place=workspace.folder))
    return backups.back_up(workspace.database, backups_folder(workspace.folder))


def next_round(workspace: Workspace, round: Round, label: str, on: date, *, assessor: str | None = None) -> Round:
    """Begin the next round of the same subject with this one's answers, each marked as carried.

    It has the newest version of the questionnaire; where the library has none, or a faulty one, that of the round.

    Raises:
        RoundExists: the subject has a round of this questionnaire with this label.
        UnknownRound: `round` is no longer there.
    """
    loaded = _newest(workspace, round.questionnaire.id)
    if loaded is None:
        questionnaire, reference = workspace.questionnaire(round), round.questionnaire
        documents = list(store.read_documents(workspace.database, round.id))
    else:
        questionnaire, documents = loaded.questionnaire, documents_of(loaded)
        reference = QuestionnaireReference(
            id=questionnaire.id, version=questionnaire.version, digest=loaded.digest
        )
    return workspace.begin(
        questionnaire,
        subject=round.subject,
        reference=reference,
        documents=documents,
        label=label,
        date=on,
        assessor=assessor,
        answers=workspace.carried(round, questionnaire),
        earlier=round.id,
    )


def _newest(workspace: Workspace, id: str) -> Loaded | None:
    """By id alone: `Library.load` would also take a path."""
    folder = workspace.library.newest().get(id)
    if folder is not None:
        with suppress(FaultyFile):
            loaded = workspace.library.load_from(folder)
            return loaded if loaded.questionnaire.id == id else None
    return None


def _revisions(workspace: Workspace, round: Round) -> list[Round]:
    """All that bear the round's name, of its questionnaire.

    Raises:
        UnknownRound: the round itself is no longer there.
    """
    name = _identity(store.get_round(workspace.database, round.id))
    return [other for other in workspace.rounds() if _identity(other) == name]


def _identity(round: Round) -> tuple[str, str, str]:
    return round.subject.name, round.questionnaire.id, round.label


def _person(workspace: Workspace, round: Round) -> str:
    return workspace.by or round.assessor or ""
