"""Which rounds the list shows, in which order and under which headings."""

from __future__ import annotations

import pytest

from cyberready.language.messages import use_language
from cyberready.store.listing import RoundRow
from cyberready.tui.arrangement import ORDERS, Arrangement, Heading

from .made_up import row

# In the order of the store: by subject, then date.
ROWS = (
    row("a1", "Aland", "2025", changed="2026-03-02", value=2.0, done=4, parent="Énergie"),
    row("a2", "Aland", "2026", changed="2026-01-09", value=None, done=None, parent="Énergie", date="2026-06-30"),
    row("b", "Borduria", "2025-Q2", changed="2026-03-01", value=0.0, done=0, status="finalised"),
    row("i", "وزارة الإتصالات", "2025", changed="2026-02-01", value=2.0, done=9, archived=True, parent="دولة"),
)


def ids(arrangement: Arrangement) -> str:
    return " ".join(row.id for row in arrangement.shown().rows)


@pytest.mark.parametrize(
    ("order", "usual", "turned"),
    [
        ("by subject", ("▲", "a1 a2 b i"), ("▼", "i b a2 a1")),
        ("by change", ("▼", "a1 b i a2"), ("▲", "a2 i b a1")),
        # No score is not the lowest score, and nothing asked is not nothing done: these come last in both.
        ("by score", ("▼", "a1 i b a2"), ("▲", "b a1 i a2")),
        ("by progress", ("▼", "i a1 b a2"), ("▲", "b a1 i a2")),
        ("by date", ("▼", "a2 a1 b i"), ("▲", "a1 b i a2")),
    ],
)
def test_each_order_and_its_reverse(order: str, usual: tuple[str, str], turned: tuple[str, str]) -> None:
    arrangement = Arrangement(ROWS, with_archived=True)
    while arrangement.order.name != order:
        arrangement.go_on()
    assert (arrangement.sign, ids(arrangement)) == usual
    arrangement.reversed = True
    assert (arrangement.sign, ids(arrangement)) == turned


def test_the_orders_come_round_each_from_its_usual_end() -> None:
    arrangement = Arrangement(ROWS, reversed=True)
    seen = []
    for _order in ORDERS:
        arrangement.go_on()
        assert not arrangement.reversed
        seen.append(arrangement.order.name)
    assert seen == ["by change", "by score", "by progress", "by date", "by subject"]


@pytest.mark.parametrize(
    ("asked", "done", "last"),
    [(10, 3, False), (0, 0, True), (None, None, True)],
)
def test_a_round_that_asks_nothing_has_no_progress(asked: int | None, done: int | None, last: bool) -> None:
    few = row("few", "A", "1", questions=asked, done=done)
    most = row("most", "B", "1", questions=10, done=1)
    arrangement = Arrangement((few, most), place=3, reversed=True)
    assert ids(arrangement) == "most few"
    arrangement.reversed = False
    assert ids(arrangement) == ("most few" if last else "few most")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", "a1 a2 b i"),
        ("  ", "a1 a2 b i"),
        ("ALAND 2026", "a2"),
        ("2026 aland", "a2"),
        ("energie", "a1 a2"),  # of the parent, without its accent
        ("الاتصالات", "i"),  # without hamza
        ("وزاره", "i"),
        ("final", "b"),
        ("finalised", "b"),
        ("small draft q2", ""),
        ("archived", "i"),
        ("alandborduria", ""),
    ],
)
def test_a_round_is_found_by_words_as_people_spell_them(typed: str, found: str) -> None:
    assert ids(Arrangement(ROWS, with_archived=True, wanted=typed)) == found


def test_a_status_is_found_by_its_word_in_the_language_in_use() -> None:
    arrangement = Arrangement(ROWS, wanted="brouillon")
    try:
        assert ids(arrangement) == ""
        use_language("fr")
        assert ids(arrangement) == "a1 a2"
    finally:
        use_language("en")


def test_rows_read_anew_are_found_by_their_new_words() -> None:
    arrangement = Arrangement(ROWS, wanted="syldavia")
    assert ids(arrangement) == ""
    arrangement.replace((row("s", "Syldavia", "2026"), *ROWS))
    assert ids(arrangement) == "s"


@pytest.mark.parametrize(("shown", "found", "hidden"), [(False, "a1 a2 b", 1), (True, "a1 a2 b i", 0)])
def test_archived_rounds_are_hidden_until_they_are_wanted(shown: bool, found: str, hidden: int) -> None:
    arrangement = Arrangement(ROWS, with_archived=shown)
    assert (ids(arrangement), arrangement.hidden) == (found, hidden)


@pytest.mark.parametrize(
    ("turned", "found"),
    # Parents by their names, those without last; below each the order that was chosen.
    [(False, "a1 a2 i b"), (True, "a2 a1 i b")],
)
def test_rounds_below_the_parents_of_their_subjects(turned: bool, found: str) -> None:
    arrangement = Arrangement(ROWS, reversed=turned, by_parent=True, with_archived=True)
    assert ids(arrangement) == found
    assert arrangement.shown().headings == {0: Heading("Énergie", 2), 2: Heading("دولة", 1), 3: Heading("", 1)}


def test_headings_count_what_the_filter_leaves() -> None:
    arrangement = Arrangement(ROWS, by_parent=True, wanted="2026")
    assert arrangement.shown() == ([ROWS[1]], {0: Heading("Énergie", 1)})
    assert Arrangement((), by_parent=True).shown() == ([], {})


def test_every_order_is_about_a_field_of_a_row_or_stands_in_no_column() -> None:
    assert {order.column for order in ORDERS} <= {*RoundRow._fields, ""}
