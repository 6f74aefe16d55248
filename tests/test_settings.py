"""The user's settings: all have defaults, and all faults of a file are told at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from cyberready.errors import FaultyFile
from cyberready.settings import VARIABLE, Settings, read_settings, settings_file


def written(folder: Path, text: str) -> Path:
    file = folder / "settings.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "none.toml") == Settings()


def test_what_a_file_does_not_say_keeps_its_default(tmp_path: Path) -> None:
    file = written(tmp_path, 'language = "ar-IQ"\nlast_answer = "after"\n[keys]\nnote = "m"\n')
    assert read_settings(file) == Settings(language="ar-IQ", last_answer="after", keys={"note": "m"})


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('langauge = "fr"', "Did you mean `language`?"),
        ('them = "nord"', "Did you mean `theme`?"),
        ("zzzz = 1", "Known: language, region, assessor, theme, arabic_display, last_answer, editor, keys."),
        ("language = 3", "`language` must be text, found 3."),
        ("assessor = true", "`assessor` must be text, found True."),
        (
            'arabic_display = "mirror"',
            "`arabic_display` must be one of auto, app, terminal, plain, found 'mirror'.",
        ),
        ('last_answer = "never"', "`last_answer` must be one of beside, after, found 'never'."),
        ('keys = "n"', "`[keys]` maps names of actions to keys, as texts."),
        ("[keys]\nnote = 5", "`[keys]` maps names of actions to keys, as texts."),
        ("language = ", "is not TOML"),
        ('language = "fr"\nlanguage = "ar"', "is not TOML"),
    ],
)
def test_a_fault_says_what_is_wrong(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(FaultyFile) as caught:
        read_settings(written(tmp_path, text))
    assert told in str(caught.value)
    assert str(tmp_path / "settings.toml") in str(caught.value)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    text = 'langauge = "fr"\ntheme = 5\nlast_answer = "x"\nregion = "IQ"\n[keys]\nnote = []\n'
    with pytest.raises(FaultyFile) as caught:
        read_settings(written(tmp_path, text))
    assert [fault.what.split("`")[1] for fault in caught.value.faults] == [
        "langauge",
        "theme",
        "last_answer",
        "[keys]",
    ]


@pytest.mark.parametrize("content", [b"\xff\xfe", b"language = '\xe9'"])
def test_a_file_that_is_not_text_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "settings.toml").write_bytes(content)
    with pytest.raises(FaultyFile, match="cannot be read"):
        read_settings(tmp_path / "settings.toml")


def test_a_folder_in_the_place_of_the_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FaultyFile, match="cannot be read"):
        read_settings(tmp_path)


def test_the_variable_names_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = written(tmp_path, 'assessor = "Amal"')
    monkeypatch.setenv(VARIABLE, str(file))
    assert settings_file() == file
    assert read_settings().assessor == "Amal"
    monkeypatch.delenv(VARIABLE)
    assert settings_file().name == "settings.toml"
    assert settings_file() != file
