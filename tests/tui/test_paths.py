"""Files as people name them in a field."""

from __future__ import annotations

from pathlib import Path

import pytest

from cyberready.errors import WrongCall
from cyberready.tui.paths import files_named


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder with sheets, in which one stands."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    for name in ("a.yaml", "b.yaml", "my sheet.yaml", "it's.yaml", "[1].yaml", "ورقة.yaml", "deep/c.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    return tmp_path


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("a.yaml", ["a.yaml"]),
        ("  a.yaml  ", ["a.yaml"]),
        ("~/a.yaml", ["a.yaml"]),
        ("~", ["."]),
        ("deep", ["deep"]),
        ("'a.yaml'", ["a.yaml"]),
        ('"my sheet.yaml"', ["my sheet.yaml"]),
        ("my sheet.yaml", ["my sheet.yaml"]),
        (r"my\ sheet.yaml", ["my sheet.yaml"]),  # dropped on the terminal of macOS
        ("it's.yaml", ["it's.yaml"]),
        ("[1].yaml", ["[1].yaml"]),
        ("ورقة.yaml", ["ورقة.yaml"]),
        ("file://{home}/my%20sheet.yaml", ["my sheet.yaml"]),
        ("FILE://localhost{home}/a.yaml", ["a.yaml"]),
        ("?.yaml", ["a.yaml", "b.yaml"]),
        ("~/[ab].yaml", ["a.yaml", "b.yaml"]),
        ("**/c.yaml", ["deep/c.yaml"]),
        ("'my sheet.yaml' b.yaml ?.yaml", ["my sheet.yaml", "b.yaml", "a.yaml"]),
        ("'{home}/a.yaml' file://{home}/b.yaml", ["a.yaml", "b.yaml"]),
    ],
)
def test_what_is_named_is_found(home: Path, text: str, names: list[str]) -> None:
    found = files_named(text.format(home=home) if "{home}" in text else text)
    assert [path.resolve() for path in found] == [(home / name).resolve() for name in names]


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("c.yaml", "c.yaml"),
        ("a.yaml c.yaml", "c.yaml"),
        ("*.toml", "*.toml"),
        ("'a.yaml", "'a.yaml"),
        ("~nobody-of-that-name/a.yaml", "~nobody-of-that-name/a.yaml"),
        ("n" * 5000, "n" * 5000),
        ("a\0b", "a\0b"),
        ("file:///none/a.yaml", "file:///none/a.yaml"),
    ],
)
def test_what_is_not_there_is_named(home: Path, text: str, missing: str) -> None:
    with pytest.raises(WrongCall) as caught:
        files_named(text)
    assert str(caught.value).startswith(f"There is no {missing}.")
