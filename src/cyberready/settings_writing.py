"""Changing single settings, and nothing else, in a file that a person writes by hand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from cyberready.errors import Fault, FaultyFile
from cyberready.language.messages import _
from cyberready.settings import read_settings, settings_file
from cyberready.workspace.writing import make_folder, replace_file

# Comments at the top that a blank line parts from what follows are about the whole file.
_HEAD = re.compile(r"\A(?:#[^\n]*\n)+\s*\n")


def write_settings(changes: Mapping[str, str], path: Path | None = None) -> None:
    """Give settings new values in the file, which is made where it is missing; comments and all else stay.

    A symbolic link stays one: people keep their settings in a folder of such files.

    Args:
        changes: values that are known to be right, by the names of settings.

    Raises:
        FaultyFile: the file as it stands is wrong, so that nothing can be changed in it.
        CannotStore: the machine refuses; the file is as it was.
    """
    path = path or settings_file()
    read_settings(path)
    file = path.resolve()
    before = file.read_bytes().decode("utf-8") if file.exists() else ""
    after = _changed(before, changes, path)
    if after != before or not file.exists():
        make_folder(file.parent)
        replace_file(file, after.encode("utf-8"))


def _changed(text: str, changes: Mapping[str, str], path: Path) -> str:
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        document = tomlkit.parse(text)
    except TOMLKitError as error:
        raise FaultyFile([Fault(str(path), 0, _("is not TOML: {error}.").format(error=error))]) from error
    new = {key: value for key, value in changes.items() if key not in document}
    for key in changes.keys() - new:
        document[key] = changes[key]
    lines = "".join(f"{key} = {tomlkit.item(value).as_string()}\n" for key, value in new.items())
    return _with_lines(tomlkit.dumps(document), lines)


def _with_lines(text: str, lines: str) -> str:
    """The text with lines before its first key and the comments above that.

    tomlkit puts a new key right before the first table, where it comes between the table and the comment above.
    """
    head = _HEAD.match(text)
    at = head.end() if head else 0
    apart = "\n" if lines and text[at:] and not text[at].isalnum() else ""
    return f"{text[:at]}{lines}{apart}{text[at:]}"
