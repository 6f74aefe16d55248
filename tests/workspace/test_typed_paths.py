"""What is typed or dragged into a terminal, and the path that it means."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cyberready.workspace.typed_paths import path_typed

posix = pytest.mark.skipif(os.name != "posix", reason="quoting as shells do it")


@posix
@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("/a/law.pdf", "/a/law.pdf"),
        ("  /a/law.pdf \n", "/a/law.pdf"),
        ("law.pdf", "law.pdf"),
        ("../law.pdf", "../law.pdf"),
        ("/a/Law 7.pdf", "/a/Law 7.pdf"),
        ("'/a/Law 7.pdf' ", "/a/Law 7.pdf"),
        ("'/a/it'\\''s law.pdf'", "/a/it's law.pdf"),
        ('"/a/Law 7.pdf"', "/a/Law 7.pdf"),
        ("/a/Law\\ 7\\ \\(copy\\).pdf ", "/a/Law 7 (copy).pdf"),
        ("/a/it's.pdf", "/a/it's.pdf"),
        ("file:///a/law.pdf", "/a/law.pdf"),
        ("file://localhost/a/Law%207.pdf", "/a/Law 7.pdf"),
        ("FILE:///a/%D9%82.pdf", "/a/ق.pdf"),
        ("file:///a/100%25?#.pdf", "/a/100%?#.pdf"),
        ("~/law.pdf", "HOME/law.pdf"),
        ("'~/Law 7.pdf'", "HOME/Law 7.pdf"),
        ("~nobody-of-this-name/law.pdf", "~nobody-of-this-name/law.pdf"),
        ("\u202a/a/law.pdf\u202c", "/a/law.pdf"),
        ("/a/قانون ٧.pdf", "/a/قانون ٧.pdf"),
        ("$(reboot)", "$(reboot)"),
        ("/a/b.pdf /a/c.pdf", "/a/b.pdf /a/c.pdf"),
        ("a\0b", "a\0b"),
        ("", "."),
    ],
)
def test_a_text_means_a_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: str, path: str) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert path_typed(text) == Path(path.replace("HOME", str(tmp_path)))


@posix
@pytest.mark.parametrize("name", ["'law'.pdf", "a\\ b", '"a"', "~", "file:"])
def test_a_file_of_that_very_name_comes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("x")
    monkeypatch.chdir(tmp_path)
    assert path_typed(f"{tmp_path}/{name}") == tmp_path / name
    if name != "~":  # which alone is the home folder everywhere
        assert path_typed(name) == Path(name)
