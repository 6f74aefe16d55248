"""A copy of the database that was read again before it got its name."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

from cyberready.errors import CannotStore, DamagedDatabase
from cyberready.language.messages import N_, _
from cyberready.store.connecting import connect_read_only
from cyberready.store.database import Database, look, sync_folder

_ATTEMPTS = 5
_BUSY = N_("another program kept writing while it was copied; try again")
_UNLIKE = N_("the copy does not read like the database")
_TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite@_%' ESCAPE '@' ORDER BY 1"
# What own and other connections wrote so far.
_STATE = "SELECT total_changes() AS own, data_version AS others FROM pragma_data_version"

Counts = dict[str, int]


def back_up(db: Database, folder: Path) -> Path:
    """Copies the database as it stands into the folder, which is made for its owner alone where it is new.

    The copy is whole, without a log beside it; what was deleted or redacted is not in it. It lies under another
    name until it was synced, opened and checked, and its rows were counted beside the database's. The name says
    when, by the computer's clock: `cyberready-YYYY-MM-DD-HHMMSS.db`, with -2, -3 and so on where that is taken.

    Returns:
        The copy's path.

    Raises:
        CannotStore: the disk is full or read-only, or the copy is not like the database; no copy is left.
        DamagedDatabase: the database itself is damaged.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".cyberready-", suffix=".new", dir=folder)
        os.close(handle)
        new = Path(name)
        try:
            _copy(db, new, folder)
            return _give_name(new, folder)
        finally:
            new.unlink(missing_ok=True)
    except OSError as error:
        raise CannotStore(folder, error.strerror or str(error)) from error


def _copy(db: Database, new: Path, folder: Path) -> None:
    """Fills the empty file, again where another program wrote before the rows were counted."""
    for _attempt in range(_ATTEMPTS):
        before = _state(db)
        try:
            db.rows("VACUUM INTO ?", (str(new.absolute()),))
        except CannotStore as error:
            raise CannotStore(folder, error.why) from error
        counted = _counts(db.rows)
        if _state(db) == before:
            break
        new.write_bytes(b"")
    else:
        raise CannotStore(folder, _(_BUSY))
    with new.open("r+b") as file:
        os.fsync(file.fileno())
    if not _reads_like(new, db, counted):
        raise CannotStore(folder, _(_UNLIKE))


def _reads_like(new: Path, db: Database, counted: Counts) -> bool:
    try:
        schema = look(new)
        with closing(connect_read_only(new)) as connection:
            copied = _counts(lambda sql: connection.execute(sql).fetchall())
    except (DamagedDatabase, sqlite3.Error):
        return False
    return copied == counted and schema == db.rows("PRAGMA user_version")[0][0]


def _state(db: Database) -> tuple[int, int]:
    row = db.rows(_STATE)[0]
    return row["own"], row["others"]


def _counts(select: Callable[[str], Sequence[Any]]) -> Counts:
    """How many rows each table has."""
    names = [row[0].replace('"', '""') for row in select(_TABLES)]
    return {name: select(f'SELECT count(*) FROM "{name}"')[0][0] for name in names}


def _give_name(new: Path, folder: Path) -> Path:
    stem = f"cyberready-{datetime.now():%Y-%m-%d-%H%M%S}"
    for number in count(1):
        path = folder / (f"{stem}.db" if number == 1 else f"{stem}-{number}.db")
        try:
            _rename(new, path)
            break
        except FileExistsError:
            continue
    sync_folder(folder)
    return path


def _rename(new: Path, path: Path) -> None:
    """Unlike Path's, never over another file."""
    try:
        os.link(new, path)
    except FileExistsError:
        raise
    except OSError:  # file systems without links, as on memory sticks
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        os.replace(new, path)
