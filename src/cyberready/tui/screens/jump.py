"""Jump mode: letters on every target that is seen; the letters of one lead there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

from textual.app import ComposeResult
from textual.events import Key
from textual.screen import Screen
from textual.widgets import Static

from cyberready.language.keyboards import latin, twin
from cyberready.language.messages import language_in_use, right_to_left
from cyberready.tui.safety import line
from cyberready.tui.speaking import Window

# The fingers' resting places first; without `b`, which has no twin on an Arabic keyboard.
_LETTERS = "fjdkslaghrueiwoqptyvncmxz"

Go = Callable[[], object]


@runtime_checkable
class HasPlaces(Protocol):
    """A widget with several targets of its own."""

    def places(self) -> Iterator[tuple[int, Go]]:
        """Each target that is seen: its row from the widget's top, and what leads there. Nothing is committed."""


@dataclass(frozen=True)
class Target:
    """Where a label begins, in cells from the screen's top left, and what leads there.

    Where lines begin at the right, so do labels: `x` is the cell behind them.
    """

    x: int
    y: int
    go: Go


def targets(screen: Screen[Any]) -> list[Target]:
    """The targets on a screen: the places of what can be moved in, and every other field that takes the focus."""
    found: list[Target] = []
    mirrored = right_to_left(language_in_use())
    for widget in screen.focus_chain:
        region = widget.content_region
        x = region.right if mirrored else region.x
        if isinstance(widget, HasPlaces):
            found += [Target(x, region.y + y, go) for y, go in widget.places() if 0 <= y < region.height]
        elif region.area:
            found.append(Target(x, region.y, widget.focus))
    return found


def labels(count: int) -> list[str]:
    """So many labels, none the beginning of another; as many of one letter as can be, and those first."""
    letters = len(_LETTERS)
    prefixes = max(0, -(-(count - letters) // (letters - 1)))
    single = list(_LETTERS[: letters - prefixes])
    double = [first + second for first in _LETTERS[letters - prefixes :] for second in _LETTERS]
    return [*single, *double][:count]


class JumpScreen(Window[Go | None]):
    """Gives what leads to the chosen target; any key that is no label leaves without going anywhere."""

    def __init__(self, found: Sequence[Target]) -> None:
        super().__init__()
        self._found = dict(zip(labels(len(found)), found, strict=False))
        self._typed = ""

    def compose(self) -> ComposeResult:
        mirrored = right_to_left(language_in_use())
        for label, target in self._found.items():
            shown = "".join(map(twin, label)) if mirrored else label
            place = Static(line(shown), classes="jump", markup=False)
            place.styles.offset = (target.x - len(label) if mirrored else target.x, target.y)
            yield place

    def on_key(self, event: Key) -> None:
        event.stop()
        self._typed += latin(event.character or "")
        if self._typed in self._found:
            self.dismiss(self._found[self._typed].go)
        elif not any(self._typed and label.startswith(self._typed) for label in self._found):
            self.dismiss(None)
