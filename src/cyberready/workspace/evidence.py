"""The files behind the answers: taken into the workspace, checked, and written out under names that tell."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from cyberready.charts.files import make_folder, write_whole
from cyberready.charts.names import slug
from cyberready.errors import CannotStore
from cyberready.language.messages import N_, _
from cyberready.language.plain import one_line
from cyberready.model.answers import EMPTY, Evidence
from cyberready.model.rounds import Round
from cyberready.store.connecting import READ_ONLY
from cyberready.store.evidence_files import Copy, CopyState, KeptFile, check_file, keep_file, read_copy
from cyberready.workspace.location import evidence_folder
from cyberready.workspace.workspace import Workspace

# In the words that screens and tables translate when they show them.
COPY_WORDS: Mapping[CopyState, str] = {
    "sound": N_("✓ file kept"),
    "altered": N_("✗ file altered"),
    "unreadable": N_("✗ file unreadable"),
    "missing": N_("✗ file missing"),
}


@dataclass(frozen=True)
class EvidenceRow:
    """One entry of evidence: the `number`-th of its question, from 1; no copy where it names no file."""

    question: str
    number: int
    evidence: Evidence
    copy: Copy | None

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong with it: no file is named, or its copy is what it was."""
        return self.copy is None or self.copy.state == "sound"


def attach(workspace: Workspace, path: Path) -> KeptFile:
    """Copy a file into the workspace; an answer names it by its digest (see `with_file`).

    Raises:
        NotEvidence: it is no file that can be copied.
        CannotStore: the machine refuses, or the workspace can only be read.
    """
    if workspace.database.read_only:
        raise CannotStore(workspace.folder, _(READ_ONLY))
    return keep_file(evidence_folder(workspace.folder), path)


def with_file(evidence: Evidence, kept: KeptFile) -> Evidence:
    """The entry with its file: a copy was seen, unless something else was said."""
    return evidence.model_copy(update={"file": kept.digest, "seen": evidence.seen or "copy"})


def title_of(path: Path) -> str:
    """What an entry is called when only its file was given."""
    return one_line(path.name) or _("file")


def copy_of(workspace: Workspace, digest: str) -> Copy:
    """What became of the copy of a file."""
    return check_file(evidence_folder(workspace.folder), digest)


def evidence_of(workspace: Workspace, round: Round) -> tuple[EvidenceRow, ...]:
    """The evidence of the official sheet in the questionnaire's order, each copy read once and checked."""
    answers = workspace.answers(round)
    digests = {evidence.file for answer in answers.values() for evidence in answer.evidence if evidence.file}
    copies = {digest: copy_of(workspace, digest) for digest in digests}
    return tuple(
        EvidenceRow(question, number, evidence, copies.get(evidence.file))
        for question in workspace.questionnaire(round).questions
        for number, evidence in enumerate(answers.get(question, EMPTY).evidence, 1)
    )


def write_out(workspace: Workspace, round: Round, folder: Path) -> tuple[Path, ...]:
    """Copies of a round's files under names that tell, for their owner only; what is not sound is left out.

    Nothing is overwritten: where something else has a name, the next number goes behind it, and a file that is
    there already with the same content stands for its copy.

    Raises:
        CannotWriteFile: the folder cannot be written.
    """
    make_folder(folder)
    written = []
    for row in evidence_of(workspace, round):
        if row.copy is None or row.copy.path is None:
            continue
        content = read_copy(row.copy.path, row.evidence.file)
        if content is None:
            continue
        path = next(path for path in _names(folder, row, row.copy.path.suffix) if _free(path, content))
        if not path.exists():
            write_whole(path, content)
        written.append(path)
    return tuple(written)


def _names(folder: Path, row: EvidenceRow, ending: str) -> Iterator[Path]:
    """`law.act-1-official-gazette.pdf`, then with 2, 3 and so on behind it."""
    title = row.evidence.title
    if ending and title[-len(ending) :].casefold() == ending:
        title = title[: -len(ending)]
    name = f"{slug(row.question)}-{row.number}-{slug(title)}"
    yield folder / f"{name}{ending}"
    number = 2
    while True:
        yield folder / f"{name}-{number}{ending}"
        number += 1


def _free(path: Path, content: bytes) -> bool:
    """Whether nothing has the name, or a file with this very content."""
    if not os.path.lexists(path):
        return True
    try:
        return not path.is_symlink() and path.is_file() and path.read_bytes() == content
    except OSError:
        return False
