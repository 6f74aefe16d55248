"""Canonical JSON: one text for one meaning."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyberready.signing import canonical_json, digest


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"b": 1, "a": [True, None]}, '{"a":[true,null],"b":1}'),
        ({"b": {"d": 1, "c": 2}, "B": 0}, '{"B":0,"b":{"c":2,"d":1}}'),
        ((1, (2, 3)), "[1,[2,3]]"),
        ({1: "x"}, '{"1":"x"}'),
        ("cafe\u0301", '"caf\u00e9"'),
        ({"e\u0301": "e\u0301"}, '{"\u00e9":"\u00e9"}'),
        ("أمن", '"أمن"'),
        ('a"\\\n\x1b', '"a\\"\\\\\\n\\u001b"'),
        (1.0, "1.0"),
        (0.1, "0.1"),
        (1e-7, "1e-07"),
        (2**70, "1180591620717411303424"),
        ([], "[]"),
        (None, "null"),
    ],
)
def test_canonical_json(value: Any, text: str) -> None:
    assert canonical_json(value) == text


@pytest.mark.parametrize("value", [float("nan"), float("inf"), [1, -float("inf")], {"a": {"b": float("nan")}}])
def test_what_json_cannot_say_is_refused(value: Any) -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        canonical_json(value)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=10,
)


@given(JSON)
def test_canonical_json_is_json_and_stays_as_it_is(value: Any) -> None:
    text = canonical_json(value)
    assert canonical_json(json.loads(text)) == text
    assert unicodedata.is_normalized("NFC", text)


@given(
    st.dictionaries(st.text(alphabet="abcXYZ.-", max_size=4), JSON, max_size=5), st.randoms(use_true_random=False)
)
def test_the_order_of_keys_does_not_matter(value: dict[str, Any], order: Any) -> None:
    keys = list(value)
    order.shuffle(keys)
    assert canonical_json({key: value[key] for key in keys}) == canonical_json(value)


@pytest.mark.parametrize(
    ("text", "hexadecimal"),
    [  # FIPS 180-2, appendix B, and the digest of nothing
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ],
)
def test_a_digest_is_sha256(text: str, hexadecimal: str) -> None:
    assert digest(text) == f"sha256:{hexadecimal}"


def test_a_digest_covers_every_character() -> None:
    texts = ["a", "b", "a ", "A", "ä", "a\n", "أ"]
    assert len({digest(text) for text in texts}) == len(texts)
