"""What a questionnaire's files were read as, kept beside the database, so that it need not be read again.

An entry is found by a digest of every byte that it was made of (`key_of`) and begins with a seal over itself and
that digest (HMAC-SHA256), which is verified before anything in it is used. The seal's secret is the user's own and
lies in their configuration folder, not in the workspace. So no entry is taken

- that a disk damaged or cut short, or that stands under another questionnaire's name;
- that somebody else made: another user who may write the folder, or whoever prepared a workspace that was handed
  over. They cannot compute a seal, so a text of theirs cannot pass for the files', whatever digest it carries.

Whoever can read the user's configuration is the user to this program: it does not protect from them. Nor is an
entry held against the files again, since that would be to parse them: it says what this program, in this version,
once read in these bytes, and a mistake that it made then stays until its version or `FORMAT` changes. `check`
therefore never asks here. Nothing depends on an entry: what is missing, unreadable or not ours is read from the
files, and where nothing can be written nothing is kept.
"""

from __future__ import annotations

import hmac
import json
import os
import re
import stat
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from cyberready import __version__
from cyberready.language.messages import language_in_use

FORMAT = 1
"""Raised when an entry says something else, or the same in other words."""
KEPT = 32
"""Entries of at most a few MB; more questionnaires than that in one workspace are only read anew more often."""
_LARGEST = 64 * 1024 * 1024
_NAME = re.compile(r"[0-9a-f]{64}\.(json|[^.]+\.new)")
_ENTRY = re.compile(rb'\{"seal":"([0-9a-f]{64})","kept":(.*)\}', re.DOTALL)
# A pipe in an entry's place must not be waited for, and a link not be followed out of the folder.
_FLAGS = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"))


def key_of(files: Iterable[tuple[str, bytes]]) -> str:
    """64 hexadecimal digits that stand for these files, names and bytes, as this program reads them.

    Faults are sentences in the language of the interface, so that counts as well.
    """
    digest = sha256(f"cyberready questionnaire {FORMAT} {_program()} {language_in_use()}\n".encode())
    for name, raw in files:
        digest.update(f"{len(name.encode('utf-8', 'surrogateescape'))} {len(raw)}\n".encode())
        digest.update(name.encode("utf-8", "surrogateescape"))
        digest.update(raw)
    return digest.hexdigest()


@cache
def _program() -> str:
    """The program's version and, since a checkout changes without it, when the code that reads was changed."""
    package = Path(__file__).parents[1]
    files = [*package.glob("library/*.py"), *package.glob("model/*.py"), package / "signing.py"]
    with suppress(OSError):  # in a zip file there is nothing that could have been changed
        return " ".join([__version__, *sorted(f"{file.name}:{file.stat().st_mtime_ns}" for file in files)])
    return __version__


@dataclass(frozen=True)
class Cache:
    """A folder of entries, and the file of the secret that seals them; both are made when the first is kept."""

    folder: Path
    secret_file: Path

    def get(self, key: str) -> Any:
        """What was kept under a key; None where there is nothing, or nothing that we sealed for it."""
        secret, raw = _secret(self.secret_file), _read(self.folder / f"{key}.json")
        entry = _ENTRY.fullmatch(raw or b"")
        if secret is None or entry is None or not hmac.compare_digest(entry[1], _seal(secret, key, entry[2])):
            return None
        with suppress(ValueError):
            return json.loads(entry[2])
        return None

    def put(self, key: str, value: Any) -> None:
        """Keep a value of JSON under a key, whole or not at all, and drop the oldest entries."""
        with suppress(OSError):  # full, read-only, or no folder for results: it is read anew next time
            self.folder.mkdir(mode=0o700, exist_ok=True)
            secret = _secret(self.secret_file) or _make_secret(self.secret_file)
            if secret is None or self.folder.is_symlink():
                return
            kept = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
            entry = b'{"seal":"%s","kept":%s}' % (_seal(secret, key, kept), kept)
            _write(self.folder / f"{key}.json", entry)
            _prune(self.folder)


def _seal(secret: bytes, key: str, kept: bytes) -> bytes:
    return hmac.new(secret, f"{key}\n".encode() + kept, sha256).hexdigest().encode()


def _read(file: Path) -> bytes | None:
    """The bytes of a plain file; None of anything else."""
    with suppress(OSError):
        descriptor = os.open(file, _FLAGS)
        try:
            if stat.S_ISREG(os.fstat(descriptor).st_mode):
                with open(descriptor, "rb", closefd=False) as stream:
                    return stream.read(_LARGEST)
        finally:
            os.close(descriptor)
    return None


def _write(file: Path, raw: bytes) -> None:
    """The file whole or not at all, for its owner alone.

    Not synced to the disk: what the loss of power leaves half written has no seal.
    """
    descriptor, name = tempfile.mkstemp(prefix=f"{file.stem}.", suffix=".new", dir=file.parent)
    try:
        with open(descriptor, "wb") as stream:
            stream.write(raw)
        os.replace(name, file)
    except OSError:
        with suppress(OSError):
            os.unlink(name)
        raise


def _prune(folder: Path) -> None:
    """Entries, and what an interrupted program left of one, beyond the newest; nothing that is not ours."""
    ours = [entry for entry in os.scandir(folder) if _NAME.fullmatch(entry.name)]
    if len(ours) <= KEPT:
        return
    written = sorted(ours, key=lambda entry: entry.stat(follow_symlinks=False).st_mtime_ns, reverse=True)
    for entry in written[KEPT:]:
        with suppress(OSError):  # gone by now, or a folder
            os.unlink(entry.path)


def _secret(file: Path) -> bytes | None:
    raw = _read(file)
    return raw if raw is not None and len(raw) == sha256().digest_size else None


def _make_secret(file: Path) -> bytes | None:
    """A new secret; of two processes that make one at once, that of the later is both's."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _write(file, os.urandom(sha256().digest_size))
    return _secret(file)
