"""The translations beside questionnaires: how far they are, stamping what is translated, beginning one."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from cyberready.errors import Fault, FaultyFile, WrongCall
from cyberready.language.messages import _
from cyberready.library.finding import FILE, Library, Loaded, load
from cyberready.library.json_schema import FOLDER, schema_comment, schema_file
from cyberready.library.reading import nearest, read_document
from cyberready.library.skeletons import translation_skeleton
from cyberready.library.stamping import State, only_stamps_differ, stamps_of, state_of, with_stamps
from cyberready.model.questionnaire import Questionnaire
from cyberready.model.translation import Translation
from cyberready.workspace.questionnaires import translation_bodies
from cyberready.workspace.writing import replace_file, write_new

_LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
# How far above a questionnaire's folder the schemas may lie: versions/2/ is two folders deeper.
_LEVELS = (1, 2, 3)


@dataclass(frozen=True)
class Translated:
    """A translation beside a questionnaire, and how far it is."""

    questionnaire: Questionnaire
    translation: Translation
    file: Path
    state: State

    @property
    def language(self) -> str:
        return self.translation.language


@dataclass(frozen=True)
class Stamped:
    """The stamps that were written into a file, and the stale ones that were left."""

    file: Path
    language: str
    stamps: Mapping[str, str]
    left: tuple[str, ...]


def translations_of(loaded: Loaded) -> Iterator[Translated]:
    """The translations beside a questionnaire, by language."""
    for language, body in translation_bodies(loaded).items():
        translation = Translation.model_validate_json(body)
        state = state_of(translation, loaded.questionnaire)
        yield Translated(loaded.questionnaire, translation, loaded.file.parent / f"{language}.yaml", state)


def find_translations(library: Library, name: str, language: str | None = None) -> list[Translated]:
    """The translations of a questionnaire by its id, folder or file, or the one that a file is.

    Raises:
        UnknownQuestionnaire: it is none of them.
        FaultyFile: with every fault of the questionnaire and of the files beside it.
        WrongCall: there is no translation into the language.
    """
    path, own = _place(library, name)
    loaded = load(path)
    found = {item.language: item for item in translations_of(loaded)}
    for wanted in (own, language):
        if wanted is not None and wanted not in found:
            raise WrongCall(
                _("{id} has no translation {language!r}; it has: {languages}.").format(
                    id=loaded.questionnaire.id, language=wanted, languages=", ".join(found) or _("none yet")
                )
            )
    return [item for item in found.values() if {own, language} <= {item.language, None}]


def _place(library: Library, name: str) -> tuple[Path, str | None]:
    """The questionnaire that a name stands for, with the language where it names a translation's file."""
    path = Path(name)
    is_translation = path.suffix == ".yaml" and _LANGUAGE_TAG.fullmatch(path.stem) is not None
    if is_translation and os.path.isfile(path.parent / FILE):  # unlike Path's, False for a name too long to be
        return path.parent, path.stem
    return library.find(name), None


def _refuse_shipped(library: Library, name: str) -> None:
    """What comes with the program is changed only by who names its folder: an update would undo it."""
    folder = library.newest().get(name)
    if folder is not None and folder.parent != library.folders[0]:
        raise WrongCall(
            _("{id} comes with the program. Name its folder to change it there: {folder}").format(
                id=name, folder=folder
            )
        )


def stamp_translations(
    library: Library,
    name: str,
    language: str | None = None,
    ids: Collection[str] = (),
    *,
    stale_too: bool = False,
) -> list[Stamped]:
    """Stamp a questionnaire's translations, or one of them; see `find_translations` and `write_stamps`.

    Raises:
        WrongCall: there is none; or texts were named as translated and there are several languages.
    """
    _refuse_shipped(library, name)
    found = find_translations(library, name, language)
    if not found:
        told = _("{name} has no translation yet; `cyberready translations begin` begins one.")
        raise WrongCall(told.format(name=name))
    if len(found) > 1 and (ids or stale_too):
        told = _("There are several translations: {languages}. Say with --language which one is up to date.")
        raise WrongCall(told.format(languages=", ".join(item.language for item in found)))
    return [write_stamps(item, ids, stale_too=stale_too) for item in found]


def write_stamps(found: Translated, ids: Collection[str] = (), *, stale_too: bool = False) -> Stamped:
    """Stamp the texts that are wholly translated and have no stamp yet.

    One whose source has changed since it was stamped is left, unless it is named or `stale_too` is given. With
    `ids` these alone are stamped.

    Raises:
        WrongCall: an id is none, or not wholly translated; or the file was saved meanwhile.
        FaultyFile: the stamps cannot be written without changing something else.
        CannotStore: the machine refuses.
    """
    _check_ids(found, ids)
    state = found.state
    changed = [id for id in state.stale if id in state.complete]
    chosen = set(ids) if ids else {*state.unstamped, *(changed if stale_too else ())}
    stamps = {id: value for id, value in stamps_of(found.questionnaire).items() if id in chosen}
    stamps = {id: value for id, value in stamps.items() if found.translation.stamps.get(id) != value}
    left = tuple(id for id in state.stale if id not in stamps)
    if stamps:
        _write(found.file, found.translation, stamps)
    return Stamped(found.file, found.language, stamps, left)


def _check_ids(found: Translated, ids: Collection[str]) -> None:
    known = list(stamps_of(found.questionnaire))
    for id in ids:
        if id not in known:
            what = _("There is no {id!r} to stamp in {questionnaire}.").format(
                id=id, questionnaire=found.questionnaire.id
            )
            raise WrongCall(f"{what} {nearest(id, known)}")
        if id in found.state.missing:
            parts = ", ".join(found.state.missing[id]) or id
            what = _("{id} is not wholly translated in {file}; missing: {parts}. Nothing was stamped.")
            raise WrongCall(what.format(id=id, file=found.file, parts=parts))


def _write(file: Path, translation: Translation, stamps: Mapping[str, str]) -> None:
    before = read_document(file)
    raw = file.read_bytes()
    mark = b"\xef\xbb\xbf" if raw.startswith(b"\xef\xbb\xbf") else b""
    written = with_stamps(raw[len(mark) :].decode("utf-8"), stamps)

    def check(temporary: Path) -> None:
        after = read_document(temporary)
        if after.errors or not only_stamps_differ(before.data, after.data, {**translation.stamps, **stamps}):
            what = _("the stamps cannot be written without changing something else; nothing was changed.")
            remedy = _("End the file with a line end, write `stamps:` as `  id: stamp` lines, and stamp again.")
            raise FaultyFile([Fault(str(file), 0, what, remedy)])
        if file.read_bytes() != raw:
            raise WrongCall(_("{file} was saved meanwhile; nothing was stamped. Stamp again.").format(file=file))

    replace_file(file, mark + written.encode("utf-8"), check)


def begin_translation(
    library: Library, name: str, language: str, *, status: str = "machine", by: str = "", out: Path | None = None
) -> Path:
    """Write a translation's file with every id and no text yet, beside its questionnaire or elsewhere.

    Raises:
        UnknownQuestionnaire, FaultyFile: the questionnaire is none, or faulty.
        WrongCall: the language is none, or the questionnaire's own; or the file exists.
        CannotStore: the machine refuses.
    """
    if out is None:
        _refuse_shipped(library, name)
    path, _own = _place(library, name)
    loaded = load(path)
    if not _LANGUAGE_TAG.fullmatch(language):
        raise WrongCall(_("{language!r} is no language tag, such as fr or ar-IQ.").format(language=language))
    if language == loaded.questionnaire.language:
        told = _("{id} is written in {language}: give the language of the translation.")
        raise WrongCall(told.format(id=loaded.questionnaire.id, language=language))
    if out is None and loaded.file.name != FILE:
        told = _("Translations are read beside {name} alone. Rename {file}, or write elsewhere with --out.")
        raise WrongCall(told.format(name=FILE, file=loaded.file))
    file = out or loaded.file.parent / f"{language}.yaml"
    write_new(file, translation_skeleton(loaded.questionnaire, language, status, by, _schema_line(file)))
    return file


def _schema_line(file: Path) -> str:
    """The comment that leads editors to the schema, where there is one above the file."""
    for levels in _LEVELS:
        folder = file.absolute().parent.joinpath(*[".."] * levels, FOLDER)
        if (folder / schema_file("translation")).is_file():
            return schema_comment("translation", levels)
    return ""
