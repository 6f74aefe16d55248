"""Writing a file whole or not at all, for its owner's eyes only."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from cyberready.errors import CannotWriteFile
from cyberready.language.messages import _


def make_folder(folder: Path) -> None:
    """The folder, for its owner only, unless it is there already.

    Raises:
        CannotWriteFile: the machine refuses, or a file has that name.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWriteFile(folder, error.strerror or str(error)) from error


def write_whole(path: Path, content: bytes) -> None:
    """Replace the file by the content, mode 0600 whatever the umask; the old one stays until the new is whole.

    Raises:
        CannotWriteFile: the machine refuses, or the path is a symbolic link, which is never followed.
    """
    if path.is_symlink():
        raise CannotWriteFile(path, _("it is a symbolic link"))
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise CannotWriteFile(path, error.strerror or str(error)) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o600)
        os.replace(temporary, path)
    except BaseException as error:
        Path(temporary).unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise CannotWriteFile(path, error.strerror or str(error)) from error
        raise
