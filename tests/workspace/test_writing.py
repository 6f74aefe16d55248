"""Files that authors write: whole or not at all, with the rights that they had or that new files get."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from cyberready.errors import CannotStore, Exit, WrongCall
from cyberready.workspace.writing import make_folder, replace_file, write_new


def rights(file: Path) -> int:
    return stat.S_IMODE(file.stat().st_mode)


def test_a_new_file_has_the_rights_of_any_new_file(tmp_path: Path) -> None:
    write_new(tmp_path / "a.yaml", "é\n")
    (tmp_path / "b.yaml").touch()
    assert (tmp_path / "a.yaml").read_bytes() == "é\n".encode()
    assert rights(tmp_path / "a.yaml") == rights(tmp_path / "b.yaml")
    assert {file.name for file in tmp_path.iterdir()} == {"a.yaml", "b.yaml"}


@pytest.mark.parametrize("kind", ["file", "folder", "link to nothing"])
def test_what_is_there_is_not_written_over(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "a.yaml"
    match kind:
        case "file":
            path.write_text("old")
        case "folder":
            path.mkdir()
        case _:
            path.symlink_to(tmp_path / "nothing")
    with pytest.raises(WrongCall, match="exists already"):
        write_new(path, "new")
    assert [file.name for file in tmp_path.iterdir()] == ["a.yaml"]
    assert kind != "file" or path.read_text() == "old"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
@pytest.mark.parametrize("mode", [0o640, 0o664, 0o600])
def test_a_replaced_file_keeps_its_rights(tmp_path: Path, mode: int) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("old")
    file.chmod(mode)
    replace_file(file, b"new")
    assert (file.read_bytes(), rights(file)) == (b"new", mode)


def test_what_the_check_refuses_leaves_the_old_file(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("old")
    seen: list[bytes] = []

    def check(temporary: Path) -> None:
        seen.append(temporary.read_bytes())
        assert temporary.parent == tmp_path
        assert temporary.suffix != ".yaml"
        raise WrongCall("no")

    with pytest.raises(WrongCall, match="no"):
        replace_file(file, b"new", check)
    assert seen == [b"new"]
    assert [(each.name, each.read_text()) for each in tmp_path.iterdir()] == [("a.yaml", "old")]


def test_a_symbolic_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "other").write_text("old")
    (tmp_path / "a.yaml").symlink_to(tmp_path / "other")
    with pytest.raises(CannotStore, match="symbolic link"):
        replace_file(tmp_path / "a.yaml", b"new")
    assert (tmp_path / "other").read_text() == "old"


def test_what_the_machine_refuses_ends_in_4(tmp_path: Path) -> None:
    with pytest.raises(CannotStore) as raised:
        replace_file(tmp_path / "missing" / "a.yaml", b"new")
    assert raised.value.exit == Exit.MACHINE
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotStore):
        make_folder(tmp_path / "file" / "folder")


def test_a_folder_is_made_with_those_above_it(tmp_path: Path) -> None:
    for _again in range(2):
        make_folder(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()
