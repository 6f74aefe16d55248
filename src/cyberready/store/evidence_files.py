"""Copies of files that were shown as evidence, each kept once, under the SHA-256 of its content.

A copy is `ab/abcdef….pdf` in the folder of evidence. Whoever opens that folder years later, without this program,
opens a copy like any other file, since it kept its ending; finds the one that a sheet or the database names by its
digest; and proves with `sha256sum` that it is the very file. The folders of two digits are for memory sticks:
FAT32 ends a folder at 65,536 entries, and a name of this length takes seven of them.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from cyberready.errors import CannotStore, NotEvidence
from cyberready.language.messages import _
from cyberready.store.database import sync_folder

LARGEST = 50 * 10**6
"""Bytes: a scanned law of some hundred pages. What is larger belongs into an archive, with its link here."""
_CHUNK = 2**20

CopyState = Literal["sound", "altered", "unreadable", "missing"]
_STATES: tuple[CopyState, ...] = ("sound", "altered", "unreadable", "missing")

# O_NONBLOCK: a pipe that nobody writes to would be waited for without end.
_READING = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


@dataclass(frozen=True)
class KeptFile:
    """A copy that was kept.

    `digest` is `sha256:` and 64 hexadecimal digits, `size` in bytes, `name` that of the file it was made of.
    """

    digest: str
    size: int
    path: Path
    name: str


@dataclass(frozen=True)
class Copy:
    """What became of a copy, and where it lies; no path where none lies there."""

    state: CopyState
    path: Path | None


def keep_file(folder: Path, source: Path) -> KeptFile:
    """Copy a file into the folder of evidence; when this returns, the copy and its name are synced to the disk.

    The same content is kept once, whatever its names; a copy that is no longer sound is replaced. Of a symbolic
    link the file that it leads to is copied.

    Raises:
        NotEvidence: the file is missing, unreadable, empty, too large, no regular file, or changed meanwhile.
        CannotStore: the machine refuses, as when the disk is full; nothing half written is left.
    """
    handle = _open(source)
    try:
        new, digest, size = _copied(handle, source, folder)
    finally:
        os.close(handle)
    try:
        path = _put(new, folder, digest, _ending(source.name))
    except OSError as error:
        raise CannotStore(folder, error.strerror or str(error)) from error
    finally:
        new.unlink(missing_ok=True)
    return KeptFile(digest, size, path, source.name)


def check_file(folder: Path, digest: str) -> Copy:
    """Whether the content of this digest lies in the folder, unchanged to the last bit.

    Raises:
        ValueError: it is no digest.
    """
    try:
        found = [Copy(_state(path, digest), path) for path in _copies(folder, digest)]
    except OSError:
        return Copy("unreadable", None)
    return min(found, key=lambda copy: _STATES.index(copy.state), default=Copy("missing", None))


def read_copy(path: Path, digest: str) -> bytes | None:
    """The content of a copy; None where it is not, or no longer, that of the digest."""
    try:
        with os.fdopen(os.open(path, _READING | _NO_LINK), "rb") as file:
            content = file.read(LARGEST + 1)
    except OSError:
        return None
    return content if hashlib.sha256(content).hexdigest() == _hexadecimal(digest) else None


def _open(source: Path) -> int:
    """A handle to read the file by; what is no regular file is not even opened, since a device may act on that."""
    try:
        _refuse(source, source.stat())
        handle = os.open(source, _READING)
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:  # ValueError: a NUL in the name
        remedy = _("Give the path of a file on this machine.")
        raise NotEvidence(source, _("there is no such file"), remedy) from error
    except OSError as error:
        raise _unreadable(source, error) from error
    try:
        _refuse(source, os.fstat(handle))  # another may stand there by now
    except BaseException:
        os.close(handle)
        raise
    return handle


def _refuse(source: Path, found: os.stat_result) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise NotEvidence(source, _("it is a folder"), _("Give a file in it, or pack it into one file."))
    if not stat.S_ISREG(found.st_mode):
        remedy = _("Save what it gives as a file first.")
        raise NotEvidence(source, _("it is a device, a pipe or a socket"), remedy)
    if found.st_size > LARGEST:
        raise _too_large(source)


def _too_large(source: Path) -> NotEvidence:
    why = _("it is larger than {megabytes} MB").format(megabytes=LARGEST // 10**6)
    return NotEvidence(source, why, _("Give the part that matters, or the link under which the whole is kept."))


def _unreadable(source: Path, error: OSError) -> NotEvidence:
    why = _("it cannot be read ({reason})").format(reason=error.strerror or error)
    return NotEvidence(source, why, _("Ask for the right to read it, or for another copy."))


def _copied(handle: int, source: Path, folder: Path) -> tuple[Path, str, int]:
    """A synced file under a passing name with what was read, its digest and its size."""
    summed, size = hashlib.sha256(), 0
    new = None
    try:
        _make(folder)
        target, name = tempfile.mkstemp(prefix=".", suffix=".new", dir=folder)
        new = Path(name)
        with os.fdopen(target, "wb") as file:
            for chunk in _chunks(handle, source):
                summed.update(chunk)
                size += file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        new.chmod(0o600)
    except BaseException as error:
        if new is not None:
            new.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise CannotStore(folder, error.strerror or str(error)) from error
        raise
    return new, f"sha256:{summed.hexdigest()}", size


def _chunks(handle: int, source: Path) -> Iterator[bytes]:
    """The file's content.

    The digest will be that of what was read, whatever happened meanwhile; a file that changed is refused all the
    same, since half of one state and half of another was never shown to anyone.
    """
    before, size = os.fstat(handle), 0
    while True:
        try:
            chunk = os.read(handle, _CHUNK)
        except OSError as error:
            raise _unreadable(source, error) from error
        if not chunk:
            break
        size += len(chunk)
        if size > LARGEST:
            raise _too_large(source)
        yield chunk
    after = os.fstat(handle)
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise NotEvidence(source, _("it changed while it was read"), _("Try again when it is complete."))
    if not size:
        raise NotEvidence(source, _("it is empty"), _("See whether it was saved to the end."))


def _put(new: Path, folder: Path, digest: str, ending: str) -> Path:
    """Give the new file its name, unless a sound copy is there already; where that is, and where this one is."""
    there = _copies(folder, digest)
    for path in there:
        if _state(path, digest) == "sound":
            return path
    place = _place(folder, digest)
    path = there[0] if there else place / f"{_hexadecimal(digest)}{ending}"
    _make(place)
    os.replace(new, path)
    for changed in (place, folder, folder.parent):
        sync_folder(changed)
    return path


def _make(folder: Path) -> None:
    """A folder for its owner only, where there is none; one that leads elsewhere is not written to."""
    if folder.is_symlink():
        raise CannotStore(folder, _("it is a symbolic link"))
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def _hexadecimal(digest: str) -> str:
    if not re.fullmatch("sha256:[0-9a-f]{64}", digest):
        raise ValueError(f"{digest!r} is no digest")
    return digest.removeprefix("sha256:")


def _place(folder: Path, digest: str) -> Path:
    return folder / _hexadecimal(digest)[:2]


def _copies(folder: Path, digest: str) -> list[Path]:
    """What lies there under the digest, with whatever ending."""
    place, stem = _place(folder, digest), _hexadecimal(digest)
    try:
        names = os.listdir(place)
    except (FileNotFoundError, NotADirectoryError):
        return []
    return [place / name for name in sorted(names) if name.partition(".")[0] == stem]


def _state(path: Path, digest: str) -> CopyState:
    try:
        found = path.lstat()
        if not stat.S_ISREG(found.st_mode) or found.st_size > LARGEST:
            return "altered"
        with os.fdopen(os.open(path, _READING | _NO_LINK), "rb") as file:
            same = hashlib.file_digest(file, "sha256").hexdigest() == _hexadecimal(digest)
    except FileNotFoundError:
        return "missing"
    except OSError:
        return "unreadable"
    return "sound" if same else "altered"


def _ending(name: str) -> str:
    """The file's last ending in small letters, or none where that is no plain one."""
    ending = Path(name).suffix.casefold()
    return ending if re.fullmatch(r"\.[a-z0-9]{1,8}", ending) else ""
