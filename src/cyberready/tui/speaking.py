"""The language changes under the assessor's hands: keys and words are translated when they are shown."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar, cast

from textual.binding import ActiveBinding
from textual.command import CommandPalette
from textual.geometry import Region, Size
from textual.layout import ArrangeResult
from textual.layouts.horizontal import HorizontalLayout
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import Static

from cyberready.language.messages import _, right_to_left, tag_in_use
from cyberready.tui.arabic import InOrder
from cyberready.tui.safety import line

if TYPE_CHECKING:
    from cyberready.tui.app import CyberreadyApp

Result = TypeVar("Result")


class _FromTheRight(HorizontalLayout):
    """Side by side, the first at the right; what does not fit is lost at the left."""

    def arrange(self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True) -> ArrangeResult:
        return [
            placed._replace(region=Region(size.width - placed.region.right, *placed.region[1:]))
            for placed in super().arrange(parent, children, size, greedy)
        ]


class _Spoken:
    """What every screen and window has of the language in use: its side, and its words for what keys do.

    Descriptions of keys are constants in English; footer, help and palette show them translated.
    """

    app: Any

    def on_mount(self) -> None:
        self.mirror()

    def mirror(self) -> None:
        """Put what stands side by side in the order in which the language is read."""
        screen = cast("Screen[Any]", self)
        from_right = right_to_left(tag_in_use())
        screen.set_class(from_right, "-right-to-left")
        for row in screen.query("Horizontal"):
            if from_right:
                row.styles.set_rule("layout", _FromTheRight())
            elif row.styles.inline.has_rule("layout"):
                row.styles.clear_rule("layout")
            else:
                continue
            row.styles.refresh(layout=True)

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        bindings: dict[str, ActiveBinding] = super().active_bindings  # type: ignore[misc]
        return {pressed: _in_words(active) for pressed, active in bindings.items()}

    @property
    def _app(self) -> CyberreadyApp:
        return cast("CyberreadyApp", self.app)


class FullScreen(_Spoken, Screen[None]):
    """A screen of the app; `retell` says everything on it anew, in the language now in use."""

    def retell(self) -> None:
        """Say anew what was said when the screen was made; screens that say more do so as well."""
        self.mirror()
        for widget in self.query("*"):
            retell = getattr(widget, "retell", None)
            if retell is not None:
                retell()
        self.refresh_bindings()


class Reading(FullScreen):
    """A screen that reads anew what it shows when it comes to the front and when the language changes."""

    def on_screen_resume(self) -> None:
        self.load()

    def retell(self) -> None:
        super().retell()
        self.load()

    def on_resize(self) -> None:
        self.show()

    @abstractmethod
    def load(self) -> object:
        """Read, and show; a worker, in most screens."""

    @abstractmethod
    def show(self) -> None:
        """Lay out what was read for the width that there is; nothing while nothing is read."""


class Window(_Spoken, InOrder, ModalScreen[Result]):
    """A small window over a screen. It is short-lived, so it stays in the language in which it was opened."""


class Commands(_Spoken, InOrder, CommandPalette):
    """The list of commands, or of themes."""


class Words(Static):
    """A message on the screen, in the language in use."""

    def __init__(self, message: str, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(line(_(message)), id=id, classes=classes, markup=False)
        self._message = message

    def retell(self) -> None:
        self.update(line(_(self._message)))


def _in_words(active: ActiveBinding) -> ActiveBinding:
    binding = active.binding
    shown = replace(binding, description=_(binding.description), tooltip=_(binding.tooltip))
    return active._replace(binding=shown, tooltip=_(active.tooltip))
