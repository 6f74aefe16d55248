"""YAML as data only: what is refused, with its line, and what stays as it was written."""

from __future__ import annotations

import json
import time
import unicodedata
from pathlib import Path
from textwrap import indent
from typing import Any

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cyberready.errors import Fault
from cyberready.library import reading
from cyberready.library.reading import (
    LARGEST,
    Document,
    line_of,
    nearest,
    parse,
    read_document,
    settled,
    stays_text,
    value_at_top,
)
from tests.library.marked import ROOT, questionnaire, read


def parsed(text: str) -> Document:
    return parse(text, Document("q.yaml"))


def places(faults: list[Fault]) -> list[tuple[int, str]]:
    return [(fault.line, fault.what) for fault in faults]


BOMB = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10)
)


@pytest.fixture(params=["CSafeLoader", "SafeLoader"])
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The C parser, and the pure one that takes its place where a build lacks it."""
    monkeypatch.setattr(reading, "_Loader", getattr(yaml, request.param))
    return str(request.param)


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        (
            "a: 1\nb: !!python/object/apply:os.system [ls]",
            2,
            "tag `tag:yaml.org,2002:python/object/apply:os.system`",
        ),
        ("a: 1\nb: !!str 1", 2, "tag `tag:yaml.org,2002:str` is not allowed"),
        ("a: !mine {b: 1}", 1, "tag `!mine` is not allowed"),
        ("a: ! b", 1, "tag `!` is not allowed"),
        ("a: 1\n!!str b: 2", 2, "a key has an anchor or a tag"),
        ("a: 1\n&b c: 2", 2, "a key has an anchor or a tag"),
        ("a: &x 1", 1, "anchor `&x` is not allowed"),
        ("a: 1\nb: *x", 2, "alias `*x` is not allowed"),
        ("a: [1, 2,\n  *x]", 2, "alias `*x` is not allowed"),
        ("*x", 1, "alias `*x` is not allowed"),
        ("a: 1\n<<: *x", 2, "alias `*x` is not allowed"),
        ("a: 1\nb: 2\na: 3", 3, "key `a` stands twice, first on line 1"),
        ("b:\n  a: 1\n  c: {a: 1, a: 2}", 3, "key `a` stands twice, first on line 3"),
        ('a: 1\n"a": 3', 2, "key `a` stands twice, first on line 1"),
        ("caf\u00e9: 1\ncafe\u0301: 2", 2, "key `café` stands twice, first on line 1"),
        ("? [a, b]\n: 1", 1, "a key must be one word or text"),
        ("a: 1\n? {b: 1}\n: 1", 2, "a key must be one word or text"),
        ("a: 1\n---\nb: 2", 2, "a second document begins here"),
        ("a: 1\n...\n---\n", 3, "a second document begins here"),
        ("", 1, "is empty"),
        ("# only a comment\n", 1, "is empty"),
        ("---\n...\n", 1, "is empty"),
        ("~", 1, "is empty"),
        ("a:\n  b: 1\n\tc: 2", 3, "is not YAML"),
        ("a:\n\t- 1", 2, "is not YAML"),
        ("a: 1\nb: [1, 2", 2, "is not YAML"),
        ("a: 1\nb: c: d", 2, "is not YAML"),
        ("a: 1\nb: x\x1b[31m", 2, "holds the character U+001B"),
        ("a: .nan", 1, "`.nan` is not a number that can be counted with"),
        ("a: 1\nb: -.INF", 2, "`-.INF` is not a number"),
        ("a: [.Inf]", 1, "`.Inf` is not a number"),
        ("a: 1\nb: " + "7" * 5000, 2, "a number of 5000 digits is too long"),
        ("a: 0." + "7" * 60, 1, "a number of 62 digits is too long"),
        ("[" * 21 + "]" * 21, 1, "is nested deeper than 20"),
        ("".join(f"{' ' * n}a:\n" for n in range(30)), 21, "is nested deeper than 20"),
        ("\n" + "[" * 5000 + "]" * 5000, 2, "is nested deeper than 20"),
        ("{a: " * 5000 + "}" * 5000, 1, "is nested deeper than 20"),
        ("- " * 5000 + "a", 1, "is nested deeper than 20"),
        ("[" * 5000, 1, "is nested deeper than 20"),
    ],
)
def test_what_is_refused(loader: str, text: str, line: int, what: str) -> None:
    [fault] = parsed(text).faults
    assert fault.line == line
    assert what in fault.what
    assert fault.remedy
    assert fault.severity == "error"


def test_an_alias_bomb_is_refused_at_once(loader: str) -> None:
    start = time.perf_counter()
    document = parsed(BOMB)
    assert time.perf_counter() - start < 0.1
    assert [fault.line for fault in document.faults if "anchor" in fault.what] == list(range(1, 11))
    assert sum("alias" in fault.what for fault in document.faults) == 81


def test_a_list_that_holds_itself_is_refused() -> None:
    assert places(parsed("&a [*a]").faults) == [
        (1, "anchor `&a` is not allowed."),
        (1, "alias `*a` is not allowed."),
    ]


@pytest.mark.parametrize("indented", ["a:\n\tb: 1", "a:\n  b: 1\n\tc: 1", "a:\n  - 1\n \t- 2"])
def test_a_tab_for_indentation_is_named(indented: str) -> None:
    [fault] = parsed(indented).faults
    assert fault.remedy == "Indent with spaces, not tabs."


def test_twenty_deep_is_allowed() -> None:
    assert parsed("[" * 20 + "]" * 20).faults == []


def test_lines_are_those_of_an_editor() -> None:
    """YAML 1.1 counts three more characters as line ends than editors do."""
    text = 'a: "x\u2028y"\nb: "x\u0085y"\nc: "x\u2029y"\nd: *x\n'
    assert places(parsed(text).faults) == [(4, "alias `*x` is not allowed.")]
    assert places(parsed(text.replace("\n", "\r\n")).faults) == [(4, "alias `*x` is not allowed.")]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"),
        ("No", "No"),
        ("yes", "yes"),
        ("on", "on"),
        ("off", "off"),
        ("12:30", "12:30"),
        ("12:30:45", "12:30:45"),
        ("010", "010"),
        ("0o17", "0o17"),
        ("0x1F", "0x1F"),
        ("0b1", "0b1"),
        ("1_000", "1_000"),
        ("2026-06-15", "2026-06-15"),
        ("2026-06-15 12:00:00", "2026-06-15 12:00:00"),
        ("=", "="),
        ("'1'", "1"),
        ('"null"', "null"),
        ("|\n  1\n", "1\n"),
        ("NaN", "NaN"),
        ("١٢", "١٢"),
        ("null", None),
        ("~", None),
        ("", None),
        ("true", True),
        ("false", False),
        ("0", 0),
        ("-7", -7),
        ("+7", 7),
        ("1.10", 1.1),
        (".5", 0.5),
        ("2.", 2.0),
        ("1e3", 1000.0),
        ("[]", []),
        ("{}", {}),
    ],
)
def test_values(loader: str, written: str, value: object) -> None:
    document = parsed(f"a: {written}")
    assert document.faults == []
    assert document.data == {"a": value}
    assert isinstance(document.data["a"], type(value))
    assert isinstance(document.data["a"], bool) == isinstance(value, bool)


@pytest.mark.parametrize(
    "written", ["no", "on", "12:30", "010", "1.10", "1e999", "2026.10", "0x10", "-0", "1180591620717411303424"]
)
def test_a_text_field_keeps_what_was_written(written: str) -> None:
    """In the model and in the text that the digest covers."""
    text = questionnaire(root=f"version: {written}\nlicense: {written}").replace(
        "{id: d.text, text: Q?", f"{{id: d.text, text: {written}"
    )
    value, faults = read(text)
    assert faults == []
    assert value is not None
    assert (value.version, value.license, value.questions["d.text"].text) == (written, written, written)


def test_numbers_stay_numbers_where_numbers_are_wanted() -> None:
    document = parsed("a: 1.10\nb: 3")
    assert settled(document.data) == {"a": 1.1, "b": 3}
    assert [type(value) for value in settled(document.data).values()] == [float, int]


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        (b"a: 1\nb: \xff\n", 2),
        (b"a: caf\xe9\n", 1),
        ("a: 1\nb: 2\n".encode("utf-16"), 1),
        ("a: 1\nb: 2\n".encode("utf-16-le"), 1),
        ("\ufeffa: 1\n".encode("utf-16-be"), 1),
        (b"a: 1\nb: x\x00y\n", 2),
        (b"a: 1\nb: \xed\xa0\x80\n", 2),  # a lone surrogate
    ],
)
def test_what_is_not_utf8(tmp_path: Path, raw: bytes, line: int) -> None:
    file = tmp_path / "q.yaml"
    file.write_bytes(raw)
    document = read_document(file)
    assert places(document.faults) == [(line, "is not UTF-8 text.")]
    assert document.faults[0].file == str(file)
    assert document.data is None


@pytest.mark.parametrize("raw", [b"\xef\xbb\xbfa: 1\nb: *x\n", b"a: 1\r\nb: *x\r\n", b"\xef\xbb\xbfa: 1\r\nb: *x"])
def test_a_byte_order_mark_and_windows_line_ends_are_accepted(tmp_path: Path, raw: bytes) -> None:
    file = tmp_path / "q.yaml"
    file.write_bytes(raw)
    document = read_document(file)
    assert document.data == {"a": 1}
    assert places(document.faults) == [(2, "alias `*x` is not allowed.")]


@pytest.mark.parametrize(
    ("text", "line"), [('a: 1\nb: "\\ud800x"', 2), ('a: "\\udfff"', 1), ('a: 1\n"\\ud800": b', 2)]
)
def test_half_a_character_is_replaced_or_refused(loader: str, text: str, line: int) -> None:
    """The C parser refuses it; either way the text can be written to a file."""
    document = parsed(text)
    (fault,) = document.faults
    assert (fault.line, bool(fault.remedy)) == (line, True)
    if loader == "SafeLoader":
        assert fault.severity == "warning"
        assert "\ufffd" in str(document.data)
    str(document.data).encode("utf-8")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("id: q\nversion: 1.10\n", "1.10"),
        ("id: q\nversion: '1.10'\ntitle: [broken", "1.10"),
        ("{id: q, version: 2026.1}", "2026.1"),
        ("id: version\nversion: 2", "2"),
        ("id: {version: 1}\nversion: 2", "2"),
        ("id: [version, 1]\nversion: 2", "2"),
        ("version: 1\nversion: 2", "1"),
        ("version: e\u0301", "\u00e9"),
        ("title: \x1b[2J\nversion: 2", "2"),
        ("version: [1]", ""),
        ("id: q", ""),
        ("id: [q\nversion: 2", ""),
        ("- version", ""),
        ("version", ""),
        ("", ""),
        ("version: \0", ""),
    ],
)
def test_a_value_at_the_top_is_read_without_the_rest(tmp_path: Path, loader: str, text: str, value: str) -> None:
    file = tmp_path / "q.yaml"
    file.write_text(text, encoding="utf-8")
    assert value_at_top(file, "version") == value
    assert value_at_top(tmp_path / "missing.yaml", "version") == ""


def test_eight_megabytes_are_read_and_one_byte_more_is_not(tmp_path: Path) -> None:
    file = tmp_path / "q.yaml"
    body = b"a: 1\n#"
    file.write_bytes(body + b"x" * (LARGEST - len(body)))
    assert read_document(file).faults == []
    file.write_bytes(body + b"x" * (LARGEST - len(body) + 1))
    assert places(read_document(file).faults) == [(1, "is larger than 8 MB.")]


def test_a_huge_file_is_refused_before_it_is_parsed(tmp_path: Path) -> None:
    file = tmp_path / "q.yaml"
    with file.open("wb") as stream:
        stream.truncate(2 * 1024**3)  # sparse: reading it whole would take 2 GB
    start = time.perf_counter()
    assert places(read_document(file).faults) == [(1, "is larger than 8 MB.")]
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize("name", ["missing.yaml", ".", "x" * 300])
def test_what_cannot_be_opened(tmp_path: Path, name: str) -> None:
    [fault] = read_document(tmp_path / name).faults
    assert "cannot be read" in fault.what


def test_faults_of_reading_come_together_with_what_they_hide() -> None:
    text = questionnaire(root="title: &t T\ntitle: U\nlicense: .nan\nminutes: *m\nlicence: x")
    _, faults = read(text)
    assert sorted(fault.what for fault in faults) == [
        "`.nan` is not a number that can be counted with.",
        "alias `*m` is not allowed.",
        "anchor `&t` is not allowed.",
        f"key `title` stands twice, first on line {text.splitlines().index('title: &t T') + 1}.",
        "unknown key `licence`.",
    ]


@pytest.mark.parametrize("data", ["- a\n- b", "hello", "12", "true"])
def test_a_file_that_is_no_mapping(data: str) -> None:
    value, faults = read(data)
    assert value is None
    [fault] = faults
    assert "must be a mapping" in fault.what


def test_every_key_and_item_knows_its_line() -> None:
    data = parsed("a: 1\nb:\n  - x\n  - {c: 1,\n     d: 2}\n").data
    assert [line_of(data, "a"), line_of(data, "b"), line_of(data["b"], 0), line_of(data["b"], 1)] == [1, 2, 3, 4]
    assert [line_of(data["b"][1], "c"), line_of(data["b"][1], "d")] == [4, 5]
    assert [line_of(data["b"][1], "missing"), line_of(data["b"]), line_of("text"), line_of(None, "a")] == [
        4,
        3,
        1,
        1,
    ]


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        ("legl.law", ["legal.law", "technical.cert"], "Did you mean `legal.law`?"),
        ("qqq", ["legal", "technical"], "Known here: legal, technical."),
        ("qqq", [], "Check the name."),
        ("qqq", [f"legal.{n}" for n in range(99)], "Check the name."),
    ],
)
def test_hints(word: str, known: list[str], hint: str) -> None:
    assert nearest(word, known) == hint


DATA = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(DATA)
@settings(max_examples=100, deadline=None)
def test_any_json_is_read_as_json_reads_it(data: Any) -> None:
    """But for the names that are the same in NFC, which are refused as the same."""
    text = json.dumps({"a": data})
    document = parsed(text)
    if not document.faults:
        assert settled(document.data)["a"] == _normal_keys(data)


def _normal_keys(data: Any) -> Any:
    if isinstance(data, dict):
        return {unicodedata.normalize("NFC", key): _normal_keys(item) for key, item in data.items()}
    return [_normal_keys(item) for item in data] if isinstance(data, list) else data


@given(st.text(alphabet=st.sampled_from("a:-[]{}#&*!|>'\"%@`,? \n\t~01.é"), max_size=60))
@settings(max_examples=200, deadline=None)
def test_no_text_ends_in_an_exception(text: str) -> None:
    """Whatever the file holds, there is either data or a fault with a line of the file."""
    value, faults = read(text)
    lines = text.count("\n") + 1
    assert value is None
    assert faults
    assert all(1 <= fault.line <= lines for fault in faults)


@given(st.sampled_from([*ROOT, "scales", "domains"]), DATA)
@settings(max_examples=60, deadline=None)
def test_any_value_in_any_place_is_told_once(key: str, data: Any) -> None:
    text = (
        "\n".join(line for name, line in ROOT.items() if name != key)
        + f"\n{key}:\n{indent(json.dumps(data, indent=1), '  ')}\n"
    )
    _, faults = read(text)
    told = [(fault.line, fault.id, fault.what) for fault in faults]
    assert len(told) == len(set(told))


@given(st.text(alphabet="0123456789.+-eEnulltruefasInNA~ax", min_size=1, max_size=6))
@settings(max_examples=200, deadline=None)
def test_what_stays_text_is_read_as_text(text: str) -> None:
    """Of texts that YAML can hold without quotes."""
    assume(text[0] not in "-" or len(text) > 1)
    document = parsed(f"a: {text}")
    if stays_text(text):
        assert document.faults == []
        assert document.data == {"a": text}
    else:
        assert document.faults or not isinstance(document.data["a"], str)
