"""File names out of any text."""

from __future__ import annotations

import hashlib
import re
import unicodedata

# Windows opens these devices whatever ending follows.
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
_LONGEST = 80


def slug(text: str) -> str:
    """Lower-case ASCII letters, digits, `-` and inner `.`: never empty, never a path, a device or a hidden file.

    Where letters had to be left out or the name cut, eight digits of its SHA-256 keep two names apart:
    `العراق 2026` and `الأردن 2026` must not share a file.
    """
    plain = unicodedata.normalize("NFKD", text).casefold()
    name = re.sub(r"[^a-z0-9.]+", "-", re.sub(r"[\u0300-\u036f'’]", "", plain))
    name = re.sub(r"[-.]*-[-.]*|\.{2,}", "-", name).strip("-.")
    lost = any(character.isalnum() and not character.isascii() for character in plain)
    if not lost and name and len(name) <= _LONGEST and name.split(".")[0] not in _DEVICES:
        return name
    normal = unicodedata.normalize("NFC", text).encode("utf-8", "surrogatepass")
    mark = hashlib.sha256(normal).hexdigest()[:8]
    head = name[: _LONGEST - 9].strip("-.").replace(".", "-")
    return f"{head}-{mark}" if head and head not in _DEVICES else f"x{mark}"
