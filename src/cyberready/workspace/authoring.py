"""Beginning a questionnaire: its folder with a file that passes the check, the schemas beside it, translations."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

from cyberready.errors import CannotStore, WrongCall
from cyberready.language.messages import _
from cyberready.library.finding import FILE, Library
from cyberready.library.json_schema import FOLDER, MODELS, schema_file
from cyberready.library.skeletons import starting_questionnaire
from cyberready.workspace.schemas import write_schemas
from cyberready.workspace.translating import begin_translation
from cyberready.workspace.writing import make_folder, write_new

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")


def begin_questionnaire(
    library: Library,
    id: str,
    folder: Path,
    *,
    title: str = "",
    language: str = "en",
    translations: Sequence[str] = (),
) -> list[Path]:
    """Write `folder`/`id`/questionnaire.yaml with translations to fill in, and the schemas that are missing.

    The questionnaire's file comes first in what is returned. What fails on the way leaves no folder of that id.

    Raises:
        WrongCall: the id or a language is none, or one of that id exists.
        CannotStore: the machine refuses.
    """
    own = folder / id
    _check_id(library, id, own)
    make_folder(folder)
    try:
        own.mkdir()
    except OSError as error:
        raise CannotStore(own, error.strerror or str(error)) from error
    try:
        schemas = folder / FOLDER
        missing = [name for name in MODELS if not os.path.lexists(schemas / schema_file(name))]
        written = write_schemas(schemas, missing) if missing else []
        file = own / FILE
        write_new(file, starting_questionnaire(id, title or id.replace("-", " ").capitalize(), language))
        beside = [begin_translation(library, str(own), tag) for tag in dict.fromkeys(translations)]
        return [file, *beside, *written]
    except BaseException:
        shutil.rmtree(own, ignore_errors=True)
        raise


def _check_id(library: Library, id: str, own: Path) -> None:
    if not _ID.fullmatch(id):
        told = _("{id!r} is no id for a questionnaire: small letters, digits and -, at most 80 of them.")
        raise WrongCall(told.format(id=id))
    if id == FOLDER:
        raise WrongCall(_("{id!r} is the folder of the schemas. Choose another id.").format(id=id))
    found = library.newest().get(id, own)
    if id in library.newest() or os.path.lexists(own):
        raise WrongCall(_("There is a {id!r} already: {folder}. Choose another id.").format(id=id, folder=found))
