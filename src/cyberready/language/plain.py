"""Text from outside, made safe to show: no control characters, no invisible reordering."""

from __future__ import annotations

import re

# Control characters but newline and tab; embeddings and overrides are shown, since they could make a text read
# otherwise than it is stored (Trojan Source); isolates and marks, which honest Arabic text uses, have no width.
_DROPPED = {code: None for code in (*range(0x20), *range(0x7F, 0xA0)) if code not in (0x09, 0x0A)}
_SHOWN = {code: f"[U+{code:04X}]" for code in range(0x202A, 0x202F)}
_INVISIBLE = dict.fromkeys((0x200E, 0x200F, 0x061C, *range(0x2066, 0x206A), 0xFEFF))
_BREAKS = re.compile(r"[^\S\u00a0\u202f\u2002]+")
_PLAIN = {**_DROPPED, **_SHOWN, **_INVISIBLE, 0x09: " ", 0x2028: "\n", 0x2029: "\n"}


def plain(text: object) -> str:
    """The text as a screen may show it, line breaks kept."""
    return str(text).translate(_PLAIN).encode("utf-8", "replace").decode("utf-8")


def one_line(text: object) -> str:
    """The text on one line, for lists, titles and messages; French keeps its unbreakable spaces before signs."""
    return _BREAKS.sub(" ", plain(text)).strip()
