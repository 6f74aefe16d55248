"""Canonical JSON and digests: one text for one meaning, so that equal things have equal digests."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from typing import Any


def _normal(value: Any) -> Any:
    if isinstance(value, dict):
        return {unicodedata.normalize("NFC", str(key)): _normal(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_normal(item) for item in value]
    return unicodedata.normalize("NFC", value) if isinstance(value, str) else value


def canonical_json(value: Any) -> str:
    """Sorted keys, no spaces, NFC.

    Raises:
        ValueError: the value holds NaN or an infinity, which JSON cannot say.
    """
    text = _dumped(value)
    # ASCII has no other form; an answer is ASCII more often than not, and normalising costs as much as dumping.
    return text if text.isascii() else _dumped(_normal(value))


def _dumped(value: Any) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def digest(text: str) -> str:
    """`sha256:` and the hexadecimal SHA-256 of the text in UTF-8."""
    return "sha256:" + hashlib.sha256(text.encode("utf-8")).hexdigest()
