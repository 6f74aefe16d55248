"""What counts as the same in a search."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyberready.language.folding import folded


@pytest.mark.parametrize(
    ("written", "searched"),
    [
        ("Law", "LAW"),
        ("Sécurité", "securite"),
        ("Straße", "STRASSE"),
        ("إجراءات", "اجراءات"),
        ("أمن", "امن"),
        ("آمن", "امن"),
        ("ٱلقانون", "القانون"),
        ("مُسْتَوَى", "مستوى"),
        ("مستوى", "مستوي"),
        ("سلامـــة", "سلامة"),
        ("حماية", "حمايه"),
        ("مسؤول", "مسوول"),
        ("هيئة", "هيية"),
        ("قوى", "قوي"),
        ("قضاء", "قضا"),
        ("رؤية", "رويه"),
        ("شبكه", "شبكة"),
        ("رَحْمٰن", "رحمن"),
        ("شبکه ملی", "شبكه ملي"),  # as a Persian keyboard types kaf and ya
        ("مرکز\u200cها", "مركزها"),
        ("ہیئة", "هيئة"),
        ("جولة ٢٠٢٥", "جولة 2025"),
        ("۲۰۲۵", "2025"),
        ("المادة ٧/٢", "الماده 7/2"),
        ("ﻻ", "لا"),  # a presentation form, as copied out of a PDF
        ("e\u0301tat", "état"),
    ],
)
def test_spellings_that_a_search_takes_for_the_same(written: str, searched: str) -> None:
    assert folded(written) == folded(searched)


@pytest.mark.parametrize(
    ("one", "other"),
    [("law", "lane"), ("قانون", "قانوني"), ("2025", "2026"), ("٢٠٢٥", "2026"), ("كلب", "قلب"), ("حق", "حك")],
)
def test_different_words_stay_different(one: str, other: str) -> None:
    assert folded(one) != folded(other)


@given(st.text())
def test_folding_is_done_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)
