"""Single settings change in a person's file, and everything else in it stays."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from cyberready.errors import CannotStore, FaultyFile
from cyberready.settings import VARIABLE, Settings, read_settings
from cyberready.settings_writing import write_settings

NOT_ROOT = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is read-only to root, or on Windows"
)


def changed(folder: Path, before: str, **changes: str) -> str:
    """The text of a file after a change, once it is read as it was meant."""
    file = folder / "settings.toml"
    file.write_bytes(before.encode("utf-8"))
    write_settings(changes, file)
    settings = read_settings(file)
    assert {name: getattr(settings, name) for name in changes} == changes
    return file.read_bytes().decode("utf-8")


@pytest.mark.parametrize(
    ("before", "changes", "after"),
    [
        ("", {"language": "ar"}, 'language = "ar"\n'),
        ("", {"language": "fr", "assessor": "Amal"}, 'language = "fr"\nassessor = "Amal"\n'),
        ("language = 'en'  # mine\n", {"language": "fr"}, 'language = "fr"  # mine\n'),
        ('"language" = "en"', {"language": "fr"}, '"language" = "fr"'),
        ('language = "en"\r\ntheme = "nord"\r\n', {"language": "fr"}, 'language = "fr"\r\ntheme = "nord"\r\n'),
        (
            '# My settings\n\n# meetings\nlast_answer = "after"\n',
            {"language": "fr"},
            '# My settings\n\nlanguage = "fr"\n\n# meetings\nlast_answer = "after"\n',
        ),
        (
            '# My settings\n\nlanguage = "en"\n\n# other keys\n[keys]\nnote = "m" # minutes\n',
            {"language": "fr", "assessor": "Amal"},
            '# My settings\n\nassessor = "Amal"\nlanguage = "fr"\n\n# other keys\n[keys]\nnote = "m" # minutes\n',
        ),
        (
            '# other keys\n[keys]\nnote = "m"\n',
            {"language": "fr"},
            'language = "fr"\n\n# other keys\n[keys]\nnote = "m"\n',
        ),
        ('keys.note = "m"\n', {"language": "fr"}, 'language = "fr"\nkeys.note = "m"\n'),
        ('keys = {note = "m"}', {"language": "fr"}, 'language = "fr"\nkeys = {note = "m"}'),
        ('assessor = """\nAmal"""\n', {"assessor": "Ann"}, 'assessor = "Ann"\n'),
    ],
)
def test_what_is_not_changed_stays_letter_by_letter(
    tmp_path: Path, before: str, changes: dict[str, str], after: str
) -> None:
    assert changed(tmp_path, before, **changes) == after


@pytest.mark.parametrize("name", ['A "B" \\ C', "آمال", "a\nb = 1", "\x1b]0;x\x07", "[keys]", "# no comment", ""])
def test_a_name_of_any_letters_is_read_as_it_was_written(tmp_path: Path, name: str) -> None:
    changed(tmp_path, 'theme = "nord"\n', assessor=name)
    assert read_settings(tmp_path / "settings.toml") == Settings(theme="nord", assessor=name)


def test_a_missing_file_is_made_with_the_folders_above_it(tmp_path: Path) -> None:
    file = tmp_path / "a" / "b" / "settings.toml"
    write_settings({"language": "ar"}, file)
    assert read_settings(file) == Settings(language="ar")
    assert [each.name for each in file.parent.iterdir()] == ["settings.toml"]


def test_no_change_at_all_still_makes_the_file_so_that_nothing_is_asked_again(tmp_path: Path) -> None:
    write_settings({}, tmp_path / "settings.toml")
    assert (tmp_path / "settings.toml").read_text() == ""


def test_without_a_path_the_file_is_the_users(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "mine.toml"))
    write_settings({"assessor": "Amal"})
    assert read_settings().assessor == "Amal"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644])
def test_the_rights_of_the_file_stay(tmp_path: Path, mode: int) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('language = "en"\n')
    file.chmod(mode)
    write_settings({"language": "fr"}, file)
    assert stat.S_IMODE(file.stat().st_mode) == mode


@pytest.mark.parametrize("exists", [True, False])
def test_a_symbolic_link_stays_and_what_it_points_to_changes(tmp_path: Path, exists: bool) -> None:
    target, link = tmp_path / "kept" / "cyberready.toml", tmp_path / "settings.toml"
    if exists:
        target.parent.mkdir()
        target.write_text('# kept elsewhere\n\nlanguage = "en"\n')
    link.symlink_to(target)
    write_settings({"language": "fr"}, link)
    assert link.is_symlink()
    assert target.read_text() == ("# kept elsewhere\n\n" if exists else "") + 'language = "fr"\n'


@pytest.mark.parametrize("text", ["language = ", 'langauge = "fr"\n', "language = 3\n"])
def test_a_faulty_file_is_left_as_it_is(tmp_path: Path, text: str) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(text)
    with pytest.raises(FaultyFile, match=r"settings\.toml"):
        write_settings({"language": "fr"}, file)
    assert file.read_text() == text


def test_what_the_machine_refuses_is_told(tmp_path: Path) -> None:
    file = tmp_path / ("n" * 250)  # a name that leaves no room for a temporary one
    with pytest.raises(CannotStore, match=r"Not written: .*nnn"):
        write_settings({"language": "fr"}, file)
    assert list(tmp_path.iterdir()) == []


@NOT_ROOT
def test_a_folder_that_can_only_be_read_is_told(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('language = "en"\n')
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(CannotStore, match=r"Not written: .*settings\.toml"):
            write_settings({"language": "fr"}, file)
        with pytest.raises(CannotStore):
            write_settings({"language": "fr"}, tmp_path / "new" / "settings.toml")
    finally:
        tmp_path.chmod(0o700)
    assert file.read_text() == 'language = "en"\n'
    assert [each.name for each in tmp_path.iterdir()] == ["settings.toml"]
