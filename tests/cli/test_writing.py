from __future__ import annotations

import os
from pathlib import Path

import pytest

from cyberready.cli.writing import write
from cyberready.errors import CannotWriteFile, WrongCall


def test_a_new_file(tmp_path: Path) -> None:
    write(tmp_path / "new.md", b"\x00text", force=False)
    assert (tmp_path / "new.md").read_bytes() == b"\x00text"


def test_another_one_is_replaced_by_force_only(tmp_path: Path) -> None:
    file = tmp_path / "mine.md"
    file.write_text("mine", "utf-8")
    with pytest.raises(WrongCall, match="--force"):
        write(file, b"other", force=False)
    assert file.read_text("utf-8") == "mine"
    write(file, b"other", force=True)
    assert file.read_text("utf-8") == "other"


def test_a_folder_is_never_replaced(tmp_path: Path) -> None:
    with pytest.raises(WrongCall, match="no plain file"):
        write(tmp_path, b"text", force=True)


@pytest.mark.skipif(os.name != "posix", reason="needs symbolic links")
@pytest.mark.parametrize("target", ["there.md", "not-there.md"])
def test_a_symbolic_link_is_never_followed(tmp_path: Path, target: str) -> None:
    (tmp_path / "there.md").write_text("mine", "utf-8")
    (tmp_path / "link.md").symlink_to(tmp_path / target)
    with pytest.raises(CannotWriteFile, match="symbolic link"):
        write(tmp_path / "link.md", b"other", force=True)
    assert (tmp_path / "there.md").read_text("utf-8") == "mine"
    assert not (tmp_path / "not-there.md").exists()


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CannotWriteFile):
        write(tmp_path / "nowhere" / "new.md", b"text", force=False)
    assert list(tmp_path.iterdir()) == []
