from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest

from cyberready.language.plain import plain
from cyberready.reports import pdf
from cyberready.reports.document import Document, Paragraph
from cyberready.reports.paper import paper
from tests.reports.made_up import ARABIC, HOSTILE, SMALL, hostile, questionnaire

TEMPLATE = Path(pdf.__file__).parent / "templates" / "form.typ"
LRI, RLI, PDI = "\u2066", "\u2067", "\u2069"


def told(text: str, right_to_left: bool = False) -> str:
    """A text as the template gets it."""
    document = Document("A", "en", right_to_left, "A", "", (Paragraph(text),))
    said = pdf.data_of(document)["blocks"][0]["text"]
    assert isinstance(said, str)
    return said


@pytest.mark.parametrize(
    ("text", "right_to_left", "given"),
    [
        ("a law", False, "a law"),
        ("a law.", True, f"{LRI}a law.{PDI}"),
        ("", True, ""),
        ("قانون", False, f"{RLI}قانون{PDI}"),
        ("قانون 2024-05-01", True, f"{RLI}قانون {LRI}2024-05-01{PDI}{PDI}"),
        (
            "قرار مؤتمر (Rev. Kigali, 2022)",
            True,
            f"{LRI}قرار مؤتمر ({LRI}Rev. Kigali, 2022{PDI}){PDI}",
        ),
        ("a\nقانون", False, f"a\n{RLI}قانون{PDI}"),
        ("x" * 70, False, f"{'x' * 30}\u200b{'x' * 30}\u200b{'x' * 10}"),
        ("a\x1b[2J\u202eb\ufeff", False, "a[2J[U+202E]b"),
        ("\ufffe\ue000\u0378", False, "\ufffd\ufffd\ufffd"),
        ("ﻻ", False, f"{RLI}لا{PDI}"),
        ('#import "x" $y$ "]', False, '#import "x" $y$ "]'),
    ],
)
def test_a_text_as_the_template_gets_it(text: str, right_to_left: bool, given: str) -> None:
    assert told(text, right_to_left) == given


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_texts_reach_the_template_as_strings_and_nothing_is_lost(tmp_path: Path, text: str) -> None:
    def strings(value: object) -> list[str]:
        if isinstance(value, dict | list):
            return [
                text for part in (value.values() if isinstance(value, dict) else value) for text in strings(part)
            ]
        return [value] if isinstance(value, str) else []

    def bare(said: str) -> str:
        return re.sub(f"[{LRI}{RLI}{PDI}\u200b]", "", said)

    sent = json.loads(json.dumps(pdf.data_of(paper(hostile(tmp_path, text), form=True))))
    wanted = bare(told(text))
    assert [bare(said) for said in strings(sent)].count(wanted) >= 10
    if not set(text) & set("\ufffe\ufdfa"):
        assert wanted == bare(plain(text))


def test_the_template_evaluates_no_text() -> None:
    source = re.sub(r"//.*", "", TEMPLATE.read_text("utf-8"))
    assert "eval(" not in source
    assert "import" not in source
    assert "include" not in source


def test_what_the_bundled_font_lacks_is_told() -> None:
    def lacking(text: str) -> set[str]:
        return set(pdf.undrawable(Document("A", "en", False, "A", "", (Paragraph(text),))))

    assert lacking("Is there a law? “Yes” – €, قانون ٣ ﷺ ☐") == set()
    assert lacking("漢字 and 字") == {"漢", "字"}


def test_what_is_taken_for_drawable_is_in_the_font() -> None:
    from cyberready.charts.figures.lettering import undrawable

    usual = {character for character in pdf._LATIN_AND_SIGNS | pdf._ARABIC if plain(character) == character}
    assert undrawable("".join(usual)) == ""


class TestCompiled:
    """With Typst, which comes with the extra `report`."""

    @pytest.fixture(autouse=True)
    def typst(self) -> None:
        pytest.importorskip("typst", reason="the extra `report` is not installed")

    @pytest.mark.parametrize("form", [True, False])
    @pytest.mark.parametrize(("text", "language"), [(SMALL, b"en"), (ARABIC, b"ar")])
    def test_a_tagged_pdf_in_its_language(self, tmp_path: Path, text: str, language: bytes, form: bool) -> None:
        made = pdf.pdf(paper(questionnaire(tmp_path, text), form=form, unreviewed=True))
        assert made.startswith(b"%PDF-1.")
        assert b"/Lang(" + language + b")" in re.sub(rb"\s*\(", b"(", made)
        assert b"/MarkInfo" in made

    def test_the_same_bytes_for_the_same_document(self, tmp_path: Path) -> None:
        document = paper(questionnaire(tmp_path), form=True)
        first = pdf.pdf(document)
        time.sleep(1.1 - time.time() % 1)  # into the next second, which a date in it would show
        assert pdf.pdf(document) == first

    @pytest.mark.parametrize("form", [True, False])
    @pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
    def test_no_text_stops_it(self, tmp_path: Path, text: str, form: bool) -> None:
        assert pdf.pdf(paper(hostile(tmp_path, text), form=form)).startswith(b"%PDF-1.")

    def test_sections_at_any_depth(self, tmp_path: Path) -> None:
        section = "{id: s7, title: T, questions: [{id: q, text: Why?, scale: words}]}"
        for depth in range(6, -1, -1):
            section = f"{{id: s{depth}, title: T, sections: [{section}]}}"
        deep = SMALL.partition("domains:")[0] + f"domains: [{section}]\n"
        assert pdf.pdf(paper(questionnaire(tmp_path, deep), form=True)).startswith(b"%PDF-1.")
