"""How far a translation is, and that a stamp changes nothing of a file but the stamps."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyberready.library.finding import load
from cyberready.library.reading import Document, as_written, parse, settled
from cyberready.library.stamping import only_stamps_differ, stamps_of, state_of, with_stamps
from cyberready.model.questionnaire import Questionnaire
from cyberready.model.translation import Entry, Translation
from tests.library.test_companions import SOURCE, TEXTS

A, B, C = "aaaaaaaa", "bbbbbbbb", "cccccccc"
NUMBERS = ["12345678", "00000001", "12e45678", "1e000001"]

# A file, the stamps to write, and the file that comes out.
WRITTEN: dict[str, tuple[str, dict[str, str], str]] = {
    "no stamps yet": ("a: b\n", {"d.a": A, "d": B}, f"a: b\nstamps:\n  d.a: {A}\n  d: {B}\n"),
    "no line end at the end": ("a: b", {"d": A}, f"a: b\nstamps:\n  d: {A}\n"),
    "comments at the end": ("a: b  # c\n\n# d\n", {"d": A}, f"a: b  # c\n\n# d\nstamps:\n  d: {A}\n"),
    "windows": ("a: b\r\nc: d\r\n", {"d": A}, f"a: b\r\nc: d\r\nstamps:\r\n  d: {A}\r\n"),
    "windows, in a block": (
        f"stamps:\r\n  d: {A}\r\na: b\r\n",
        {"e": B},
        f"stamps:\r\n  d: {A}\r\n  e: {B}\r\na: b\r\n",
    ),
    "end of the document": ("---\na: b\n...\n", {"d": A}, f"---\na: b\nstamps:\n  d: {A}\n...\n"),
    "a block in the middle": (
        f"stamps:\n    d: {A}  # of d\n\n# then\na: b\n",
        {"d": C, "e": B},
        f"stamps:\n    d: {C}  # of d\n    e: {B}\n\n# then\na: b\n",
    ),
    "a block at the end": (f"a: b\nstamps:\n  d: {A}", {"e": B}, f"a: b\nstamps:\n  d: {A}\n  e: {B}"),
    "comments in the block": (
        f"stamps:\n  # first\n  d: {A}\n  # second\n  e: {B}\n  # last\n",
        {"d": C},
        f"stamps:\n  # first\n  d: {C}\n  # second\n  e: {B}\n  # last\n",
    ),
    "quotes stay": (
        f'stamps:\n  "d": \'{A}\'\n  e: "{B}"\n',
        {"d": C, "e": A, "f": B},
        f'stamps:\n  "d": \'{C}\'\n  e: "{A}"\n  f: "{B}"\n',
    ),
    "braces": (f"stamps: {{d: {A}}}  # c\na: b\n", {"e": B}, f"stamps: {{d: {A}, e: {B}}}  # c\na: b\n"),
    "braces, replaced": (f"stamps: {{ d: {A} , e: '{B}' }}\n", {"d": C}, f"stamps: {{ d: {C} , e: '{B}' }}\n"),
    "braces, a comma at the end": (f"stamps: {{d: {A}, }}\n", {"e": B}, f"stamps: {{d: {A}, e: {B}, }}\n"),
    "braces over lines": (
        f"stamps: {{d: {A},  # one\n  e: {B}}}\n",
        {"d": C, "f": A},
        f"stamps: {{d: {C},  # one\n  e: {B}, f: {A}}}\n",
    ),
    "empty braces": ("stamps: {}\na: b\n", {"d": A}, f"stamps: {{d: {A}}}\na: b\n"),
    "many into braces": (
        "stamps: {}\n",
        dict.fromkeys("defgh", A),
        "stamps: {" + ",\n  ".join(f"{id}: {A}" for id in "defgh") + "}\n",
    ),
    "a file in braces": ('{"a": "b"}\n', {"d": A}, f'{{"a": "b", stamps: {{d: {A}}}}}\n'),
    "a file in braces with stamps": (
        f'{{"stamps": {{"d": "{A}"}}, "a": [b]}}\n',
        {"d": B, "e": C},
        f'{{"stamps": {{"d": "{B}", e: "{C}"}}, "a": [b]}}\n',
    ),
    "the word elsewhere": (
        f"a: {{stamps: {{d: {A}}}}}\nb: |\n  stamps:\n    d: x\n",
        {"d": B},
        f"a: {{stamps: {{d: {A}}}}}\nb: |\n  stamps:\n    d: x\nstamps:\n  d: {B}\n",
    ),
    "nothing to write": (f"stamps: {{d: {A}}}\n", {}, f"stamps: {{d: {A}}}\n"),
}


def read(text: str) -> Document:
    return parse(text, Document("fr.yaml"))


@pytest.mark.parametrize(("before", "stamps", "after"), WRITTEN.values(), ids=WRITTEN)
def test_stamps_are_written_into_the_text(before: str, stamps: dict[str, str], after: str) -> None:
    assert with_stamps(before, stamps) == after
    assert not read(after).faults
    assert only_stamps_differ(read(before).data, read(after).data, stamps)


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("before", ["a: b\n", f"stamps:\n  e: {A}\n", f"stamps: {{d: {A}}}\n"])
def test_a_stamp_that_looks_like_a_number_is_quoted(before: str, number: str) -> None:
    after = with_stamps(before, {"d": number})
    assert f'd: "{number}"' in after
    assert read(after).data["stamps"]["d"] == number


@pytest.mark.parametrize(
    ("before", "after", "expected", "same"),
    [
        ("a: b", f"a: b\nstamps: {{d: {A}}}", {"d": A}, True),
        (f"stamps: {{d: {A}}}", f"stamps: {{d: {B}}}", {"d": B}, True),
        ("stamps: {d: 12345678}", f"stamps: {{d: 12345678, e: {A}}}", {"e": A}, True),
        ("a: b", f"a: c\nstamps: {{d: {A}}}", {"d": A}, False),
        ("a: b", f"a: b\nc: d\nstamps: {{d: {A}}}", {"d": A}, False),
        ("a: b", f"stamps: {{d: {A}}}", {"d": A}, False),
        ("a: b", f"a: b\nstamps: {{d: {B}}}", {"d": A}, False),
        (f"stamps: {{d: {A}, e: {B}}}", f"stamps: {{d: {C}}}", {"d": C}, False),
        ("a: |\n  b", f"a: |\n  b\nstamps: {{d: {A}}}", {"d": A}, False),  # the text got a line end
        ("[a]", "[a]", {}, False),
    ],
)
def test_what_else_changed_is_seen(before: str, after: str, expected: dict[str, str], same: bool) -> None:
    assert only_stamps_differ(read(before).data, read(after).data, expected) is same


@given(
    texts=st.dictionaries(
        st.sampled_from(["x", "y", "z"]),
        st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp"))),
        min_size=1,
    ),
    line_end=st.sampled_from(["\n", "\r\n", "\r"]),
    given=st.dictionaries(st.sampled_from(["d", "e"]), st.sampled_from([A, *NUMBERS])),
    wanted=st.dictionaries(st.sampled_from(["d", "e", "f"]), st.sampled_from([B, *NUMBERS])),
    braces=st.booleans(),
    last=st.booleans(),
)
def test_whatever_stands_around_them_stays(
    texts: dict[str, str], line_end: str, given: dict[str, str], wanted: dict[str, str], braces: bool, last: bool
) -> None:
    """Letters of any width in any number, before and behind, with any line ends: marks are counted as we count."""
    quoted = {key: "'" + text.replace("'", "''") + "'" for key, text in texts.items()}
    rest = "".join(f"{key}: {text}  # \U0001f600 {text}{line_end}" for key, text in quoted.items())
    if braces:
        block = "stamps: {" + ", ".join(f"{id}: '{value}'" for id, value in given.items()) + "}" + line_end
    else:
        block = "".join([f"stamps:{line_end}", *(f"  {id}: '{value}'{line_end}" for id, value in given.items())])
    block = block if given or braces else ""
    before = rest + block if last else block + rest
    if read(before).faults:  # what YAML does not allow was refused before
        return
    after = with_stamps(before, wanted)
    assert rest in after
    assert only_stamps_differ(read(before).data, read(after).data, wanted)
    kept = {id: as_written(value) for id, value in settled(read(after).data).get("stamps", {}).items()}
    assert kept == {**given, **wanted}


# How far a translation is


@pytest.fixture
def questionnaire(tmp_path: Path) -> Questionnaire:
    (tmp_path / "questionnaire.yaml").write_text(SOURCE, encoding="utf-8")
    return load(tmp_path).questionnaire


def translation(texts: dict[str, Entry], stamps: dict[str, str] | None = None) -> Translation:
    return Translation(
        cyberready=1, translates="q", language="fr", status="reviewed", texts=texts, stamps=stamps or {}
    )


def test_of_nothing_everything_is_missing(questionnaire: Questionnaire) -> None:
    state = state_of(translation({}), questionnaire)
    assert (state.total, state.translated) == (TEXTS, 0)
    assert state.complete == state.stale == state.unstamped == ()
    assert dict(state.missing) == {
        "title": (),
        "d": ("title", "description"),
        "d.a": ("text", "help", "options 0", "options 1", "advice 0", "evidence"),
        "d.b": ("text",),
        "scale m": ("0", "1"),
        "scale hours": ("unit",),
        "rating Low": (),
        "rating High": (),
        "profile base": (),
    }


def test_complete_ids_are_unstamped_stale_or_neither(questionnaire: Questionnaire) -> None:
    right = stamps_of(questionnaire)
    assert list(right) == ["title", "d", "d.a", "d.b"]
    texts = {
        "title": Entry(text="T"),
        "d": Entry(title="D"),  # its description is missing
        "d.b": Entry(text="Combien ?"),
    }
    stamps = {"title": right["title"], "d": A, "d.a": A}
    state = state_of(translation(texts, stamps), questionnaire)
    assert state.translated == 3
    assert state.complete == ("title", "d.b")
    assert state.unstamped == ("d.b",)
    assert state.stale == ("d", "d.a")
    assert state.missing["d"] == ("description",)


def test_a_list_with_an_empty_fact_is_not_translated(questionnaire: Questionnaire) -> None:
    entry = Entry(options={"0": ("pas ainsi",), "1": ("c'est ainsi", "")}, evidence=("", ""))
    assert state_of(translation({"d.a": entry}), questionnaire).missing["d.a"] == (
        "text",
        "help",
        "options 1",
        "advice 0",
        "evidence",
    )
