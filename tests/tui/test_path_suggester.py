"""What is proposed while a path is typed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cyberready.tui.path_suggester import completed


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "Documents" / "Laws").mkdir(parents=True)
    for name in ("Documents/Law 7.pdf", "Documents/.hidden", "Documents/قانون.pdf", "Documents/\x1b[31m", "plan"):
        (tmp_path / name).write_text("x")
    if os.name == "posix":
        (tmp_path / os.fsdecode(b"Documents/\xff")).write_text("x")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("", None),
        ("D", "Documents/"),
        ("pl", "plan"),
        ("Documents/", "Documents/Law 7.pdf"),
        ("Documents/Laws", "Documents/Laws/"),
        ("Documents/.", "Documents/.hidden"),
        ("Documents/ق", "Documents/قانون.pdf"),
        ("Documents/\x1b", None),
        ("Documents/\udcff", None),
        ("Documents/law", None),
        ("~/Documents/L", "~/Documents/Law 7.pdf"),
        ("~nobody-of-this-name/", None),
        ("nowhere/", None),
        ("plan/", None),
        ("a\0/", None),
        ("'Documents/L", None),
    ],
)
def test_the_first_name_that_begins_so_is_proposed(place: Path, text: str, whole: str | None) -> None:
    assert completed(text) == (whole and whole.replace("/", os.sep))
    if whole is not None and not text.startswith("~"):
        given = f"{place}{os.sep}{text}"
        assert completed(given) == given + whole[len(text) :]
