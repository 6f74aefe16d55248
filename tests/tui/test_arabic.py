"""Right-to-left lines in the order in which they are seen; what is expected was put in order by hand.

Expected texts are written as lists of letters from the left edge of the screen to the right, since an editor would
put them in order once more.
"""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from cyberready.tui.arabic import ArabicLines, _clusters, direction_of, display_of
from cyberready.tui.wrapping import COLUMN

pytest.importorskip("bidi")
BLACK = Color(0, 0, 0)
BOLD, DIM = Style(bold=True), Style(dim=True)
ALEF, BEH, MEEM, SEEN, LAM, WAW = "\u0627", "\u0628", "\u0645", "\u0633", "\u0644", "\u0648"
FATHA, DAMMA, SUKUN, SHADDA = "\u064e", "\u064f", "\u0652", "\u0651"


def seen(*segments: tuple[str, Style | None], right_to_left: bool = False, shape: bool = False) -> list[Segment]:
    lines = ArabicLines(shape=shape, right_to_left=right_to_left)
    return lines.apply([Segment(text, style) for text, style in segments], BLACK)


def text_of(segments: list[Segment]) -> str:
    return "".join(segment.text for segment in segments)


@pytest.mark.parametrize(
    ("text", "right_to_left", "from_left"),
    [
        (f"{BEH}{SEEN}{MEEM}", False, [MEEM, SEEN, BEH]),
        (f"law {BEH}{SEEN}", False, [*"law ", SEEN, BEH]),
        (f"{BEH}{SEEN} law", False, [*"law ", SEEN, BEH]),  # a line takes the direction of its first letter
        (f"law {BEH}{SEEN}", True, [SEEN, BEH, *" law"]),
        (f"{BEH} legal.law-1 {SEEN}", True, [SEEN, *" legal.law-1 ", BEH]),  # codes stay readable
        (f"{BEH} 2026 {SEEN}", True, [SEEN, *" 2026 ", BEH]),
        (f"{BEH} 12.5% {SEEN}", True, [SEEN, " ", *"%12.5", " ", BEH]),
        (f"{BEH} ٢٠٢٦ {SEEN}", True, [SEEN, *" ٢٠٢٦ ", BEH]),
        (f"{BEH} ٣٫٥ {SEEN}", True, [SEEN, *" ٣٫٥ ", BEH]),
        (f"({BEH})", True, ["(", BEH, ")"]),  # brackets still embrace
        (f"1 ( ) {BEH}", False, [BEH, *" ( ) 1"]),
        # a pair of brackets goes with what stands between the two, else with what stands before them
        (f"{BEH} CERT-IQ/2026 (v1.2) {SEEN}", True, [SEEN, *" CERT-IQ/2026 (v1.2) ", BEH]),
        (f"{BEH} (v1.2) {SEEN}", True, [SEEN, *" (v1.2) ", BEH]),
        (f"{BEH} (12) [{SEEN} a]", True, [*"[a ", SEEN, *"] (12) ", BEH]),
        (f"{BEH} x) {SEEN} (", True, [*") ", SEEN, *" (x ", BEH]),  # no pair
        (f"law ({BEH}) x", False, [*"law (", BEH, *") x"]),
        # between wide gaps each text is read as its first letter is, in a line that is read from the left
        (f"Note    {BEH} VSAT {SEEN} 5", False, [*"Note    5 ", SEEN, *" VSAT ", BEH]),
        (f"{BEH}  ", True, [*"  ", BEH]),  # padding goes to the other edge
        (f"{BEH}{LAM}{ALEF}", False, [ALEF, LAM, BEH]),
    ],
)
def test_the_order_from_the_left(text: str, right_to_left: bool, from_left: list[str]) -> None:
    assert list(text_of(seen((text, None), right_to_left=right_to_left))) == from_left


@pytest.mark.parametrize("text", ["Is there a law?", "Sécurité 12 %", "1 (●) ▓░┃ ← 2025", "网络", ""])
def test_a_line_without_right_to_left_letters_is_handed_on(text: str) -> None:
    segments = [Segment(text, BOLD)]
    assert ArabicLines(shape=True, right_to_left=False).apply(segments, BLACK) is segments


@pytest.mark.parametrize(
    ("text", "from_left"),
    [
        ("Is there a law?   ", "   Is there a law?"),  # begins at the right, and is read from the left
        ("Sécurité 12 %.  ", "  Sécurité 12 %."),
        ("“Law” (2025), 3–5  ", "  “Law” (2025), 3–5"),
        (f"1 ( ){COLUMN}Begun, not done  ", f"  Begun, not done{COLUMN}( ) 1"),
        (f"      [x]{COLUMN}It is in force. ", f" It is in force.{COLUMN}[x]      "),
        ("›Iraq  2024", "2024  Iraq‹"),
        ("1 (●) ▓░┃ ← 2025", "2025 → ┃░▓ (●) 1"),
        ("网络  ", "  网络"),
        ("╭────╮", "╭────╮"),
        ("│ law  │", "│  law │"),
        ("    ", "    "),
    ],
)
def test_in_a_right_to_left_interface_latin_lines_begin_at_the_right_too(text: str, from_left: str) -> None:
    assert text_of(seen((text, None), right_to_left=True)) == from_left


SENTENCE, NAME = f"{BEH}{SEEN} {MEEM}", f"{LAM}{WAW}"  # "بس م" and "لو"
IN_A_SENTENCE = [
    # What stands between Arabic words, and how it is seen there, as isolates of the algorithm would show it.
    ("2.1–2.9", "2.9–2.1"),  # a range runs from the right, as «من … إلى …» does
    ("٢٫١–٢٫٩", "٢٫٩–٢٫١"),
    ("2025/2026", "2025/2026"),
    ("3/4", "3/4"),
    ("٣/٤", "٣/٤"),
    ("1,234.5", "1,234.5"),
    ("١٬٢٣٤٫٥", "١٬٢٣٤٫٥"),
    ("-2.5", "-2.5"),
    ("−٢٫٥", "−٢٫٥"),
    ("+3", "+3"),
    ("12.5%", "%12.5"),
    ("١٢٪", "٪١٢"),
    ("2026-06-30", "2026-06-30"),
    ("٢٠٢٦-٠٦-٣٠", "٢٠٢٦-٠٦-٣٠"),
    ("30/06/2026", "30/06/2026"),
    ("14:30", "14:30"),
    ("(2025)", "(2025)"),
    ("(law)", "(law)"),
    ("[S1]", "[S1]"),
    ("«law»", "«law»"),
    ("S1, S2", "S1, S2"),
    ("S1، S2", "S2 ،S1"),
    ("ISO/IEC 27001", "ISO/IEC 27001"),
    ("ISO/IEC 27001:2022", "ISO/IEC 27001:2022"),
    ("CERT-IQ", "CERT-IQ"),
    ("GCI-2024:legal", "GCI-2024:legal"),
    ("legal.law-1", "legal.law-1"),
    ("https://cert.example.org/a?b=1&c=2", "https://cert.example.org/a?b=1&c=2"),
    ("https://cert.example.org/", "https://cert.example.org/"),
    ("cert@example.org", "cert@example.org"),
    ("/home/law/2026.yaml", "/home/law/2026.yaml"),
    ("~/rounds/", "~/rounds/"),
    ("C:\\rounds\\2026", "C:\\rounds\\2026"),
    ("--plain", "--plain"),
    ("+964 1 234 5678", "+964 1 234 5678"),
    ("^q", "^q"),
    ("v1.2.3", "v1.2.3"),
]


@pytest.mark.parametrize(("code", "shown"), IN_A_SENTENCE)
def test_codes_and_numbers_between_arabic_words(code: str, shown: str) -> None:
    line = f"{SENTENCE} {code} {NAME}"
    assert text_of(seen((line, None), right_to_left=True)) == f"{NAME[::-1]} {shown} {SENTENCE[::-1]}"


@pytest.mark.parametrize(("code", "shown"), IN_A_SENTENCE)
def test_codes_and_numbers_in_the_columns_of_a_row(code: str, shown: str) -> None:
    row = f"{NAME}{COLUMN} {code}{COLUMN} {SENTENCE}"
    assert text_of(seen((row, None), right_to_left=True)) == (
        f"{SENTENCE[::-1]} {COLUMN}{shown} {COLUMN}{NAME[::-1]}"
    )


@pytest.mark.parametrize(("code", "shown"), IN_A_SENTENCE)
def test_a_full_stop_behind_a_code_ends_the_arabic_sentence(code: str, shown: str) -> None:
    line = f"{SENTENCE} {code}."
    if not code.endswith("/"):  # a path may end in anything
        assert text_of(seen((line, None), right_to_left=True)) == f".{shown} {SENTENCE[::-1]}"


@pytest.mark.parametrize(
    ("bar", "from_left"),
    [("██▉··", "··▐██"), ("█▌···", "···▐█"), ("█▏···", "···▕█"), ("██▓▓░", "░▓▓██")],
)
def test_a_bar_grows_from_the_right_where_lines_begin_there(bar: str, from_left: str) -> None:
    assert text_of(seen((f"{BEH} {bar} 2", None), right_to_left=True)) == f"2 {from_left} {BEH}"
    assert bar in text_of(seen((f"law {bar} {BEH}", None)))


@pytest.mark.parametrize(
    ("text", "from_left"),
    [
        (f"{BEH} 2024-06-30", f"2024-06-30 {BEH}"),
        (f"{BEH} (2024-06-30) {SEEN}", f"{SEEN} (2024-06-30) {BEH}"),
        (f"{BEH} −2.5 {SEEN}", f"{SEEN} −2.5 {BEH}"),
        (f"{BEH} 2–5 {SEEN}", f"{SEEN} 5–2 {BEH}"),  # a range is read from the right, its lower end first
        (f"{BEH}: /home/law", f"/home/law :{BEH}"),
        (f"{BEH} ← 2025", f"2025 → {BEH}"),
        (f"Deltaland  2025  {BEH}", f"{BEH}  2025  Deltaland"),  # columns keep their order
        (f"law{COLUMN}2025{COLUMN}{BEH}", f"{BEH}{COLUMN}2025{COLUMN}law"),
        (f"law 2025 {BEH}", f"{BEH} law 2025"),  # words of one text stay together
        (" ├ ● offences", "offences ● ┤ "),  # a branch of a tree whose other branches begin at the right
        (f"1{COLUMN}English", f"English{COLUMN}1"),  # a row among others that begin at the right
        ("2020    2024", "2024    2020"),  # years above a table whose rows begin at the right
    ],
)
def test_codes_are_read_from_the_left_and_numbers_go_with_their_table(text: str, from_left: str) -> None:
    assert text_of(seen((text, None), right_to_left=True)) == from_left


def test_numbers_alone_stay_where_lines_begin_at_the_left() -> None:
    assert text_of(seen(("2020    2024", None))) == "2020    2024"


def test_marks_stay_on_their_letters() -> None:
    word = f"{MEEM}{DAMMA}{SEEN}{SUKUN}{LAM}{SHADDA}{FATHA}{WAW}"
    assert text_of(seen((word, None))) == f"{WAW}{LAM}{SHADDA}{FATHA}{SEEN}{SUKUN}{MEEM}{DAMMA}"


def test_marks_keep_to_shaped_letters_as_well() -> None:
    shaped = text_of(seen((f"{MEEM}{DAMMA}{SEEN}{SUKUN}{LAM}", None), shape=True))
    marks = [shaped[index + 1] if unicodedata.combining(shaped[index + 1]) else "" for index in (0, 1, 3)]
    assert [unicodedata.normalize("NFKC", letter) for letter in shaped if not unicodedata.combining(letter)] == [
        LAM,
        SEEN,
        MEEM,
    ]
    assert marks == ["", SUKUN, DAMMA]


def test_letters_take_the_forms_of_their_places() -> None:
    shaped = text_of(seen((BEH * 3, None), shape=True))
    assert [unicodedata.name(letter).rpartition("LETTER ")[2] for letter in shaped] == [
        "BEH FINAL FORM",
        "BEH MEDIAL FORM",
        "BEH INITIAL FORM",
    ]


def test_every_letter_carries_its_style_along() -> None:
    line = seen((f"{BEH}{SEEN} ", BOLD), (f"{MEEM}{FATHA} law", DIM), right_to_left=True)
    assert line == [Segment(f"law {MEEM}{FATHA}", DIM), Segment(f" {SEEN}{BEH}", BOLD)]


def test_a_style_that_begins_within_a_word_stays_on_its_letters() -> None:
    line = seen((f"{BEH}{SEEN}", BOLD), (f"{MEEM}{LAM}", None), right_to_left=True)
    assert line == [Segment(f"{LAM}{MEEM}"), Segment(f"{SEEN}{BEH}", BOLD)]


@pytest.mark.parametrize(
    "sign", ["\u2066", "\u2067", "\u2068", "\u2069", "\u202a", "\u202b", "\u202d", "\u202e", "\u202c"]
)
@pytest.mark.parametrize("right_to_left", [True, False])
def test_explicit_directions_in_a_text_are_not_obeyed(sign: str, right_to_left: bool) -> None:
    plain = text_of(seen((f"law {BEH}{SEEN}", None), right_to_left=right_to_left))
    for text in (f"{sign}law {BEH}{SEEN}", f"law {sign}{BEH}{SEEN}{sign}"):
        assert text_of(seen((text, None), right_to_left=right_to_left)) == plain


LETTERS = "abz .-()[]%12٣۴،؟ىةאבé网" + ALEF + BEH + MEEM + SEEN + LAM + WAW + FATHA + DAMMA + SHADDA
SIGNS = "\u200c\u200f\u200e\u061c\u2067\u2069\u202b\u202e\u202c\x1b\x9b\x07\u0301"
EMOJI = ["👨\u200d👩", "❤\ufe0f"]
# A line of a screen begins with a letter or with padding; marks and joiners on nothing have no place to be.
MIXED = st.builds(
    str.__add__, st.sampled_from("a " + ALEF), st.text(st.sampled_from(LETTERS + SIGNS), max_size=40)
)
PARTS = MIXED | st.sampled_from(EMOJI).map(lambda emoji: emoji + BEH)


@given(st.lists(st.tuples(PARTS, st.sampled_from([BOLD, DIM, None])), max_size=4), st.booleans(), st.booleans())
def test_no_line_changes_its_number_of_cells(
    parts: list[tuple[str, Style | None]], shape: bool, right_to_left: bool
) -> None:
    before = "".join(text for text, _style in parts)
    after = seen(*parts, shape=shape, right_to_left=right_to_left)
    assert cell_len(text_of(after)) == cell_len(before)


@given(MIXED, st.booleans())
def test_each_cell_that_is_seen_leads_to_one_letter_of_the_text(text: str, right_to_left: bool) -> None:
    lines = ArabicLines(shape=True, right_to_left=right_to_left)
    arranged = lines.arranged(text, right_to_left, columns=False)
    assert sorted(index for _letter, index in arranged) == [start for start, _end in _clusters(text)]
    at = 0
    for letter, index in arranged:
        for cell in range(at, at + cell_len(letter)):
            assert lines.cell_in_text(text, right_to_left, cell) == cell_len(text[:index])
        at += cell_len(letter)
    assert lines.cell_in_text(text, right_to_left, at) == cell_len(text)


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("law", "left"),
        (f"law {BEH}", "left"),
        (f"{BEH} law", "right"),
        (f"2026 {BEH}", "right"),
        ("«×» é", "left"),
        ("2026-06-30", "left"),
        ("٢٠٢٦", "left"),
        ("", ""),
        (" .—", ""),
    ],
)
def test_from_which_side_a_text_is_read(text: str, side: str) -> None:
    assert direction_of(text) == side


@given(MIXED, st.booleans())
def test_no_letter_is_lost(text: str, right_to_left: bool) -> None:
    def letters(line: str) -> list[str]:
        return sorted(letter for letter in line if letter.isalnum() or unicodedata.combining(letter))

    assert letters(text_of(seen((text, None), right_to_left=right_to_left))) == letters(text)


@pytest.mark.parametrize(
    ("setting", "environment", "display"),
    [
        ("auto", {}, "app"),
        ("auto", {"TERM": "xterm-256color"}, "app"),
        ("auto", {"KITTY_WINDOW_ID": "1"}, "terminal"),
        ("auto", {"KONSOLE_VERSION": "220401"}, "terminal"),
        ("auto", {"TERM_PROGRAM": "Apple_Terminal"}, "terminal"),
        ("auto", {"TERM_PROGRAM": "vscode"}, "app"),
        ("auto", {"TERM": "mlterm-256color"}, "terminal"),
        ("app", {"KITTY_WINDOW_ID": "1"}, "app"),
        ("plain", {}, "plain"),
        ("terminal", {}, "terminal"),
    ],
)
def test_who_orders_the_letters(setting: str, environment: dict[str, str], display: str) -> None:
    assert display_of(setting, environment) == display
