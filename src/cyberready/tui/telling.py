"""Notices: one at a time of those that only confirm, gone with the screen; what went wrong stays to be read."""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.await_complete import AwaitComplete
from textual.notifications import SeverityLevel

from cyberready.tui.wrapping import broken

_LETTERS_A_SECOND = 15
_SHORTEST, _LONGEST = 3.0, 10.0
# What stands beside a notice's text, and beside the notice, as `app.tcss` has it.
_WIDEST, _MARGINS, _INSIDE = 60, 4, 3


class TellingApp(App[None]):
    """Tells what was done and what went wrong."""

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Tell once what is told already; without a time, as long as it takes to read."""
        message = broken(message, min(_WIDEST, self.size.width - _MARGINS) - _INSIDE)
        if any((told.title, told.message) == (title, message) for told in self._notifications):
            return
        if severity == "information":
            self._forget_confirmations()
        if timeout is None:
            reading = max(_SHORTEST, len(message) / _LETTERS_A_SECOND)
            timeout = min(reading, _LONGEST) if severity == "information" else _LONGEST
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=markup)

    def _forget_confirmations(self) -> None:
        told = [each for each in self._notifications if each.severity == "information"]
        for each in told:
            self._unnotify(each, refresh=False)
        if told:
            self._refresh_notifications()

    # What is told in the same step as the change comes after it, and so stays.

    def push_screen(self, *given: Any, **how: Any) -> Any:
        self._forget_confirmations()
        return super().push_screen(*given, **how)

    def switch_screen(self, *given: Any, **how: Any) -> AwaitComplete:
        self._forget_confirmations()
        return super().switch_screen(*given, **how)

    def pop_screen(self) -> AwaitComplete:
        self._forget_confirmations()
        return super().pop_screen()
