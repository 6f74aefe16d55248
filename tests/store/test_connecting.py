"""Files and folders that may only be read."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from cyberready.errors import CannotStore, DamagedDatabase
from cyberready.model.answers import Answer
from cyberready.store.connecting import can_write, connect_read_only
from cyberready.store.database import Database
from cyberready.store.listing import list_rows
from cyberready.store.rounds import list_rounds, read_answers, save_answer

from .made_up import start


@pytest.fixture
def path(own_folder: Path) -> Path:
    path = own_folder / "cyberready.db"
    with Database.open(path) as db:
        start(db)
    return path


def test_a_read_only_folder_opens_for_reading(path: Path) -> None:
    path.parent.chmod(0o500)
    assert not can_write(path)
    with Database.open(path) as db:
        assert db.read_only
        (made,) = list_rounds(db)
        with pytest.raises(CannotStore, match="it can only be read here"):
            save_answer(db, made.id, "law.crime", Answer(value=1), by="Amina")
    assert [row.id for row in list_rows(path)] == [made.id]


def test_a_read_only_file_opens_for_reading_and_can_be_written_later(path: Path) -> None:
    path.chmod(0o400)
    with Database.open(path) as db:
        assert db.read_only
        (made,) = list_rounds(db)
    path.chmod(0o600)
    with Database.open(path) as db:
        assert not db.read_only
        assert save_answer(db, made.id, "law.crime", Answer(value=1), by="Amina") == 1


def test_a_read_only_folder_where_a_new_one_is_wanted(own_folder: Path) -> None:
    own_folder.chmod(0o500)
    with pytest.raises(CannotStore, match="Permission denied"):
        Database.open(own_folder / "new.db")
    with pytest.raises(CannotStore, match="Permission denied"):
        Database.open(own_folder / "results" / "new.db")


def test_answers_in_the_log_are_not_passed_over(path: Path, own_folder: Path) -> None:
    copy = own_folder / "copy"
    copy.mkdir()
    with Database.open(path) as db:
        (made,) = list_rounds(db)
        save_answer(db, made.id, "law.crime", Answer(value=1), by="Amina")
        for name in (path.name, path.name + "-wal"):
            shutil.copy(path.with_name(name), copy)
    copy.chmod(0o500)
    with pytest.raises(CannotStore, match=r"copy it and cyberready\.db-wal to a folder that can be written"):
        Database.open(copy / path.name)
    copy.chmod(0o700)
    with Database.open(copy / path.name) as db:
        assert read_answers(db, made.id) == {"law.crime": Answer(value=1)}


def test_a_reader_beside_a_writer_sees_what_was_saved(path: Path) -> None:
    with Database.open(path) as db:
        (made,) = list_rounds(db)
        save_answer(db, made.id, "law.crime", Answer(value=1), by="Amina")
        path.parent.chmod(0o500)
        with Database.open(path) as reader:
            assert reader.read_only
            assert list(read_answers(reader, made.id)) == ["law.crime"]
        path.parent.chmod(0o700)


def test_a_reader_that_came_first_sees_what_is_saved_later(path: Path) -> None:
    with Database.open(path, read_only=True) as reader, Database.open(path) as db:
        (made,) = list_rounds(reader)
        save_answer(db, made.id, "law.crime", Answer(value=1), by="Amina")
        assert list(read_answers(reader, made.id)) == ["law.crime"]


def test_a_file_that_may_not_be_read(path: Path) -> None:
    path.chmod(0)
    with pytest.raises(CannotStore, match="Permission denied"):
        Database.open(path)
    with pytest.raises(CannotStore, match="it cannot be opened"):
        connect_read_only(path)


def test_garbage_leaves_no_connection_open(tmp_path: Path) -> None:
    (tmp_path / "garbage.db").write_bytes(os.urandom(8192))
    with pytest.raises(DamagedDatabase):
        connect_read_only(tmp_path / "garbage.db")
