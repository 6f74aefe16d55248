"""Translations and crosswalks as values."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from cyberready.model.translation import Crosswalk, Entry, Translation

TRANSLATION: dict[str, Any] = {"cyberready": 1, "translates": "q", "language": "ar", "status": "reviewed"}
CROSSWALK: dict[str, Any] = {
    "cyberready": 1,
    "from": {"id": "q", "version": "1"},
    "to": {"id": "q", "version": "2"},
    "pairs": [{"old": ["a"], "new": ["b", "c"], "relation": "split"}],
    "new": ["d"],
    "dropped": ["e"],
}


@pytest.mark.parametrize(
    ("written", "entry"),
    [
        ("نص", Entry(text="نص")),
        ({"text": "نص"}, Entry(text="نص")),
        ({"options": {"0": "a", "1": ["b", "c"]}}, Entry(options={"0": ("a",), "1": ("b", "c")})),
        ({}, Entry()),
    ],
)
def test_an_entry_is_a_text_or_a_mapping(written: Any, entry: Entry) -> None:
    assert Translation.model_validate({**TRANSLATION, "texts": {"a": written}}).texts["a"] == entry


@pytest.mark.parametrize("entry", [{"scale": "m"}, {"weight": 2}, {"title": ["a"]}, 3.5 + 0j, {"options": ["a"]}])
def test_a_translation_gives_texts_and_never_structure(entry: Any) -> None:
    with pytest.raises(ValidationError):
        Translation.model_validate({**TRANSLATION, "texts": {"a": entry}})


@pytest.mark.parametrize(
    "change", [{"status": "perfect"}, {"cyberready": True}, {"translates": "A b"}, {"weight": 1}]
)
def test_what_is_no_translation(change: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Translation.model_validate({**TRANSLATION, **change})


def test_a_crosswalk_comes_back_from_json() -> None:
    crosswalk = Crosswalk.model_validate(CROSSWALK)
    assert crosswalk.pairs[0].new == ("b", "c")
    assert Crosswalk.model_validate_json(crosswalk.model_dump_json(by_alias=True)) == crosswalk


@pytest.mark.parametrize(
    "change",
    [
        {"pairs": [{"old": ["a"], "new": ["b"], "relation": "renamed"}]},
        {"pairs": [{"old": ["a"], "relation": "same"}]},
        {"from": {"id": "q"}},
        {"new": "d"},
        {"dropped": ["a b"]},
        {"kept": []},
    ],
)
def test_what_is_no_crosswalk(change: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Crosswalk.model_validate({**CROSSWALK, **change})
