"""From any older schema to the present one; a newer one is refused before it comes here."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlite_utils import Database as Sqlite

from cyberready.store.schema import SCHEMA_2, SCHEMA_3, TABLES_1, VIEWS_1

Migration = Callable[[Sqlite], object]


def _first(sqlite: Sqlite) -> None:
    sqlite.executescript(TABLES_1)
    sqlite.executescript(VIEWS_1)


def _second(sqlite: Sqlite) -> None:
    sqlite.executescript(SCHEMA_2)


def _third(sqlite: Sqlite) -> None:
    sqlite.execute(SCHEMA_3)


MIGRATIONS: tuple[Migration, ...] = (_first, _second, _third)
NEWEST = len(MIGRATIONS)


def version(sqlite: Sqlite) -> int:
    """The number of migrations that the file went through."""
    return int(sqlite.execute("PRAGMA user_version").fetchone()[0])


def migrate(sqlite: Sqlite, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Runs what is missing, each migration in one transaction with its number."""
    while version(sqlite) < len(migrations):
        sqlite.execute("BEGIN IMMEDIATE")
        try:
            # Read again under the lock: another process may have been faster.
            if (done := version(sqlite)) < len(migrations):
                migrations[done](sqlite)
                sqlite.execute(f"PRAGMA user_version = {done + 1:d}")
            sqlite.execute("COMMIT")
        except BaseException:
            sqlite.rollback()
            raise
