"""Where questionnaires lie, and how one is read whole with the files beside it."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from cyberready.errors import Fault, FaultyFile, UnknownQuestionnaire
from cyberready.language.messages import _
from cyberready.library.caching import Cache, key_of
from cyberready.library.characters import check_characters, check_names
from cyberready.library.checks import check_ids, check_questionnaire, parts_by_id
from cyberready.library.companions import check_crosswalk, check_translation
from cyberready.library.reading import Document, document_of, gone, line_of, settled, value_at_top
from cyberready.library.sources import FILE as FILE
from cyberready.library.sources import Source, sources_of
from cyberready.library.validation import validate
from cyberready.model.questionnaire import Questionnaire
from cyberready.model.translation import Crosswalk, Translation
from cyberready.signing import canonical_json, digest

Companion = tuple[Literal["translation", "crosswalk"], str, str]


@dataclass(frozen=True)
class Loaded:
    """A questionnaire that passed the check, with the exact text that its digest covers.

    `companions` are the translations and the crosswalk as (kind, language, canonical JSON); `lines` tells where
    each section and question begins in the file.
    """

    questionnaire: Questionnaire
    body: str
    digest: str
    file: Path
    companions: tuple[Companion, ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict)
    warnings: tuple[Fault, ...] = ()


def shipped_folder() -> Path:
    """The questionnaires that come with the program: in the package, or beside `src` in a checkout."""
    packaged = Path(__file__).resolve().parents[1] / "questionnaires"
    return packaged if packaged.is_dir() else packaged.parents[2] / "questionnaires"


def parse_questionnaire(document: Document) -> Questionnaire | None:
    """A document as a questionnaire; faults are added to it, and with errors there is none."""
    known = check_ids(document)
    questionnaire = validate(Questionnaire, document)
    if questionnaire is not None:
        check_questionnaire(questionnaire, document, known)
    return None if document.errors else questionnaire


def load(path: Path, read: Document | None = None) -> Loaded:
    """Read a questionnaire's file, or the one in a folder, with everything beside it, and check all of it.

    Args:
        read: the questionnaire's file as it was read already, so that it is not parsed again.

    Raises:
        FaultyFile: with every fault of the questionnaire and of the files beside it.
    """
    loaded, _data = _checked(sources_of(path), read)
    return loaded


def _checked(sources: Sequence[Source], read: Document | None = None) -> tuple[Loaded, Any]:
    """What was loaded, and the questionnaire's data in the order of its file."""
    main, *beside = sources
    document = document_of(main) if read is None else read
    check_characters(document)
    check_names(document)
    questionnaire = parse_questionnaire(document)
    faults = [*document.faults]
    companions: list[Companion] = []
    for source in beside:
        if source.kind not in ("translation", "crosswalk"):
            continue
        companion = document_of(source)
        check_characters(companion)
        check_names(companion)
        language = source.path.stem if source.kind == "translation" else ""
        _check_companion(companion, source, questionnaire, sources)
        faults += companion.faults
        if not companion.errors:
            companions.append((source.kind, language, canonical_json(settled(companion.data))))
    if questionnaire is None or any(fault.severity == "error" for fault in faults):
        raise FaultyFile(_in_order(faults))
    data = settled(document.data)
    body = canonical_json(data)
    lines = {id: line_of(part) for id, part in parts_by_id(document).items()}
    warnings = tuple(_in_order(faults))
    return Loaded(questionnaire, body, digest(body), main.path, tuple(companions), lines, warnings), data


def reopen(body: str) -> Questionnaire:
    """A questionnaire from the canonical JSON that a round keeps; it was checked when the round began."""
    return Questionnaire.model_validate_json(body)


def _in_order(faults: Sequence[Fault]) -> list[Fault]:
    return sorted(faults, key=lambda fault: (fault.file, fault.line))


def _check_companion(
    document: Document, source: Source, questionnaire: Questionnaire | None, sources: Sequence[Source]
) -> None:
    """Add every fault to the document; without the questionnaire only those of the file itself."""
    if source.kind == "translation":
        translation = validate(Translation, document)
        if translation is not None:
            language = source.path.stem
            if translation.language != language and not gone(document.data, "language"):
                what = _("is of language `{language}`, but its name says `{language2}`.").format(
                    language=translation.language, language2=language
                )
                document.add(document.data, "language", what, _("Rename the file or mend the language."))
            if questionnaire is not None:
                check_translation(translation, questionnaire, document)
        return
    crosswalk = validate(Crosswalk, document)
    if crosswalk is not None and questionnaire is not None:
        older_file = source.path.parent / "versions" / crosswalk.from_.version / FILE
        older = next((each for each in sources if each.kind == "older" and each.path == older_file), None)
        before = None if older is None else parse_questionnaire(document_of(older))
        check_crosswalk(crosswalk, questionnaire, before, document)


def _to_keep(loaded: Loaded, data: Any) -> dict[str, Any]:
    """What a cache keeps of it, as JSON: the data in place of the body, which has lost the order of the file."""
    return {
        "data": data,
        "digest": loaded.digest,
        "companions": loaded.companions,
        "lines": loaded.lines,
        "warnings": [{**vars(fault), "file": Path(fault.file).name} for fault in loaded.warnings],
    }


def _kept(kept: Any, file: Path) -> Loaded | None:
    """What a cache kept, for the file that it was made of; None where it is not what its digest says."""
    with suppress(KeyError, TypeError, ValueError):
        body = canonical_json(kept["data"])
        if digest(body) == kept["digest"]:
            return Loaded(
                Questionnaire.model_validate(kept["data"]),
                body,
                kept["digest"],
                file,
                tuple(map(tuple, kept["companions"])),
                kept["lines"],
                tuple(Fault(**{**fault, "file": str(file.parent / fault["file"])}) for fault in kept["warnings"]),
            )
    return None


@dataclass(frozen=True)
class Library:
    """The folders in which questionnaires are looked for; earlier ones hide later ones of the same id.

    With a cache, what was read once is not read and checked again while no byte of its files changes.
    """

    folders: tuple[Path, ...]
    cache: Cache | None = None

    def newest(self) -> dict[str, Path]:
        """The folder of each questionnaire by id (its folder's name), alphabetically."""
        found: dict[str, Path] = {}
        for folder in self.folders:
            for file in sorted(folder.glob(f"*/{FILE}")):
                found.setdefault(file.parent.name, file.parent)
        return dict(sorted(found.items()))

    def versions(self, id: str) -> list[Path]:
        """The folders of a questionnaire's versions, the newest first."""
        newest = self.newest().get(id)
        older = sorted(newest.glob(f"versions/*/{FILE}"), key=_by_version, reverse=True) if newest else []
        return [newest, *(file.parent for file in older)] if newest else []

    def find(self, name: str, version: str | None = None) -> Path:
        """The folder or file that a name stands for: an id, else a path.

        Raises:
            UnknownQuestionnaire: it is neither.
        """
        found = self.newest().get(name) if version is None else self.find_version(name, version)
        if found is not None:
            return found
        with suppress(RuntimeError):  # an unknown ~user
            path = Path(name).expanduser()
            # Unlike Path's, these are False for a name too long to be.
            if (os.path.isfile(path) or os.path.isfile(path / FILE)) and version in (None, _version_of(path)):
                return path
        asked = name if version is None else f"{name} {version}"
        raise UnknownQuestionnaire(asked, self.newest())

    def find_version(self, id: str, version: str) -> Path | None:
        """The folder of one version of a questionnaire, where it is here."""
        return next((folder for folder in self.versions(id) if _version_of(folder) == version), None)

    def load(self, name: str, version: str | None = None) -> Loaded:
        """As `find` and `load`, with their errors."""
        return self.load_from(self.find(name, version))

    def load_from(self, path: Path) -> Loaded:
        """As `load`, with its errors."""
        sources = sources_of(path)
        if self.cache is None:
            return _checked(sources)[0]
        main = sources[0].path
        key = key_of((source.path.relative_to(main.parent).as_posix(), source.raw) for source in sources)
        loaded = _kept(self.cache.get(key), main)
        if loaded is None:
            loaded, data = _checked(sources)
            self.cache.put(key, _to_keep(loaded, data))
        return loaded


def _by_version(file: Path) -> list[tuple[int, str]]:
    """Numbers in the folder's name by their size, so that 2026.10 comes after 2026.9."""
    parts = re.findall(r"[0-9]+|[^0-9]+", file.parent.name)
    return [(int(part), "") if part[0] in "0123456789" else (-1, part) for part in parts]


def _version_of(folder: Path) -> str:
    if folder.parent.name == "versions":
        return folder.name
    return value_at_top(folder / FILE if folder.is_dir() else folder, "version")
