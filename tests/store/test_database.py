from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from cyberready.errors import CannotStore, CyberreadyError, DamagedDatabase, Exit, NewerDatabase
from cyberready.model.answers import Answer
from cyberready.store import history
from cyberready.store.database import APPLICATION_ID, Database
from cyberready.store.migrations import NEWEST
from cyberready.store.rounds import get_round, list_rounds, read_answers, save_answer

from .made_up import start


def _mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def _raw(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


@pytest.mark.skipif(os.name != "posix", reason="file modes of POSIX")
def test_what_it_makes_belongs_to_its_owner_alone(path: Path) -> None:
    with Database.open(path) as db:
        start(db)
        files = {file.name: _mode(file) for file in path.parent.iterdir()}
    assert files == {"cyberready.db": 0o600, "cyberready.db-wal": 0o600, "cyberready.db-shm": 0o600}
    assert _mode(path.parent) == 0o700
    assert [file.name for file in path.parent.iterdir()] == ["cyberready.db"]


def test_a_folder_that_was_there_keeps_its_mode(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    Database.open(tmp_path / "cyberready.db").close()
    assert _mode(tmp_path) == 0o755


@pytest.mark.parametrize(
    ("pragma", "expected"),
    [
        ("application_id", APPLICATION_ID),
        ("user_version", NEWEST),
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("busy_timeout", 5000),
        ("foreign_keys", 1),
        ("secure_delete", 1),
        ("recursive_triggers", 0),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("mmap_size", 0),
    ],
)
def test_settings(on_disk: Database, pragma: str, expected: object) -> None:
    assert on_disk.rows(f"PRAGMA {pragma}")[0][0] == expected


def test_a_restored_copy_gets_its_log_back(path: Path) -> None:
    Database.open(path).close()
    _raw(path, "PRAGMA journal_mode = DELETE")
    with Database.open(path) as db:
        assert db.rows("PRAGMA journal_mode")[0][0] == "wal"


def test_what_was_written_is_there_after_reopening(path: Path) -> None:
    with Database.open(path) as db:
        made = start(db)
    with Database.open(path) as db:
        assert db.path == path
        assert list_rounds(db) == (made,)


def test_programs_that_start_at_once_get_one_database(path: Path) -> None:
    def work(number: int) -> None:
        with Database.open(path) as db:
            start(db, label=str(number))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    with Database.open(path) as db:
        assert len(list_rounds(db)) == 4
        assert history.broken_links(db, history.WORKSPACE) == ()
    assert [file.name for file in path.parent.iterdir()] == ["cyberready.db"]


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _garbage(path: Path) -> None:
    path.write_bytes(b"no database at all " * 500)


def _header_only(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:50])


def _half(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])


def _page_of_noise(path: Path) -> None:
    whole = bytearray(path.read_bytes())
    whole[4096:8192] = bytes(range(256)) * 16
    path.write_bytes(whole)


def _no_page_size(path: Path) -> None:
    whole = bytearray(path.read_bytes())
    whole[16:18] = b"\xff\xff"
    path.write_bytes(whole)


def _foreign(path: Path) -> None:
    path.unlink()
    _raw(path, "CREATE TABLE answers (id)", "PRAGMA journal_mode = WAL")


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (_empty, "is empty"),
        (_garbage, "is not a database"),
        (_header_only, "is not a database"),
        (_half, "is damaged"),
        (_page_of_noise, "is damaged"),
        (_no_page_size, "is damaged"),
        (_foreign, "is another program's database"),
    ],
)
@pytest.mark.parametrize("read_only", [False, True])
def test_a_bad_file_is_refused_and_left_as_it_was(
    path: Path, spoil: Callable[[Path], None], words: str, read_only: bool
) -> None:
    with Database.open(path) as db:
        start(db)
    spoil(path)
    before = path.read_bytes()
    with pytest.raises(DamagedDatabase, match=words) as caught:
        Database.open(path, read_only=read_only)
    assert caught.value.exit == Exit.DAMAGED
    assert path.read_bytes() == before


def test_damage_found_later_is_named_too(path: Path) -> None:
    with Database.open(path) as db:
        start(db)
    with Database.open(path) as db:
        db.rows("PRAGMA cache_size = 0")
        _page_of_noise(path)
        for page in range(2, path.stat().st_size // 4096):
            with path.open("r+b") as file:
                file.seek(page * 4096)
                file.write(b"\xa5" * 4096)
        with pytest.raises(DamagedDatabase):
            list_rounds(db)


def test_a_newer_schema_is_refused_and_left_as_it_was(path: Path) -> None:
    Database.open(path).close()
    _raw(path, f"PRAGMA user_version = {NEWEST + 1}")
    before = path.read_bytes()
    with pytest.raises(NewerDatabase, match=f"schema {NEWEST + 1}"):
        Database.open(path)
    assert path.read_bytes() == before


def test_a_newer_schema_is_found_in_the_log(path: Path) -> None:
    Database.open(path).close()
    before = path.read_bytes()
    with closing(sqlite3.connect(path, isolation_level=None)) as newer:
        newer.execute(f"PRAGMA user_version = {NEWEST + 1}")
        with pytest.raises(NewerDatabase):
            Database.open(path)
        assert path.read_bytes() == before


def test_an_older_schema_is_not_brought_up_for_a_reader(path: Path) -> None:
    Database.open(path).close()
    _raw(path, f"PRAGMA user_version = {NEWEST - 1}")
    with pytest.raises(CannotStore, match="must first be brought up"):
        Database.open(path, read_only=True)


@pytest.mark.parametrize("read_only", [False, True])
def test_a_place_where_no_file_can_be_is_said_plainly(tmp_path: Path, read_only: bool) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CannotStore) as caught:
        Database.open(tmp_path / "file" / "cyberready.db", read_only=read_only)
    assert caught.value.exit == Exit.MACHINE


def _start_and_raise(db: Database, error: type[BaseException]) -> None:
    with db.write():
        start(db, label="2027")
        raise error


def test_an_exception_undoes_everything_inside(db: Database) -> None:
    kept = start(db)
    with pytest.raises(KeyboardInterrupt):
        _start_and_raise(db, KeyboardInterrupt)
    assert list_rounds(db) == (kept,)


def test_a_nested_write_is_part_of_the_outer_one(db: Database) -> None:
    def outer() -> None:
        with db.write():
            with db.write():
                start(db)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        outer()
    assert list_rounds(db) == ()


def test_a_nested_write_that_fails_is_undone_alone(db: Database) -> None:
    with db.write():
        kept = start(db)
        with pytest.raises(RuntimeError):
            _start_and_raise(db, RuntimeError)
    assert list_rounds(db) == (kept,)


def test_nothing_is_written_outside_write(db: Database) -> None:
    with pytest.raises(AssertionError):
        db.run("DELETE FROM rounds")
    with pytest.raises(AssertionError):
        db.run_all("DELETE FROM rounds WHERE id = ?", [("",)])


def test_a_fault_in_our_own_sql_stays_what_it_is(db: Database) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        db.rows("SELECT * FROM no_such_table")


def test_a_locked_file(on_disk: Database, path: Path) -> None:
    made = start(on_disk)
    on_disk.rows("PRAGMA busy_timeout = 20")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(CannotStore, match="another program has kept it locked"):
            save_answer(on_disk, made.id, "law.crime", Answer(value=1), by="Amina")
    assert save_answer(on_disk, made.id, "law.crime", Answer(value=1), by="Amina") == 1


def test_a_full_disk_loses_nothing_that_was_saved(on_disk: Database) -> None:
    made = start(on_disk)
    on_disk.rows(f"PRAGMA max_page_count = {on_disk.rows('PRAGMA page_count')[0][0] + 5}")
    saved = []

    def fill() -> None:
        for number in range(1000):
            answer = Answer(value=1, note="x" * 500)
            saved.append(save_answer(on_disk, made.id, f"q{number}", answer, by="Amina"))

    with pytest.raises(CannotStore, match="the disk is full"):
        fill()
    assert len(read_answers(on_disk, made.id)) == len(saved) == saved[-1]
    on_disk.rows("PRAGMA max_page_count = 100000")
    assert save_answer(on_disk, made.id, "later", Answer(value=1), by="Amina") == saved[-1] + 1


@pytest.mark.skipif(os.name != "posix", reason="limits of POSIX")
def test_an_error_of_the_disk_loses_nothing_that_was_saved(on_disk: Database, path: Path) -> None:
    import resource

    made = start(on_disk)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.with_name(path.name + "-wal").stat().st_size, hard))
    try:
        with pytest.raises(CannotStore, match="the disk reports an error"):
            save_answer(on_disk, made.id, "law.crime", Answer(value=1), by="Amina")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert read_answers(on_disk, made.id) == {}
    assert save_answer(on_disk, made.id, "law.crime", Answer(value=1), by="Amina") == 1


def test_threads_and_a_second_program_share_a_chain(on_disk: Database, path: Path) -> None:
    made = start(on_disk)

    def work(number: int) -> None:
        save_answer(on_disk if number % 2 else other, made.id, f"q{number}", Answer(value=number), by="Amina")

    with Database.open(path) as other, ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(60)))
    chain = on_disk.rows("SELECT id FROM sheets")[0]["id"]
    assert len(history.entries(on_disk, chain)) == len(read_answers(on_disk, made.id)) == 60
    assert history.broken_links(on_disk, chain) == ()


def test_opened_for_reading_only(path: Path) -> None:
    with Database.open(path) as db:
        made = start(db)
    with Database.open(path, read_only=True) as db:
        assert db.read_only
        assert get_round(db, made.id) == made
        with pytest.raises(CannotStore, match="it can only be read here"):
            save_answer(db, made.id, "law.crime", Answer(value=1), by="Amina")


def test_a_reader_makes_no_file(path: Path) -> None:
    with pytest.raises(CannotStore):
        Database.open(path, read_only=True)
    assert not path.parent.exists()


_SAVE_FOR_EVER = """
import sys
from itertools import count
from pathlib import Path
from cyberready.model.answers import Answer
from cyberready.store.database import Database
from cyberready.store.rounds import save_answer

db = Database.open(Path(sys.argv[1]))
for number in count():
    saved = save_answer(db, sys.argv[2], f"q{number % 7}", Answer(value=number, note=f"n{number}"), by="Amina")
    print(saved, flush=True)
"""


@pytest.mark.skipif(os.name != "posix", reason="kill -9")
def test_a_killed_program_loses_no_answer_that_it_had_saved(path: Path) -> None:
    with Database.open(path) as db:
        made = start(db)
        chain = db.rows("SELECT id FROM sheets")[0]["id"]
    for wanted in (3, 40, 90):
        command = [sys.executable, "-c", _SAVE_FOR_EVER, str(path), made.id]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
            assert program.stdout is not None
            said = [program.stdout.readline() for _ in range(wanted)]
            program.send_signal(signal.SIGKILL)
            said += program.stdout.readlines()
        with Database.open(path) as db:
            entries = history.entries(db, chain)
            # The last may be on the disk, and the word of it still on its way.
            assert int(said[-1]) <= entries[-1].sequence <= int(said[-1]) + 1
            assert history.broken_links(db, chain) == ()
            last = {entry.question: entry.after for entry in entries}
            assert last == {row["question"]: row["body"] for row in db.rows("SELECT * FROM answers")}
            assert all(isinstance(answer.value, int) for answer in read_answers(db, made.id).values())


def test_every_error_is_one_a_user_can_read(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(CyberreadyError, match=r"Not written: Is a directory"):
        Database.open(path)
