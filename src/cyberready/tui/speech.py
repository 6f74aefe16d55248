"""The app in the reader's language: what it says, in which order its lines run, and what was chosen once."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.filter import LineFilter

from cyberready.errors import CyberreadyError
from cyberready.language.messages import LANGUAGES, NAMES, _, language_in_use, right_to_left, use_language
from cyberready.language.plain import one_line
from cyberready.settings import Settings
from cyberready.tui.safety import TerminalSafe
from cyberready.tui.speaking import FullScreen
from cyberready.tui.working import WorkingApp

if TYPE_CHECKING:
    from cyberready.tui.arabic import ArabicLines


class SpeakingApp(WorkingApp):
    """Changes its language, the order of Arabic and the settings behind them while it runs."""

    def __init__(self, folder: str | Path | None, settings: Settings) -> None:
        self._line_filters: list[LineFilter] = [TerminalSafe()]
        super().__init__(folder, settings)
        self.arabic: ArabicLines | None = None
        self.orders_arabic = False
        """Whether right-to-left lines are put in order, by `arabic` or by the terminal."""

    def get_line_filters(self) -> list[LineFilter]:
        """Arabic in its visual order first, control characters out last, whatever widget a line comes from."""
        return [*super().get_line_filters(), *self._line_filters]

    def get_key_display(self, binding: Binding) -> str:
        """As keyboards have it: F1, not f1."""
        display = super().get_key_display(binding)
        return display.upper() if display[:1] == "f" and display[1:].isdecimal() else display

    def prepare(self) -> None:
        if self._opening is None and self.arabic is None:  # else the welcome has seen to it
            self.order_arabic()
        super().prepare()

    def order_arabic(self) -> None:
        """Have Arabic put in order by whom the settings name, from now on."""
        from cyberready.tui.arabic import TAKE_ORDER, ArabicLines, display_of

        display = display_of(self.settings.arabic_display, os.environ)
        lines = ArabicLines(shape=display == "app", right_to_left=right_to_left(language_in_use()))
        self.orders_arabic = display == "terminal" or lines.available
        if display == "terminal" or not lines.available:
            self.give_order_back()
        else:
            if self.arabic is None and self._driver is not None:
                self._driver.write(TAKE_ORDER)
            self._line_filters[:-1] = [lines]  # a new one, since strips remember what a filter made of them
            self.arabic = lines
        self.refresh(layout=True)

    def give_order_back(self) -> None:
        """Leave the order of Arabic to the terminal, as it was before."""
        if self.arabic is None:
            return
        from cyberready.tui.arabic import GIVE_ORDER_BACK

        self._line_filters.remove(self.arabic)
        self.arabic = None
        if self._driver is not None:
            self._driver.write(GIVE_ORDER_BACK)

    def action_language(self) -> None:
        """The next of the interface's languages, without leaving the question."""
        at = LANGUAGES.index(language_in_use()) if language_in_use() in LANGUAGES else -1
        language = LANGUAGES[(at + 1) % len(LANGUAGES)]
        self.speak(language)
        self.notify(NAMES[language], timeout=1.5, markup=False)

    def speak(self, language: str) -> None:
        """Say everything anew in a language, in the region of the settings."""
        use_language(replace(self.settings, language=language).tag)
        if self.arabic is not None:
            self.order_arabic()
        for screen in self.screen_stack:
            if isinstance(screen, FullScreen):
                screen.retell()
        self.refresh(layout=True)

    def change_settings(self, **changes: str) -> None:
        """Use other settings at once, and write them; where that fails they hold until the app is left."""
        from cyberready.settings_writing import write_settings

        self.settings = replace(self.settings, **changes)  # type: ignore[arg-type]
        self.speak(self.settings.language)
        self.order_arabic()
        if "assessor" in changes:
            self.typists = [self.settings.assessor]
            self.record_as(self.settings.assessor)
        try:
            write_settings(changes)
        except CyberreadyError as error:
            told = _("{reason} What you chose holds until you leave.").format(reason=one_line(error))
            self.notify(told, title=_("Settings"), severity="warning", timeout=15, markup=False)
