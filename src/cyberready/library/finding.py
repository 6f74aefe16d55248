"""Where questionnaires lie, and how one is read whole with the files beside it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from cyberready.errors import Fault, FaultyFile, UnknownQuestionnaire
from cyberready.library.checks import check_ids, check_questionnaire, parts_by_id
from cyberready.library.companions import check_crosswalk, check_translation
from cyberready.library.reading import Document, gone, line_of, read_document, settled
from cyberready.library.validation import validate
from cyberready.model.questionnaire import Questionnaire
from cyberready.model.translation import Crosswalk, Translation
from cyberready.signing import canonical_json, digest

FILE = "questionnaire.yaml"
Kind = Literal["translation", "crosswalk"]
_LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


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
    companions: tuple[tuple[Kind, str, str], ...] = ()
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


def load(path: Path) -> Loaded:
    """Read a questionnaire's file, or the one in a folder, with everything beside it.

    Raises:
        FaultyFile: with every fault of the questionnaire and of the files beside it.
    """
    file = path / FILE if path.is_dir() else path
    document = read_document(file)
    questionnaire = parse_questionnaire(document)
    faults = [*document.faults]
    companions: list[tuple[Kind, str, str]] = []
    for beside, kind, language in _beside(file):
        companion = read_document(beside)
        _check_companion(companion, kind, language, questionnaire, file)
        faults += companion.faults
        if not companion.errors:
            companions.append((kind, language, canonical_json(settled(companion.data))))
    if questionnaire is None or any(fault.severity == "error" for fault in faults):
        raise FaultyFile(_in_order(faults))
    body = canonical_json(settled(document.data))
    lines = {id: line_of(part) for id, part in parts_by_id(document).items()}
    return Loaded(questionnaire, body, digest(body), file, tuple(companions), lines, tuple(_in_order(faults)))


def reopen(body: str) -> Questionnaire:
    """A questionnaire from the canonical JSON that a round keeps; it was checked when the round began."""
    return Questionnaire.model_validate_json(body)


def _in_order(faults: Sequence[Fault]) -> list[Fault]:
    return sorted(faults, key=lambda fault: (fault.file, fault.line))


def _beside(file: Path) -> Iterator[tuple[Path, Kind, str]]:
    """The translations and the crosswalk beside a questionnaire; other files are not ours to read."""
    if file.name != FILE:
        return
    for path in sorted(file.parent.glob("*.yaml")):
        if path.stem == "crosswalk":
            yield path, "crosswalk", ""
        elif path.name != FILE and _LANGUAGE_TAG.fullmatch(path.stem):
            yield path, "translation", path.stem


def _check_companion(
    document: Document, kind: str, language: str, questionnaire: Questionnaire | None, file: Path
) -> None:
    """Add every fault to the document; without the questionnaire only those of the file itself."""
    if kind == "translation":
        translation = validate(Translation, document)
        if translation is not None:
            if translation.language != language and not gone(document.data, "language"):
                what = f"is of language `{translation.language}`, but its name says `{language}`."
                document.add(document.data, "language", what, "Rename the file or mend the language.")
            if questionnaire is not None:
                check_translation(translation, questionnaire, document)
        return
    crosswalk = validate(Crosswalk, document)
    if crosswalk is not None and questionnaire is not None:
        older_file = file.parent / "versions" / crosswalk.from_.version / FILE
        older = parse_questionnaire(read_document(older_file)) if older_file.is_file() else None
        check_crosswalk(crosswalk, questionnaire, older, document)


@dataclass(frozen=True)
class Library:
    """The folders in which questionnaires are looked for; earlier ones hide later ones of the same id."""

    folders: tuple[Path, ...]

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
        return load(self.find(name, version))


def _by_version(file: Path) -> list[tuple[int, str]]:
    """Numbers in the folder's name by their size, so that 2026.10 comes after 2026.9."""
    parts = re.findall(r"[0-9]+|[^0-9]+", file.parent.name)
    return [(int(part), "") if part[0] in "0123456789" else (-1, part) for part in parts]


def _version_of(folder: Path) -> str:
    if folder.parent.name == "versions":
        return folder.name
    document = read_document(folder / FILE if folder.is_dir() else folder)
    data = document.data if isinstance(document.data, dict) else {}
    version = data.get("version", "")
    return str(getattr(version, "written", version))
