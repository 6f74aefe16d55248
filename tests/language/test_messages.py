"""Messages in the user's language, else in English."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

import pytest

from cyberready.language import messages
from cyberready.language.messages import _, counted, use_language

HEAD = "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=n>1;\n"


@pytest.fixture
def catalogues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with a small French catalogue in the place of those that are shipped."""
    messages_of = {
        "": HEAD,
        "Leave": "Quitter",
        "{number} round\0{number} rounds": "{number} cycle\0{number} cycles",
    }
    file = tmp_path / "fr" / "LC_MESSAGES" / "cyberready.mo"
    file.parent.mkdir(parents=True)
    file.write_bytes(compiled(messages_of))
    monkeypatch.setattr(messages, "CATALOGUES", tmp_path)
    messages.messages_of.cache_clear()
    yield tmp_path
    messages.messages_of.cache_clear()
    use_language("en")


def compiled(texts: dict[str, str]) -> bytes:
    """A catalogue as gettext reads it: two tables of lengths and places, then the texts, sorted by their keys."""
    pairs = [(key.encode(), texts[key].encode()) for key in sorted(texts)]
    at = 28 + 16 * len(pairs)
    tables: list[bytes] = []
    for texts_of_one_kind in zip(*pairs, strict=True):
        for text in texts_of_one_kind:
            tables.append(struct.pack("<II", len(text), at))
            at += len(text) + 1
    body = b"".join(text + b"\0" for kind in zip(*pairs, strict=True) for text in kind)
    head = struct.pack("<IIIIIII", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 0)
    return head + b"".join(tables) + body


@pytest.mark.parametrize(
    ("tag", "leave"),
    [
        ("fr", "Quitter"),
        ("fr-FR", "Quitter"),
        ("fr-MA", "Quitter"),
        ("en", "Leave"),
        ("xx", "Leave"),
        ("", "Leave"),
    ],
)
def test_a_tag_takes_its_language_else_english(catalogues: Path, tag: str, leave: str) -> None:
    use_language(tag)
    assert _("Leave") == leave


def test_a_message_that_is_not_translated_falls_back_to_english(catalogues: Path) -> None:
    use_language("fr")
    assert _("Note") == "Note"


@pytest.mark.parametrize(
    ("tag", "number", "text"),
    [
        ("fr", 0, "0 cycle"),
        ("fr", 1, "1 cycle"),
        ("fr", 2, "2 cycles"),
        ("en", 0, "0 rounds"),
        ("en", 1, "1 round"),
        ("en", 2, "2 rounds"),
    ],
)
def test_numbers_take_the_plural_of_their_language(catalogues: Path, tag: str, number: int, text: str) -> None:
    use_language(tag)
    assert counted("{number} round", "{number} rounds", number) == text
