"""Pictures of screens as SVG, kept as files, and what differs where one is no longer the same.

Of our own, since pytest-textual-snapshot 1.1 loads Textual with every run of pytest, before what is set in the
tester's terminal can be taken out of the environment; starts an app for each picture (0.4 s; here thirty share
one); says that a picture differs and not where; and sets a file extension by a name that syrupy 7 no longer reads.
"""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

from textual.app import App

FOLDER = Path(__file__).parent / "snapshots"
_NOISE = re.compile(r'@font-face \{.*?\}|<!--.*?-->|<clipPath.*?</clipPath>| clip-path="[^"]*"|\n\s+', re.DOTALL)
_NUMBER = re.compile(r"terminal-\d+-")
_TEXT = re.compile(r'<text class="[^"]*" x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]*)</text>')
_CELL = (12.2, 24.4)


def picture(app: App[object]) -> str:
    """What stands on the screen, without what differs between runs, names servers or cuts nothing off."""
    svg = app.export_screenshot(title="")
    return _NUMBER.sub("", _NOISE.sub("", svg)).replace("</text>", "</text>\n").strip() + "\n"


def rows(svg: str) -> dict[int, str]:
    """The text of each row of cells."""
    lines: dict[int, str] = {}
    for x, y, text in _TEXT.findall(svg):
        row, column = round(float(y) / _CELL[1]), round(float(x) / _CELL[0])
        lines[row] = lines.get(row, "").ljust(column) + unescape(text).replace("\xa0", " ")
    return {row: line.rstrip() for row, line in lines.items()}


def differences(kept: str, made: str) -> list[str]:
    """The rows of cells whose text is another one, before and after; else that colours or styles are."""
    before, after = rows(kept), rows(made)
    changed = [row for row in sorted(before.keys() | after.keys()) if before.get(row) != after.get(row)]
    told = [f"  row {row}\n  - {before.get(row, '')}\n  + {after.get(row, '')}" for row in changed]
    return told or (["  the same text in other colours or styles"] if kept != made else [])


def compare(name: str, made: str) -> str:
    """Hold a picture to the kept one; where it differs, write it beside, to be looked at, and say how."""
    kept, new = FOLDER / f"{name}.svg", FOLDER / f"{name}.new.svg"
    found = differences(kept.read_text(encoding="utf-8"), made) if kept.exists() else ["  there is none yet"]
    if not found:
        new.unlink(missing_ok=True)
        return ""
    FOLDER.mkdir(exist_ok=True)
    new.write_text(made, encoding="utf-8")
    return "\n".join([f"{name}: see {new.name}", *found])


def main() -> None:
    """Keep the new pictures in place of those from which they differ."""
    for new in sorted(FOLDER.glob("*.new.svg")):
        print(new.replace(FOLDER / new.name.replace(".new", "")).name)


if __name__ == "__main__":
    main()
