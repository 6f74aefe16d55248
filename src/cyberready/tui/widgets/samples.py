"""One Arabic line in the order of each way of showing it, for a person to say which one reads right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.segment import Segment
from textual.filter import LineFilter
from textual.strip import Strip

from cyberready.language.messages import language_in_use, right_to_left
from cyberready.tui.arabic import ArabicLines
from cyberready.tui.widgets.rows import NumberedRows

SAMPLE = "شبكة الاتصالات 2026 (CERT-IQ)"
"""Letters that join and some that do not, a number and a Latin code: each goes wrong in a way of its own."""


class SampleRows(NumberedRows):
    """Rows in which the sample stands in an order of their own, whatever order the rest of the screen has.

    A terminal cannot be asked whether it puts Arabic in order by itself, and names mislead: PuTTY, which does,
    calls itself xterm. A reader can tell. A terminal that orders by itself orders the line that the program has
    ordered as well, and so turns it round again; one that does not shows the line as sent backwards. So of these
    two exactly one reads right. The third, ordered but not joined, is for fonts that lack the joined forms.
    """

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._orders: Mapping[int, ArabicLines] = {}

    def offer(self, displays: Sequence[str], last: str) -> None:
        """The sample once for each of `app`, `terminal` and `plain`, and a last row in words."""
        self._orders = {
            row: ArabicLines(shape=display == "app", right_to_left=False)
            for row, display in enumerate(displays)
            if display != "terminal"
        }
        self.say([SAMPLE] * len(displays) + [last])

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [each for each in super().get_line_filters() if not isinstance(each, ArabicLines)]

    def render_line(self, y: int) -> Strip:
        strip = super().render_line(y)
        background = self.background_colors[1]
        at = strip.text.find(SAMPLE)
        if at < 0:
            for filter in self.app.get_line_filters():
                strip = strip.apply_filter(filter, background) if isinstance(filter, ArabicLines) else strip
            return strip
        number, sample, rest = strip.divide([at, at + len(SAMPLE), strip.cell_length])
        order = self._orders.get(y + self.scroll_offset.y)
        if order is not None:
            sample = sample.apply_filter(order, background)
        if right_to_left(language_in_use()):  # lines begin at the right
            number = Strip([Segment(part.text[::-1], part.style) for part in number])
            return Strip.join([rest, sample, number])
        return Strip.join([number, sample, rest])
