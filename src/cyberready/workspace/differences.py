"""Two versions of a questionnaire side by side, and the crosswalk between them. Imports no store."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from cyberready.errors import Fault, FaultyFile, UnknownQuestionnaire, WrongCall
from cyberready.language.messages import _
from cyberready.library.crosswalk import crosswalk
from cyberready.library.differences import Differences, differences
from cyberready.library.finding import FILE, Library, parse_questionnaire
from cyberready.library.reading import read_document
from cyberready.model.questionnaire import Questionnaire

CROSSWALK = "crosswalk.yaml"


@dataclass(frozen=True)
class Compared:
    """How two versions differ, and the newer one's file."""

    differences: Differences
    new_file: Path

    @property
    def crosswalk_file(self) -> Path:
        """Where the program looks for the crosswalk of the newer one.

        Raises:
            WrongCall: its file has a name of its own, beside which no crosswalk is looked for.
        """
        if self.new_file.name != FILE:
            message = _("A crosswalk is read beside a {name} only, and {file} is none. Give --out FILE.")
            raise WrongCall(message.format(name=FILE, file=self.new_file))
        return self.new_file.with_name(CROSSWALK)

    @property
    def has_crosswalk(self) -> bool:
        return self.new_file.name == FILE and self.crosswalk_file.is_file()


def compare(library: Library, old: str, new: str) -> Compared:
    """Compare two questionnaires, each an id, `id@version`, a folder or a file.

    Translations and crosswalks beside them play no part: while a new version is written they are seldom right.

    Raises:
        UnknownQuestionnaire: there is none of that name or version.
        FaultyFile: with every error of both files.
    """
    files = [find_file(library, name) for name in (old, new)]
    read: list[Questionnaire] = []
    faults: list[Fault] = []
    for file in files:
        document = read_document(file)
        questionnaire = parse_questionnaire(document)
        if questionnaire is None:
            faults += document.errors
        else:
            read.append(questionnaire)
    if faults:
        raise FaultyFile(dict.fromkeys(faults))
    before, after = read
    return Compared(differences(before, after), files[1])


def find_file(library: Library, name: str) -> Path:
    """The questionnaire's file for an id, folder or file, of which `@version` names one version.

    Raises:
        UnknownQuestionnaire: it is neither.
        WrongCall: it has no such version.
    """
    with suppress(UnknownQuestionnaire):  # a path may hold an @ itself
        return _file(library.find(name))
    id, at, version = name.rpartition("@")
    if not at:
        raise UnknownQuestionnaire(name, library.newest())
    if id not in library.newest() and (folder := library.find(id).resolve()).is_dir():
        library, id = Library((folder.parent,)), folder.name
    with suppress(UnknownQuestionnaire):
        return _file(library.find(id, version))
    older = ", ".join(folder.name for folder in library.versions(id)[1:]) or _("none")
    message = _("{id} has no version {version!r} here. Its older versions here: {older}.")
    raise WrongCall(message.format(version=version, id=id, older=older))


def _file(place: Path) -> Path:
    return place / FILE if place.is_dir() else place


def crosswalk_text(compared: Compared) -> str:
    """The text of crosswalk.yaml, to be reviewed.

    Raises:
        WrongCall: both sides say that they are one and the same version.
    """
    old, new = compared.differences.old, compared.differences.new
    if (old.id, old.version) == (new.id, new.version):
        message = _("Both are {id} {version}; a crosswalk leads to another version. Give the newer one its own.")
        raise WrongCall(message.format(id=new.id, version=new.version))
    return crosswalk(compared.differences)


def write_crosswalk(compared: Compared, out: Path | None, replace: bool = False) -> Path:
    """Write the crosswalk beside the newer version or to a file of one's choice, and return where.

    Raises:
        WrongCall: as in `crosswalk_text`, or the file exists and `replace` was not given.
        CannotWriteFile: the machine refuses, or the path is a symbolic link.
    """
    from cyberready.charts.files import write_whole

    text = crosswalk_text(compared)
    path = out or compared.crosswalk_file
    if os.path.exists(path) and not os.path.isfile(path):
        raise WrongCall(_("{path} is no plain file. Give another with --out.").format(path=path))
    if os.path.exists(path) and not replace:
        message = _("{path} exists already. Give --replace to replace it, or another file with --out.")
        raise WrongCall(message.format(path=path))
    write_whole(path, text.encode("utf-8"))
    return path
