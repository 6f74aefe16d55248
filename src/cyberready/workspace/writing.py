"""Files that authors write and share: whole or not at all, with the rights that any new file of theirs gets.

Unlike what was answered (charts.files), these are not for their owner's eyes only.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from cyberready.errors import CannotStore, WrongCall
from cyberready.language.messages import _


def make_folder(folder: Path) -> None:
    """The folder with those above it, unless it is there already.

    Raises:
        CannotStore: the machine refuses, or a file has that name.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotStore(folder, error.strerror or str(error)) from error


def write_new(path: Path, text: str) -> None:
    """A file where there is none yet.

    Raises:
        WrongCall: something of that name is there.
        CannotStore: the machine refuses.
    """
    if os.path.lexists(path):
        raise WrongCall(_("{path} exists already; nothing was written.").format(path=path))
    replace_file(path, text.encode("utf-8"))


def replace_file(path: Path, content: bytes, check: Callable[[Path], None] | None = None) -> None:
    """Put the content in the place of a file, whose rights stay; until it is whole, the old file stands.

    `check` sees the new file before it takes the place; what it raises leaves the old one as it was.

    Raises:
        CannotStore: the machine refuses, or the path is a symbolic link, which is never followed.
    """
    if path.is_symlink():
        raise CannotStore(path, _("it is a symbolic link"))
    # Its name ends in no `.yaml`, so that nobody who looks at the folder meanwhile takes it for a file of ours.
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with temporary.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, temporary)
        if check is not None:
            check(temporary)
        os.replace(temporary, path)
    except OSError as error:
        raise CannotStore(path, error.strerror or str(error)) from error
    finally:
        with suppress(OSError):  # a folder that refused the file refuses this as well
            temporary.unlink(missing_ok=True)
