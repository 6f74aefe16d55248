"""The keys that work here, on the last line, drawn in one go.

Textual's own footer makes a widget of each key, anew whenever the focus moves: 8 ms and a second layout each time,
three times before the list of rounds could be used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.events import Click
from textual.strip import Strip
from textual.widget import Widget

from cyberready.language.plain import one_line
from cyberready.tui.wrapping import COLUMN

if TYPE_CHECKING:
    from textual.screen import Screen


class Footer(Widget):
    """Each key with what it does; a click acts as the key. What does not fit is left out; help stays."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"footer--key", "footer--description"}
    DEFAULT_CSS = """
    Footer {
        dock: bottom;
        height: 1;
        background: $footer-background;
        .footer--key { color: $footer-key-foreground; background: $footer-key-background; text-style: bold; }
        .footer--description { color: $footer-description-foreground; background: $footer-background; }
    }
    """

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, screen: Screen[object]) -> None:
        self.refresh()

    def shown(self) -> list[tuple[str, str, str]]:
        """The keys that fit: what to press by Textual's name, as it is shown, and what it does."""
        said: dict[str, tuple[str, str, str]] = {}
        focused = self.screen.focused
        typing = focused is not None and focused.check_consume_key("1", "1")  # then only Esc makes letters act
        for active in self.screen.active_bindings.values():
            binding = active.binding
            shown = binding.show or (typing and binding.key == "escape" and binding.description)
            if shown and active.enabled and binding.action not in said:
                said[binding.action] = (
                    binding.key,
                    self.app.get_key_display(binding),
                    one_line(binding.description),
                )
        last = [said.pop("help")] if "help" in said else []
        room = self.size.width - sum(map(_width, last))
        fitting = []
        for key in said.values():
            room -= _width(key)
            if room < 0:
                break
            fitting.append(key)
        return fitting + last

    def render_line(self, y: int) -> Strip:
        key_style, style = map(self.get_component_rich_style, ("footer--key", "footer--description"))
        segments = []
        for _key, display, description in self.shown():
            segments += [Segment(display, key_style), Segment(f" {description}{COLUMN}", style)]
        return Strip(segments).adjust_cell_length(self.size.width, style)

    def on_click(self, event: Click) -> None:
        # Where a filter puts lines in their right-to-left order, the first key is the rightmost.
        turned = any(getattr(each, "right_to_left", False) for each in self.app.get_line_filters())
        at = self.size.width - 1 - event.x if turned else event.x
        for key in self.shown():
            if 0 <= at < _width(key):
                self.app.simulate_key(key[0])
                return
            at -= _width(key)


def _width(key: tuple[str, str, str]) -> int:
    """In cells, the one between keys with them."""
    return cell_len(key[1]) + 1 + cell_len(key[2]) + 1
