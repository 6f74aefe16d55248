"""The schemas as files, for editors. Imports no reader of YAML, so that printing one stays quick."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from cyberready.errors import WrongCall
from cyberready.language.messages import _
from cyberready.library.json_schema import MODELS, schema_file, schema_text
from cyberready.workspace.writing import make_folder, replace_file


def write_schemas(folder: Path, formats: Iterable[str] = MODELS, *, replace: bool = False) -> list[Path]:
    """Write schemas into a folder, each as `schema_file` names it; all of them, or none.

    Raises:
        WrongCall: a file says something else, and `replace` was not given.
        CannotStore: the machine refuses.
    """
    texts = {folder / schema_file(name): schema_text(name).encode("utf-8") for name in formats}
    others = [str(file) for file, text in texts.items() if file.exists() and _content(file) != text]
    if others and not replace:
        told = _("There are other files of these names: {files}. Give --force to replace them.")
        raise WrongCall(told.format(files=", ".join(others)))
    make_folder(folder)
    for file, text in texts.items():
        if not file.exists() or _content(file) != text:
            replace_file(file, text)
    return list(texts)


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:  # a folder of that name, or unreadable: whatever it holds, it is not the schema
        return b""
