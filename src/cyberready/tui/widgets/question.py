"""The question of a card: where the screen is too low for all of it, an ellipsis says so."""

from __future__ import annotations

from rich.segment import Segment
from textual.strip import Strip
from textual.widgets import Static

from cyberready.tui.wrapping import cut


class Question(Static):
    """A text that ends in an ellipsis where lines of it are out of sight."""

    def render_line(self, y: int) -> Strip:
        strip = super().render_line(y)
        width, height = self.size
        if y < height - 1 or self.get_content_height(self.size, self.app.size, width) <= height:
            return strip
        text = cut(strip.text.rstrip() + "…", width)
        return Strip([Segment(text, self.rich_style)]).extend_cell_length(width, self.rich_style)
