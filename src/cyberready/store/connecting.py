"""Looking at the file without changing it, and SQLite's errors in plain words.

Imports no library: the home screen lists its rounds through this before the heavy imports.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from types import TracebackType

from cyberready.errors import CannotStore, DamagedDatabase
from cyberready.language.messages import N_, _

IN_MEMORY = N_("the database in memory")
READ_ONLY = N_("it can only be read here")

# What SQLite advises for files of uncertain origin (sqlite.org/security.html); they cost nothing.
CAUTIOUS = ("PRAGMA trusted_schema = OFF", "PRAGMA cell_size_check = ON", "PRAGMA mmap_size = 0")

_REFUSALS = {
    sqlite3.SQLITE_BUSY: N_("another program has kept it locked for too long"),
    sqlite3.SQLITE_CANTOPEN: N_("it cannot be opened"),
    sqlite3.SQLITE_FULL: N_("the disk is full"),
    sqlite3.SQLITE_IOERR: N_("the disk reports an error, or a limit on file sizes was reached"),
    sqlite3.SQLITE_PERM: N_("the system denies access"),
    sqlite3.SQLITE_READONLY: READ_ONLY,
}


class PlainErrors:
    """Around SQLite: what the machine or a damaged file causes becomes our error, a fault in our SQL does not.

    Raises:
        CannotStore: full, read-only, locked, or an error of the disk.
        DamagedDatabase: a page of the file makes no sense.
    """

    def __init__(self, path: Path | None) -> None:
        self.place = path or _(IN_MEMORY)

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not isinstance(error, sqlite3.Error):
            return
        # Extended codes keep the plain one in their low byte.
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        no_text = not code and "UTF-8" in str(error)  # Python's own error, for bytes that are no text
        if no_text or code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise DamagedDatabase(self.place, _("is damaged ({error}).").format(error=error)) from error
        if code in _REFUSALS:
            raise CannotStore(self.place, _(_REFUSALS[code])) from error


def can_write(path: Path) -> bool:
    """Whether the file and its folder may be written; SQLite needs the folder for its log."""
    effective = os.access in os.supports_effective_ids
    return all(os.access(place, os.W_OK, effective_ids=effective) for place in (path, path.parent))


def connect_read_only(path: Path) -> sqlite3.Connection:
    """A connection that never writes the file; it works beside a program that is writing.

    Raises:
        CannotStore: the log beside the file holds answers that can only be read where the folder is writable.
        DamagedDatabase: the file is not a database.
    """
    log = path.with_name(path.name + "-wal")
    logged = log.exists() and log.stat().st_size > 0
    # SQLite makes a -shm file even to read. In a read-only folder it cannot; beside a read-only file it makes a
    # read-only one, which refuses all writing after the file was made writable again (seen with SQLite 3.40).
    immutable = "" if logged or can_write(path) else "&immutable=1"
    with PlainErrors(path):
        name = f"{path.absolute().as_uri()}?mode=ro{immutable}"
        connection = sqlite3.connect(name, uri=True, timeout=5.0, check_same_thread=False)
        try:
            for pragma in CAUTIOUS:
                connection.execute(pragma)
            connection.execute("PRAGMA schema_version").fetchone()
        except sqlite3.OperationalError as error:
            connection.close()
            if logged and error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_CANTOPEN:
                why = _("copy it and {name} to a folder that can be written, and open it there").format(
                    name=log.name
                )
                raise CannotStore(path, why) from error
            raise
        except sqlite3.Error:
            connection.close()
            raise
    return connection
