"""Fields in which one types: seen, clicked and walked through in the direction of what stands in them.

A text has the direction of its first letter. In a right-to-left interface every field begins at the right, and
numbers and Latin letters in it are read from the left all the same.
"""

from __future__ import annotations

from abc import abstractmethod
from typing import Any

from rich.cells import cell_len
from rich.style import Style
from textual.strip import Strip

from cyberready.language.messages import right_to_left, tag_in_use
from cyberready.tui.arabic import InOrder, direction_of


class Directed(InOrder):
    """Puts a line in order for its direction, finds the letter below the mouse, and turns the arrows."""

    app: Any
    rich_style: Style

    @property
    @abstractmethod
    def paragraph(self) -> str:
        """The text in which the cursor stands."""

    def _drawn(self, strip: Strip, cells: int, width: int, paragraph: str) -> Strip:
        """A line `width` cells wide, whose text, with the place of the cursor, takes the first `cells`."""
        lines = self.app.arabic
        if lines is None:
            return strip
        strip = strip.extend_cell_length(width, self.rich_style)
        text, room = strip.crop(0, cells), strip.crop(cells, width)
        text = Strip(lines.line(list(text), _from_right(paragraph)), text.cell_length)
        return Strip.join([room, text] if _at_right(paragraph) else [text, room])

    def _cell_in_text(self, x: int, text: str, width: int, paragraph: str) -> int:
        """The cell of the text as it is stored whose letter is seen at `x` of such a line."""
        lines = self.app.arabic
        if lines is None:
            return x
        if _at_right(paragraph):
            x -= width - cell_len(text)
        if x < 0:
            return cell_len(text) if _from_right(paragraph) else 0
        found: int = lines.cell_in_text(text, _from_right(paragraph), x)
        return found

    def _turned(self, action: str, select: bool) -> None:
        """Do what an arrow does, or its counterpart where the text goes to the left."""
        if self.app.orders_arabic and _from_right(self.paragraph):
            action = action.replace("left", "RIGHT").replace("right", "left").replace("RIGHT", "right")
        getattr(super(), action)(select)


def _from_right(paragraph: str) -> bool:
    """Whether a text is read from the right; where it has no letter and no digit, as the interface is."""
    return (direction_of(paragraph) or ("right" if right_to_left(tag_in_use()) else "left")) == "right"


def _at_right(paragraph: str) -> bool:
    return _from_right(paragraph) or right_to_left(tag_in_use())
