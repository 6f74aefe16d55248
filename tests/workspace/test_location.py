from __future__ import annotations

from pathlib import Path

import platformdirs
import pytest

from cyberready.workspace.location import database_file, locate


def made(*folders: Path) -> None:
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)


@pytest.mark.parametrize(
    ("given", "variable", "expected"),
    [
        ("given", "variable", "given"),
        (None, "variable", "variable"),
        ("", "variable", "variable"),
        ("given", "", "given"),
        (None, None, "."),  # the nearest folder upward
        (None, "", "."),
    ],
)
def test_the_option_goes_before_the_variable_and_that_before_the_nearest_folder(
    tmp_path: Path, given: str | None, variable: str | None, expected: str
) -> None:
    made(tmp_path / "questionnaires", tmp_path / "results", tmp_path / "deep" / "below")
    environment = (
        {} if variable is None else {"CYBERREADY_WORKSPACE": str(tmp_path / variable) if variable else ""}
    )
    chosen = locate(str(tmp_path / given) if given else given, environment, tmp_path / "deep" / "below")
    assert chosen == tmp_path / expected


@pytest.mark.parametrize(
    ("there", "expected"),
    [
        (["questionnaires", "results", "a/questionnaires", "a/results"], "a"),
        (["questionnaires", "results", "a/questionnaires"], "."),  # half a workspace is none
        (["questionnaires", "results", "a/results"], "."),
        (["questionnaires", "results", "a/b/questionnaires", "a/b/results"], "a/b"),
        (["questionnaires", "results", "beside/questionnaires", "beside/results"], "."),
    ],
)
def test_the_nearest_folder_upward_has_both_questionnaires_and_results(
    tmp_path: Path, there: list[str], expected: str
) -> None:
    here = tmp_path / "a" / "b"
    made(here, *(tmp_path / name for name in there))
    assert locate(None, {}, here) == tmp_path / expected


def test_files_of_those_names_make_no_workspace(tmp_path: Path) -> None:
    made(tmp_path / "a", tmp_path / "questionnaires", tmp_path / "results")
    (tmp_path / "a" / "questionnaires").touch()
    (tmp_path / "a" / "results").touch()
    assert locate(None, {}, tmp_path / "a") == tmp_path


def test_without_any_it_is_the_platform_s_folder(tmp_path: Path) -> None:
    assert locate(None, {}, tmp_path) == platformdirs.user_data_path("cyberready", appauthor=False)


def test_a_relative_folder_and_one_of_the_home_become_absolute(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))
    assert locate("mine", {}) == tmp_path / "mine"
    assert locate(None, {"CYBERREADY_WORKSPACE": "~/mine"}) == tmp_path / "home" / "mine"


def test_the_database_lies_with_the_results(tmp_path: Path) -> None:
    assert database_file(tmp_path) == tmp_path / "results" / "cyberready.db"
