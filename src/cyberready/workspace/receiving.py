"""Files that a person hands over, without a word on what they are: answer sheets or questionnaires."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from cyberready.errors import CannotStore, WrongCall
from cyberready.exchange.sheets import is_sheet
from cyberready.language.messages import _
from cyberready.library.finding import FILE, load
from cyberready.library.reading import read_document
from cyberready.library.sources import sources_of
from cyberready.workspace.writing import make_folder

Kind = Literal["sheet", "questionnaire", "other"]


@dataclass(frozen=True)
class Received:
    """Files by what they are; questionnaires by the file that has the questions."""

    sheets: tuple[Path, ...] = ()
    questionnaires: tuple[Path, ...] = ()


def received(paths: Sequence[Path]) -> Received:
    """What files, and the files right in folders, are. A folder with a questionnaire is that questionnaire.

    A file that says nothing of itself counts as a sheet where it was named, so that its faults are told; in a
    folder it is somebody else's.
    """
    kinds: dict[Path, Kind] = {}
    for path in paths:
        for file in _files(path):
            kinds.setdefault(file, _kind(file, named=file == path))
    return Received(*(tuple(file for file in kinds if kinds[file] == kind) for kind in ("sheet", "questionnaire")))


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
    elif (path / FILE).is_file():
        yield path / FILE
    else:
        yield from sorted(path.glob(f"*/{FILE}"))
        yield from sorted(file for file in path.iterdir() if file.suffix in (".yaml", ".yml") and file.is_file())


def _kind(file: Path, *, named: bool) -> Kind:
    if file.name == FILE:
        return "questionnaire"
    document = read_document(file)
    data = document.data if isinstance(document.data, dict) else {}
    if "domains" in data:
        return "questionnaire"
    ours = is_sheet(document) or bool(document.errors)  # what cannot be read is told, not passed over
    return "sheet" if named or ours else "other"


def take_questionnaires(files: Iterable[Path], folder: Path) -> list[Path]:
    """Copy questionnaires with all that belongs to them into `folder`, each under its id; the new folders.

    Every one is checked before the first is copied.

    Raises:
        FaultyFile: with the faults of the first that has some.
        WrongCall: the folder of an id is there already, or two have one id.
        CannotStore: the machine refuses.
    """
    places: dict[Path, Path] = {}
    for file in files:
        place = folder / load(file).questionnaire.id
        if place in places or os.path.lexists(place):
            told = _("{file} was not copied: {folder} is taken. Rename that folder, or change the file's `id`.")
            raise WrongCall(told.format(file=file, folder=place))
        places[place] = file
    make_folder(folder)
    for place, file in places.items():
        _copy(file, place)
    return list(places)


def _copy(file: Path, place: Path) -> None:
    """All of a questionnaire, or nothing: under another name until it is whole."""
    temporary = place.with_name(f".{place.name}.{secrets.token_hex(4)}")
    try:
        for source in _belonging(file):
            inside = FILE if source == file else source.relative_to(file.parent)
            target = temporary / inside
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
        os.rename(temporary, place)
    except OSError as error:
        raise CannotStore(place, error.strerror or str(error)) from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _belonging(file: Path) -> list[Path]:
    """The file, the translations and the crosswalk beside it, and older versions with theirs."""
    older = sorted(file.parent.glob(f"versions/*/{FILE}")) if file.name == FILE else []
    sources = [source.path for each in (file, *older) for source in sources_of(each)]
    return list(dict.fromkeys(sources))
