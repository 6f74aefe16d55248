"""Files are written whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from cyberready.charts.files import make_folder, write_whole
from cyberready.errors import CannotWriteFile, Exit

posix = pytest.mark.skipif(os.name != "posix", reason="modes and links as on POSIX systems")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@posix
@pytest.mark.parametrize("umask", [0o000, 0o022, 0o277])
def test_only_the_owner_may_read(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        write_whole(tmp_path / "a", b"1")
    finally:
        os.umask(before)
    assert mode(tmp_path / "a") == 0o600


def test_replaces_what_was_there_and_leaves_nothing_beside(tmp_path: Path) -> None:
    write_whole(tmp_path / "a", b"long content")
    write_whole(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


@posix
def test_never_follows_a_link(tmp_path: Path) -> None:
    (tmp_path / "target").write_text("precious")
    (tmp_path / "a").symlink_to(tmp_path / "target")
    with pytest.raises(CannotWriteFile, match="symbolic link"):
        write_whole(tmp_path / "a", b"x")
    assert (tmp_path / "target").read_text() == "precious"


def test_what_the_machine_refuses_is_told(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(CannotWriteFile) as refused:
        write_whole(tmp_path / "folder", b"x")
    assert refused.value.exit is Exit.MACHINE
    assert "folder" in str(refused.value)
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]
    with pytest.raises(CannotWriteFile):
        write_whole(tmp_path / "missing" / "a", b"x")


@posix
def test_folders_are_for_their_owner(tmp_path: Path) -> None:
    make_folder(tmp_path / "a" / "b")
    make_folder(tmp_path / "a" / "b")
    assert mode(tmp_path / "a" / "b") == 0o700


def test_a_file_in_the_folders_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("")
    with pytest.raises(CannotWriteFile):
        make_folder(tmp_path / "a")
