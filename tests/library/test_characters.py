"""Explicit directions and names that only look alike: what is warned of, and what honest text may hold."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyberready.errors import Fault
from cyberready.library.characters import check_characters, check_names, directions, named, skeleton
from cyberready.library.reading import Document, parse
from tests.library.marked import expected, unlike

LRE, RLE, PDF, LRO, RLO = "\u202a\u202b\u202c\u202d\u202e"
LRI, RLI, FSI, PDI = "\u2066\u2067\u2068\u2069"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a law", ""),
        ("قانون رقم 9", ""),
        (f"{RLI}قانون{PDI} 1", ""),
        (f"{LRI}a {RLI}ب{PDI} c{PDI}", ""),
        (f"{FSI}a{PDI}\n{LRI}b{PDI}", ""),
        ("\u200fقانون\u200e \u061c", ""),  # marks turn nothing around but themselves
        ("می\u200cخواهم", ""),  # Persian needs its joiner
        (f"abc{RLO}fed", RLO),
        (f"abc{RLO}fed{PDF}", RLO + PDF),
        (f"{LRE}a{PDF}{RLE}b{PDF}{LRO}c{PDF}", LRE + PDF + RLE + LRO),
        (f"{RLI}قانون", RLI),
        (f"قانون{PDI}", PDI),
        (f"{RLI}a\nb{PDI}", RLI + PDI),  # a paragraph ends what is open
        (f"{LRI}{RLI}a{PDI}", LRI),
        (f"{LRI}a{PDI}{PDI}", PDI),
        (f"{RLO}{RLI}", RLO + RLI),
    ],
)
def test_directions(text: str, found: str) -> None:
    assert "".join(directions(text)) == found


@given(st.text(st.sampled_from(f"ab\n{LRI}{RLI}{FSI}{PDI}")))
def test_closing_what_is_open_leaves_nothing_to_warn_of(text: str) -> None:
    opened = 0
    closed = ""
    for character in text + "\n":
        if character == PDI and not opened:
            continue
        opened += (character in LRI + RLI + FSI) - (character == PDI)
        if character == "\n":
            closed += PDI * opened
            opened = 0
        closed += character
    assert directions(closed) == []


@pytest.mark.parametrize(
    ("character", "shown"),
    [
        (RLO, "[U+202E] RIGHT-TO-LEFT OVERRIDE"),
        ("\u200b", "[U+200B] ZERO WIDTH SPACE"),
        ("\x07", "[U+0007]"),
        ("А", "[U+0410] CYRILLIC CAPITAL LETTER A"),
    ],
)
def test_a_character_is_named_so_that_it_is_seen(character: str, shown: str) -> None:
    assert named(character) == shown


def faults(text: str) -> list[Fault]:
    document = parse(text, Document("q.yaml"))
    assert document.faults == []
    check_characters(document)
    check_names(document)
    return document.faults


def unlike_marked(text: str) -> list[str]:
    """How the warnings differ from those in the file's comments; `«` stands for an override that nothing ends."""
    text = text.replace("«", RLO)
    return unlike(faults(text), expected(text))


# Where texts stand: in a questionnaire, in a translation, in a sheet.
@pytest.mark.parametrize(
    "text",
    [
        """
id: q
title: a«b                         #?  | `title` holds [U+202E] RIGHT-TO-LEFT OVERRIDE
scales:
  level:
    options:
      - {value: 0, label: a«b}     #? level | `label` holds
      - {value: a«b, label: b}     #? level | `value` holds
domains:
  - id: d
    title: D
    why_weight: a«b                #? d | `why_weight` holds
    questions:
      - id: d.q
        text: a«b                  #? d.q | `text` holds
        options:
          0: a«b                   #? d.q | `options.0` holds
          1:
            - fine
            - a«b                  #? d.q | `options.1` holds
          a«b: c                   #? d.q | `a«b` holds
        advice: {0: fine}
    sections:
      - {id: d.s, title: a«b}      #? d.s | `title` holds
  - {id: 1.10, title: a«b}         #? 1.10 | `title` holds
""",
        """
translates: q
by: a«b                            #?  | `by` holds
texts:
  title: a«b                       #? title | `title` holds
  d: {title: a«b}                  #? d | `title` holds
  d.q:
    options: {0: [fine, a«b]}      #? d.q | `options.0` holds
  a«b: c                           #? a«b | `a«b` holds
scales: {level: {0: a«b}}          #? level | `0` holds
ratings: [a«b]                     #?  | `ratings` holds
profiles: {goal: a«b}              #? goal | `goal` holds
""",
        """
subject: {name: a«b}               #?  | `subject.name` holds
answers:
  d.q: a«b                         #? d.q | `d.q` holds
  d.r:
    note: a«b                      #? d.r | `note` holds
    evidence:
      - {title: a«b}               #? d.r | `title` holds
    sources: [a«b]                 #? d.r | `sources` holds
""",
        "- fine\n- 1\n",
        "",
    ],
    ids=["questionnaire", "translation", "sheet", "list", "empty"],
)
def test_every_text_and_key_is_looked_at(text: str) -> None:
    document = parse(text.replace("«", RLO), Document("q.yaml"))
    check_characters(document)
    assert (
        unlike(
            [fault for fault in document.faults if fault.severity == "warning"], expected(text.replace("«", RLO))
        )
        == []
    )


def test_several_kinds_in_one_text_are_one_warning() -> None:
    (fault,) = faults(f'title: "{RLO}a{RLO}b{LRI}"')
    assert "[U+202E] RIGHT-TO-LEFT OVERRIDE, [U+2066] LEFT-TO-RIGHT ISOLATE" in fault.what


# Names that look alike


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Absent", "absent"),
        ("Absent", "Аbsent"),  # Cyrillic А
        ("Вот", "Bot"),
        ("КОРЕА", "KOPEA"),
        ("Ορο", "opo"),
        ("é", "е\u0301"),  # Cyrillic е with an accent
        ("ABC", "ＡＢＣ"),
        ("fine", "ﬁne"),
        ("law", "la\u200bw"),
        ("law", "la\u00adw"),
        ("law", "\u2066law\u2069"),
        ("a law", "a  law "),
        ("a law", "a\u00a0law"),
        ("علي", "علی"),
        ("على", "علي"),
        ("كتاب", "کتاب"),
        ("المادة ٩", "المادة 9"),
        ("المادة ٩", "المادة ۹"),
        ("Level 1", "Level １"),
    ],
)
def test_what_looks_alike(one: str, other: str) -> None:
    assert one != other
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Level 0", "Level O"),
        ("Level 1", "Level l"),
        ("modern", "modem"),
        ("law", "laws"),
        ("été", "ete"),
        ("قانون", "قوانين"),
        ("أمن", "امن"),
        ("Level 1", "Level 2"),
        ("d.s1", "ds.1"),
        ("", "a"),
    ],
)
def test_what_does_not(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


@given(st.text())
def test_a_text_is_like_itself_in_every_form(text: str) -> None:
    forms: tuple[Any, ...] = ("NFC", "NFD", "NFKC", "NFKD")
    assert {skeleton(unicodedata.normalize(form, text)) for form in forms} == {skeleton(text)}
    assert skeleton(f" {text}\u200b") == skeleton(text)


@pytest.mark.parametrize(
    "text",
    [
        """
scales:
  level:
    options:
      - {value: 0, label: Absent}
      - {value: 1, label: Аbsent}  #? level | 'Аbsent' looks like 'Absent' on line 5
      - {value: 2, label: Done}
      - {value: 3, label: DONE}    #? level | but differs in [U+006F] LATIN SMALL LETTER O
  other:
    options: [{value: 0, label: done}, {value: 1, label: absent}]
domains:
  - id: d
    title: Law
    questions:
      - {id: d.q, text: Q?}
      - {id: d.Q, text: q?}        #? d.Q | `id` 'd.Q' looks like 'd.q' on line 15
      - {id: d.Q2, text: q?}
    sections:
      - {id: d.s, title: Lаw}      #? d.s | `title` 'Lаw' looks like 'Law' on line 13
      - {id: d.t, title: Law}
      - {id: d.u, title: Law}
      - {id: D, title: Laws}       #? D | `id` 'D' looks like 'd' on line 12
""",
        """
texts:
  title: القانون
  d: {title: علي}
  d.s: {title: علی}                #? d.s | `title` 'علی' looks like 'علي' on line 4
  d.q: {text: علی}
scales:
  level: {0: كل, 1: کل}            #? level | `1` 'کل' looks like 'كل' on line 8
  other: {0: کل}
""",
        "scales: [1]\ndomains: {a: b}\ntexts: no\n",
        "scales: {a: b, c: {options: [d]}, e: {options: {f: g}}}\ntexts: {d: {title: [h]}}\n",
    ],
    ids=["questionnaire", "translation", "nonsense", "more nonsense"],
)
def test_names_are_held_against_their_like(text: str) -> None:
    assert unlike_marked(text) == []


def test_the_same_name_twice_is_no_look_alike() -> None:
    """In composed or decomposed letters; which is for whom names must be unique to refuse."""
    cafe, decomposed = "caf\u00e9", "cafe\u0301"
    assert faults(f"domains:\n- {{id: a, title: {cafe}}}\n- {{id: b, title: {decomposed}}}\n") == []
