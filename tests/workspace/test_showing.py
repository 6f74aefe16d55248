from __future__ import annotations

import sys
from pathlib import Path

import pytest

from cyberready.errors import UnknownQuestionnaire, WrongCall
from cyberready.library.finding import Library
from cyberready.workspace.showing import Shown, show
from tests.workspace.made_up import put, write

ARABIC = "cyberready: 1\ntranslates: small\nlanguage: ar\nstatus: machine\ntexts:\n  title: استبيان صغير\n"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """One questionnaire, with a translation by machine."""
    put(tmp_path)
    write(tmp_path / "questionnaires/small/ar.yaml", ARABIC)
    return Library((tmp_path / "questionnaires",))


def shown(library: Library, name: str = "small", language: str | None = None, section: str | None = None) -> Shown:
    return show(library, name, "md", language=language, form=True, section=section)


@pytest.mark.parametrize(
    ("asked", "language", "title"),
    [
        (None, "en", "# A small questionnaire"),
        ("en-GB", "en", "# A small questionnaire"),
        ("de", "en", "# A small questionnaire"),
        ("ar", "ar", "# استبيان صغير"),
        ("ar-IQ", "ar", "# استبيان صغير"),
    ],
)
def test_the_language_is_what_is_asked_for_where_it_is_there(
    library: Library, asked: str | None, language: str, title: str
) -> None:
    found = shown(library, language=asked)
    first, _, third, *_ = found.content.decode("utf-8").splitlines()
    assert (found.language, first) == (language, title)
    assert third.startswith("**") == (language == "ar")


def test_a_section(library: Library) -> None:
    text = shown(library, section="skills").content.decode("utf-8")
    assert "`skills.schools`" in text
    assert "`law.act`" not in text


def test_what_is_not_there(library: Library) -> None:
    with pytest.raises(WrongCall, match="skills"):
        shown(library, section="skill")
    with pytest.raises(UnknownQuestionnaire):
        shown(library, "smaller")


def test_pdf(library: Library) -> None:
    pytest.importorskip("typst", reason="the extra `report` is not installed")
    made = show(library, "small", "pdf", language="ar", form=True, section=None)
    assert made.content.startswith(b"%PDF-1.")
    assert (made.language, made.undrawable) == ("ar", "")


def test_pdf_without_typst(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(WrongCall, match="report"):
        show(library, "small", "pdf", language=None, form=True, section=None)
