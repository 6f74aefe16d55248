"""`check`: every fault of questionnaires, translations, crosswalks and sheets, and how far translations are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cyberready.errors import Fault, FaultyFile
from cyberready.exchange.sheets import is_sheet
from cyberready.language.messages import _
from cyberready.library.finding import FILE, Loaded, load
from cyberready.library.reading import Document, read_document
from cyberready.scoring.plan import compile_plan
from cyberready.scoring.reach import unreachable
from cyberready.workspace.importing import read_for
from cyberready.workspace.translating import Translated, translations_of
from cyberready.workspace.workspace import Workspace


@dataclass(frozen=True)
class Checked:
    """The faults of files, each once, and the translations beside the questionnaires that passed, each once."""

    faults: tuple[Fault, ...] = ()
    translations: tuple[Translated, ...] = ()


def places_of(workspace: Workspace, paths: Sequence[Path]) -> list[Path]:
    """Paths as they are, ids as the folders of their questionnaires, and for nothing the workspace's own."""
    if not paths:
        return [workspace.folder / "questionnaires"]
    known = workspace.library.newest()
    return [path if path.exists() else known.get(str(path), path) for path in paths]


def check_paths(workspace: Workspace, paths: list[Path]) -> tuple[Fault, ...]:
    """Every fault of the files, and of the questionnaires, companions and sheets in the folders, each once."""
    return check(workspace, paths).faults


def check(workspace: Workspace, paths: list[Path]) -> Checked:
    """As `check_paths`, with how far the translations are."""
    faults: dict[Fault, None] = {}
    translations: dict[Path, Translated] = {}
    for path in paths:
        files = list(_files(path))
        if not files:
            faults[Fault(str(path), 0, _("holds no questionnaire and no sheet."), _("Check the path."))] = None
        for file in files:
            found = _checked(workspace, file)
            faults.update(dict.fromkeys(found.faults))
            translations.update({item.file.absolute(): item for item in found.translations})
    return Checked(tuple(faults), tuple(translations.values()))


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


def _checked(workspace: Workspace, file: Path) -> Checked:
    document = read_document(file)
    if is_sheet(document):
        try:
            *_, warnings = read_for(workspace, file)
        except FaultyFile as error:
            return Checked(tuple(error.faults))
        return Checked(warnings)
    try:
        place = _whole(file, document)
        loaded = load(place, document if place == file else None)
    except FaultyFile as error:
        return Checked(tuple(error.faults))
    warnings = (*loaded.warnings, *_name_warnings(loaded), *_scoring_warnings(loaded))
    return Checked(warnings, tuple(translations_of(loaded)))


def _name_warnings(loaded: Loaded) -> Iterator[Fault]:
    """A folder is found by its name, so a questionnaire of another id would go by two."""
    folder, id = loaded.file.absolute().parent, loaded.questionnaire.id
    if loaded.file.name == FILE and folder.parent.name == "questionnaires" and folder.name != id:
        what = _("its `id` is `{id}`, but its folder is called `{folder}`.").format(id=id, folder=folder.name)
        yield Fault(str(loaded.file), 1, what, _("Give both the same name."), id, "warning")


def _whole(file: Path, document: Document) -> Path:
    """The questionnaire that a translation or crosswalk lies beside; any other file is one itself."""
    data = document.data if isinstance(document.data, dict) else {}
    companion = "translates" in data or ("from" in data and "to" in data)
    return file.parent if companion and (file.parent / FILE).is_file() else file


def _scoring_warnings(loaded: Loaded) -> Iterator[Fault]:
    for id, threshold, highest in unreachable(compile_plan(loaded.questionnaire)):
        what = _(
            "`pass` {threshold:g} cannot be reached: the most that anything below scores is {highest:g}."
        ).format(threshold=threshold, highest=highest)
        yield Fault(str(loaded.file), loaded.lines.get(id, 1), what, _("Lower it."), id, "warning")
