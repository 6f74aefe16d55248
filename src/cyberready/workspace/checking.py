"""`check`: every fault of questionnaires, translations, crosswalks and sheets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cyberready.errors import Fault, FaultyFile
from cyberready.exchange.sheets import is_sheet
from cyberready.library.finding import FILE, Loaded, load
from cyberready.library.reading import Document, read_document
from cyberready.scoring.engine import compile_plan
from cyberready.scoring.reach import unreachable
from cyberready.workspace.importing import read_for
from cyberready.workspace.workspace import Workspace


def check_paths(workspace: Workspace, paths: list[Path]) -> tuple[Fault, ...]:
    """Every fault of the files, and of the questionnaires, companions and sheets in the folders, each once."""
    faults: dict[Fault, None] = {}
    for path in paths:
        files = list(_files(path))
        if not files:
            faults[Fault(str(path), 0, "holds no questionnaire and no sheet.", "Check the path.")] = None
        for file in files:
            faults.update(dict.fromkeys(_faults(workspace, file)))
    return tuple(faults)


def _files(path: Path) -> Iterator[Path]:
    """A file itself; of a folder, every questionnaire (with what lies beside it) and every sheet in it."""
    if not path.is_dir():
        yield path
        return
    questionnaires = sorted(path.rglob(FILE))
    yield from questionnaires
    beside = {file.parent for file in questionnaires}
    for file in sorted(path.rglob("*.yaml")):
        if file.name != FILE and file.parent not in beside:
            yield file


def _faults(workspace: Workspace, file: Path) -> tuple[Fault, ...]:
    document = read_document(file)
    if is_sheet(document):
        try:
            *_, warnings = read_for(workspace, file)
        except FaultyFile as error:
            return tuple(error.faults)
        return warnings
    try:
        loaded = load(_whole(file, document))
    except FaultyFile as error:
        return tuple(error.faults)
    return (*loaded.warnings, *_scoring_warnings(loaded))


def _whole(file: Path, document: Document) -> Path:
    """The questionnaire that a translation or crosswalk lies beside; any other file is one itself."""
    data = document.data if isinstance(document.data, dict) else {}
    companion = "translates" in data or ("from" in data and "to" in data)
    return file.parent if companion and (file.parent / FILE).is_file() else file


def _scoring_warnings(loaded: Loaded) -> Iterator[Fault]:
    for id, what in unreachable(compile_plan(loaded.questionnaire)):
        yield Fault(str(loaded.file), loaded.lines.get(id, 1), what, "Lower it.", id, "warning")
