"""The file that holds everything: created whole, looked at before it is opened, written in one way only.

The promise: an answer shown as saved survives kill -9 and power loss if the disk obeys fsync. It rests on three
things: a log that is synced at every commit (WAL, synchronous FULL), transactions that take the write lock before
they read (BEGIN IMMEDIATE; sqlite-utils' own `atomic()` would not), and everything that belongs together in one.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Self

from sqlite_utils import Database as Sqlite

from cyberready.errors import CannotStore, DamagedDatabase, NewerDatabase
from cyberready.language.messages import _
from cyberready.store.connecting import (
    CAUTIOUS,
    IN_MEMORY,
    READ_ONLY,
    PlainErrors,
    can_write,
    connect_read_only,
)
from cyberready.store.migrations import NEWEST, migrate, version

APPLICATION_ID = int.from_bytes(b"CyRd")
OLDEST_SQLITE = (3, 37, 0)
"""The first with STRICT tables."""
_MAGIC = b"SQLite format 3\0"
_PRAGMAS = (
    *CAUTIOUS,
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",
    # A redacted remark must not stay readable in a free page.
    "PRAGMA secure_delete = ON",
    # On macOS a plain fsync leaves the data in the drive's cache.
    *(("PRAGMA fullfsync = ON", "PRAGMA checkpoint_fullfsync = ON") if sys.platform == "darwin" else ()),
)

Cell = str | int | float | None
Parameters = Sequence[Cell] | dict[str, Cell]


class Database:
    """An open database. One lock serves all threads of the process; `write()` is the only way to change it."""

    def __init__(self, connection: sqlite3.Connection, path: Path | None, *, read_only: bool) -> None:
        self.path = path
        self.read_only = read_only
        self._lock = RLock()
        self._plain_errors = PlainErrors(path)
        connection.row_factory = sqlite3.Row
        self._connection = connection
        self._sqlite = _wrapped(connection)

    @classmethod
    def open(cls, path: Path | None, *, read_only: bool = False) -> Self:
        """Opens or creates the database; without a path, a new one in memory.

        A file or folder that cannot be written is opened for reading only, so that results can still be seen.

        Raises:
            CannotStore: the disk is full or read-only, the file locked, or the file missing and not to be made.
            DamagedDatabase: the file is no database, another program's, or damaged; it was left untouched.
            NewerDatabase: a newer program wrote it; it was left untouched.
        """
        if sqlite3.sqlite_version_info < OLDEST_SQLITE:
            why = _("this Python has SQLite {sqlite_version}, and 3.37 or later is needed").format(
                sqlite_version=sqlite3.sqlite_version
            )
            raise CannotStore(path or _(IN_MEMORY), why)
        if path is None:
            connection = _connect(":memory:")
            _make(_wrapped(connection))
            return cls(connection, None, read_only=False)
        try:
            if not path.exists() and not read_only:
                _create(path)
            found = look(path)
        except OSError as error:
            raise CannotStore(path, error.strerror or str(error)) from error
        if read_only or not can_write(path):
            if found < NEWEST:
                raise CannotStore(
                    path,
                    _("its schema {found} must first be brought up to {newest}, and {why}").format(
                        found=found, newest=NEWEST, why=_(READ_ONLY)
                    ),
                )
            return cls(connect_read_only(path), path, read_only=True)
        return cls(_open_to_write(path), path, read_only=False)

    def close(self) -> None:
        """Ends the connection; the last one folds the log into the file."""
        with self._lock:
            self._sqlite.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def write(self) -> Iterator[None]:
        """All inside is written, or nothing: durable when the block is left, undone when an exception leaves it.

        A nested block is part of the outer transaction, and undone alone if the outer block catches its exception.

        Raises:
            CannotStore: full, read-only, locked for five seconds, or an error of the disk.
        """
        with self._lock, self._plain_errors:
            if self._connection.in_transaction:
                with self._sqlite.atomic():
                    yield
                return
            if self.read_only:
                raise CannotStore(self.path or _(IN_MEMORY), _(READ_ONLY))
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                self._sqlite.rollback()
                raise

    def rows(self, sql: str, parameters: Parameters = ()) -> list[sqlite3.Row]:
        """What a constant SELECT finds; for the store's own modules."""
        with self._lock, self._plain_errors:
            return self._connection.execute(sql, parameters).fetchall()

    def run(self, sql: str, parameters: Parameters = ()) -> None:
        """One constant statement inside `write()`; for the store's own modules."""
        assert self._connection.in_transaction, "only inside write()"
        self._connection.execute(sql, parameters)

    def run_all(self, sql: str, rows: Iterable[Parameters]) -> None:
        """The same statement for many rows, inside `write()`; for the store's own modules."""
        assert self._connection.in_transaction, "only inside write()"
        self._connection.executemany(sql, rows)


def _wrapped(connection: sqlite3.Connection) -> Sqlite:
    # Plugins would be handed the connection, and recursive triggers are not used.
    return Sqlite(connection, execute_plugins=False, recursive_triggers=False)


def _connect(name: str) -> sqlite3.Connection:
    """A connection for one lock and several threads, without the driver's own deferred transactions."""
    connection = sqlite3.connect(name, uri=True, timeout=5.0, isolation_level=None, check_same_thread=False)
    for pragma in _PRAGMAS:
        connection.execute(pragma)
    return connection


def _make(sqlite: Sqlite) -> None:
    sqlite.execute(f"PRAGMA application_id = {APPLICATION_ID:d}")
    migrate(sqlite)


def _create(path: Path) -> None:
    """Makes the file under another name and gives it its own when whole.

    So a crash at the first start leaves no empty file, which would be refused ever after, and two programs that
    start at once get one database. SQLite gives the log and its index the file's mode, 0600.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".new", dir=path.parent)
    os.close(handle)
    new = Path(name)
    try:
        with PlainErrors(path), closing(_connect(new.absolute().as_uri())) as connection:
            _make(_wrapped(connection))
            connection.execute("PRAGMA journal_mode = WAL")
        _give_name(new, path)
    finally:
        new.unlink(missing_ok=True)


def _give_name(new: Path, path: Path) -> None:
    try:
        os.link(new, path)
    except OSError:
        # Another program made the database in the meantime, or this file system has no links, as on memory sticks.
        if not path.exists():
            new.rename(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Makes the names in a folder last, where the system has a way to."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def look(path: Path) -> int:
    """The schema of a sound database of ours, found without writing a byte to it.

    The application's mark is read from the file itself, so that another program's database never reaches SQLite.
    It was there before the file had its name; the schema's number may be newer in the log, so SQLite is asked.
    """
    with path.open("rb") as file:
        header = file.read(100)
    if not header:
        raise DamagedDatabase(path, _("is empty, which a cyberready database never is."))
    if len(header) < 100 or not header.startswith(_MAGIC):
        raise DamagedDatabase(path, _("is not a database."))
    if int.from_bytes(header[68:72]) != APPLICATION_ID:
        raise DamagedDatabase(path, _("is another program's database."))
    with PlainErrors(path), closing(connect_read_only(path)) as connection:
        found = version(_wrapped(connection))
        if found > NEWEST:
            raise NewerDatabase(path, found, NEWEST)
        problem = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if problem != "ok":
            raise DamagedDatabase(path, _("is damaged ({problem}).").format(problem=problem))
    return found


def _open_to_write(path: Path) -> sqlite3.Connection:
    with PlainErrors(path):
        connection = _connect(path.absolute().as_uri() + "?mode=rw")
        try:
            if connection.execute("PRAGMA journal_mode = WAL").fetchone()[0] != "wal":
                # No log where memory cannot be shared, as on some network drives: as durable, four times slower.
                connection.execute("PRAGMA synchronous = EXTRA")
            migrate(_wrapped(connection))
        except BaseException:
            connection.close()
            raise
    return connection
