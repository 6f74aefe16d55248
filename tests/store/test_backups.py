from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from cyberready.errors import CannotStore, DamagedDatabase
from cyberready.model.answers import Answer
from cyberready.store import backups
from cyberready.store.backups import back_up
from cyberready.store.database import Database
from cyberready.store.rounds import read_answers, save_answer, save_scores

from .made_up import FULL, card, everything, start

NAME = re.compile(r"cyberready-\d{4}-\d{2}-\d{2}-\d{6}(-\d+)?\.db")


@pytest.fixture
def folder(path: Path) -> Path:
    return path.parent / "backups"


def _names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_a_backup_is_the_whole_database_and_opens_as_one(on_disk: Database, folder: Path) -> None:
    made = start(on_disk, answers={"law.crime": FULL}, own={"Basma": {"law.crime": FULL}})
    save_answer(on_disk, made.id, "law.staff", Answer(note="still in the log"), by="Amina")
    copy = back_up(on_disk, folder)
    assert copy.parent == folder
    assert NAME.fullmatch(copy.name)
    assert _names(folder) == [copy.name]
    with Database.open(copy) as opened:
        assert everything(opened) == everything(on_disk)
        assert read_answers(opened, made.id) == read_answers(on_disk, made.id)
        save_answer(opened, made.id, "law.staff", Answer(value=1), by="Amina")
    assert read_answers(on_disk, made.id)["law.staff"] == Answer(note="still in the log")


@pytest.mark.skipif(os.name != "posix", reason="file modes of POSIX")
def test_it_belongs_to_its_owner_alone(on_disk: Database, folder: Path) -> None:
    before = os.umask(0)
    try:
        copy = back_up(on_disk, folder)
    finally:
        os.umask(before)
    assert (copy.stat().st_mode & 0o777, folder.stat().st_mode & 0o777) == (0o600, 0o700)
    assert copy.stat().st_nlink == 1


def test_no_other_file_is_overwritten_with_links_or_without(
    on_disk: Database, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    class Noon(backups.datetime):
        @classmethod
        def now(cls, tz: object = None) -> Noon:
            return cls(2026, 11, 24, 12, 0, 0)

    monkeypatch.setattr(backups, "datetime", Noon)
    stem = "cyberready-2026-11-24-120000"
    made = [back_up(on_disk, folder).name]
    (folder / f"{stem}-2.db").write_text("another's")
    made.append(back_up(on_disk, folder).name)
    monkeypatch.setattr(os, "link", no_links)
    made.append(back_up(on_disk, folder).name)
    assert made == [f"{stem}.db", f"{stem}-3.db", f"{stem}-4.db"]
    assert (folder / f"{stem}-2.db").read_text() == "another's"
    assert _names(folder) == sorted([*made, f"{stem}-2.db"])
    for name in made:
        Database.open(folder / name, read_only=True).close()


def test_what_was_deleted_is_not_in_it(on_disk: Database, folder: Path) -> None:
    made = start(on_disk, answers={"law.crime": Answer(note="the name of a witness")})
    with on_disk.write():
        on_disk.run("UPDATE texts SET salt = NULL, body = NULL")
    copy = back_up(on_disk, folder)
    assert b"witness" not in copy.read_bytes()
    assert made.id.encode() in copy.read_bytes()


def test_what_another_program_writes_meanwhile_is_in_it_or_not_but_never_half(
    on_disk: Database, folder: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another round comes between the copy and the count, once; then at every attempt."""
    labels = iter(range(2027, 2100))
    counts = backups._counts
    start(on_disk, "2026")

    def busy(times: int) -> None:
        left = iter(range(times))

        def counts_later(select: Callable[[str], list[sqlite3.Row]]) -> dict[str, int]:
            if select == on_disk.rows and next(left, None) is not None:
                with Database.open(path) as other:
                    start(other, str(next(labels)))
            return counts(select)

        monkeypatch.setattr(backups, "_counts", counts_later)

    busy(1)
    with Database.open(back_up(on_disk, folder), read_only=True) as copy:
        assert everything(copy) == everything(on_disk)
    busy(100)
    with pytest.raises(CannotStore, match="kept writing"):
        back_up(on_disk, folder)
    assert len(_names(folder)) == 1


@pytest.mark.parametrize(
    "spoil",
    [
        "DELETE FROM scores",
        "DROP TABLE positions",
        "PRAGMA user_version = 1",
        "PRAGMA application_id = 1",
    ],
)
def test_a_copy_that_is_not_like_the_database_is_not_kept(
    on_disk: Database, folder: Path, spoil: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_scores(on_disk, start(on_disk).id, card())

    def spoilt(handle: int) -> None:
        (new,) = folder.glob(".*")
        with closing(sqlite3.connect(new, isolation_level=None)) as connection:
            connection.execute(spoil)

    monkeypatch.setattr(backups.os, "fsync", spoilt)
    with pytest.raises(CannotStore, match="does not read like the database"):
        back_up(on_disk, folder)
    assert _names(folder) == []


def test_bytes_that_turned_on_the_way_to_the_disk_are_found(
    on_disk: Database, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start(on_disk)

    def turned(handle: int) -> None:
        (new,) = folder.glob(".*")
        raw = bytearray(new.read_bytes())
        raw[4096:8192] = bytes(range(256)) * 16
        new.write_bytes(raw)

    monkeypatch.setattr(backups.os, "fsync", turned)
    with pytest.raises(CannotStore, match="does not read like the database"):
        back_up(on_disk, folder)
    assert _names(folder) == []


def test_a_read_only_folder_is_told(own_folder: Path) -> None:
    with Database.open(own_folder / "cyberready.db") as db:
        made = start(db)
        (own_folder / "backups").mkdir(mode=0o500)
        with pytest.raises(CannotStore, match=r"Permission denied .*backups"):
            back_up(db, own_folder / "backups")
        with pytest.raises(CannotStore, match="Permission denied"):
            back_up(db, own_folder / "backups" / "more")
        assert read_answers(db, made.id) == {}


def test_a_database_that_may_only_be_read_is_backed_up_elsewhere(own_folder: Path) -> None:
    path = own_folder / "results" / "cyberready.db"
    with Database.open(path) as db:
        start(db)
    path.parent.chmod(0o500)
    try:
        with Database.open(path) as db:
            assert db.read_only
            with Database.open(back_up(db, own_folder / "elsewhere")) as copy:
                assert everything(copy) == everything(db)
    finally:
        path.parent.chmod(0o700)


@pytest.mark.skipif(os.name != "posix", reason="limits of POSIX")
def test_a_full_disk_is_told_and_leaves_no_copy(on_disk: Database, folder: Path) -> None:
    import resource

    start(on_disk, answers={f"q{number}": Answer(note="x" * 500) for number in range(300)})
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        with pytest.raises(CannotStore, match=r"the disk (is full|reports an error).*backups"):
            back_up(on_disk, folder)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert _names(folder) == []
    back_up(on_disk, folder)


def test_a_damaged_database_is_named_and_not_its_copy(path: Path, folder: Path) -> None:
    with Database.open(path) as db:
        start(db, answers={f"q{number}": Answer(note="x" * 500) for number in range(300)})
    with Database.open(path) as db:
        with path.open("r+b") as file:
            file.seek(4096 * 20)
            file.write(b"\xff" * 4096 * 60)
        with pytest.raises(DamagedDatabase, match=r"results.cyberready\.db"):
            back_up(db, folder)
    assert _names(folder) == []
