"""The language changes under the assessor's hands: keys and words are translated when they are shown."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar, cast

from textual.binding import ActiveBinding
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from cyberready.language.messages import _
from cyberready.tui.safety import line

if TYPE_CHECKING:
    from cyberready.tui.app import CyberreadyApp

Result = TypeVar("Result")


class _TranslatedKeys:
    """Descriptions of keys are constants in English; footer, help and palette show them in the language in use."""

    app: Any

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        bindings: dict[str, ActiveBinding] = super().active_bindings  # type: ignore[misc]
        return {pressed: _in_words(active) for pressed, active in bindings.items()}

    @property
    def _app(self) -> CyberreadyApp:
        return cast("CyberreadyApp", self.app)


class FullScreen(_TranslatedKeys, Screen[None]):
    """A screen of the app; `retell` says everything on it anew, in the language now in use."""

    def retell(self) -> None:
        """Say anew what was said when the screen was made; screens that say more do so as well."""
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


class Window(_TranslatedKeys, ModalScreen[Result]):
    """A small window over a screen. It is short-lived, so it stays in the language in which it was opened."""


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
