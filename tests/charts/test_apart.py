"""Charts drawn in a process of their own: the same files, the same words, the same mistakes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cyberready.charts.apart import Drawing, draw_apart
from cyberready.charts.series import profile, trend
from cyberready.errors import CannotWriteFile, WrongCall
from cyberready.language.messages import use_language

from .made_up import exampleland, iraq


def drawings(folder: Path, *formats: str) -> list[Drawing]:
    """A trend and a profile, made in the language in use."""
    return [
        Drawing("trend", trend(iraq(), [False, False]), folder, "trend", formats),
        Drawing("profile", profile(exampleland()[-1]), folder, "profile", formats),
    ]


@pytest.mark.parametrize("language", ["en", "ar-IQ"])
def test_each_process_writes_the_same_bytes(tmp_path: Path, language: str) -> None:
    use_language(language)
    try:
        here = draw_apart(drawings(tmp_path / "here", "svg"))
        there = draw_apart(drawings(tmp_path / "there", "svg"))
    finally:
        use_language("en")
    assert [file.relative_to(tmp_path / "there") for file in there] == [
        file.relative_to(tmp_path / "here") for file in here
    ]
    for one, other in zip(here, there, strict=True):
        assert one.read_bytes() == other.read_bytes()


def test_a_mistake_comes_back_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    with pytest.raises(CannotWriteFile, match="file"):
        draw_apart(drawings(tmp_path / "file", "csv"))
    with pytest.raises(WrongCall, match="gif"):
        draw_apart(drawings(tmp_path, "gif"))


def test_what_lies_in_the_folder_of_the_start_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "csv.py").write_text("import os\nos.mkdir('was-run')\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    draw_apart(drawings(tmp_path / "charts", "csv"))
    assert sorted(os.listdir(tmp_path)) == ["charts", "csv.py"]
