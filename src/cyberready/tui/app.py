"""The terminal app: paints first, lists the rounds, and loads the rest behind them.

Measured from process start to the list on the screen against a bare Textual app: 1.45 times when the list comes by
sqlite3 into plain rows, 2.3 times with pydantic and sqlite-utils imported before. So nothing here imports the
workspace at the top. What the app does is parted by what it is about, each part on the one below: `working`,
`speech`, `opening`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from textual.app import SystemCommand
from textual.command import CommandPalette
from textual.events import DescendantFocus
from textual.screen import Screen
from textual.theme import ThemeProvider

from cyberready.errors import CyberreadyError, Exit, Fault, FaultyFile
from cyberready.language.messages import N_, _, use_language
from cyberready.settings import Settings, read_settings, settings_file
from cyberready.tui.keys import key
from cyberready.tui.opening import OpeningApp
from cyberready.tui.screens.home import HomeScreen
from cyberready.tui.speaking import Commands


class CyberreadyApp(OpeningApp):
    """One workspace in one terminal."""

    TITLE = "cyberready"
    CSS_PATH = "styles/app.tcss"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS = [
        key("question_mark,f1", "help", N_("Help"), show=True),
        key("ctrl+q", "quit", N_("Leave"), priority=True),
        key("l,ctrl+l", "language", N_("Language"), N_("Language: English, français, العربية")),
        key("comma,ctrl+o", "jump", N_("Jump"), N_("Jump: letters on everything that is seen lead there")),
        key("i", "typist", N_("Who types"), N_("Who is typing, on a machine that several people share")),
    ]

    def __init__(
        self,
        folder: str | Path | None,
        settings: Settings | None = None,
        round_name: str | None = None,
        assessor: str | None = None,
        *,
        first: bool = False,
    ) -> None:
        super().__init__(folder, settings or Settings())
        self._round_name, self._assessor = round_name, assessor
        self._first = first
        self.animation_level = "none"

    def get_default_screen(self) -> Screen[Any]:
        return HomeScreen()

    def on_mount(self) -> None:
        self.theme = self.settings.theme
        if self.settings.keys:
            self.set_keymap(dict(self.settings.keys))
        if self._first:
            self.action_welcome()

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Keep the cursor still: a blinking one was measured to send 1,700 bytes a second all the while."""
        field: Any = event.widget
        if getattr(field, "cursor_blink", False):
            field.cursor_blink = False
            field._restart_blink()  # a field of one line hides the cursor that it has stopped

    def opened(self) -> None:
        self._open_named_round()

    def _open_named_round(self) -> None:
        """Go to the round that the command line named."""
        if self._first or self._round_name is None or self.workspace is None:
            return
        name, self._round_name = self._round_name, None
        try:
            round = self.workspace.round(name)
        except CyberreadyError as error:
            self.report(error)
        else:
            self.open_round(round.id, self._assessor)

    def action_welcome(self) -> None:
        from cyberready.tui.screens.welcome import WelcomeScreen

        if not any(isinstance(screen, WelcomeScreen) for screen in self.screen_stack):
            self.push_screen(WelcomeScreen(first=self._first), self._welcomed)

    def _welcomed(self, _nothing: None) -> None:
        self._first = False
        self._open_named_round()

    async def action_quit(self) -> None:
        """Leave when everything is durable; ask when it cannot be made so, and of what is typed in a window."""
        if getattr(self.screen, "half_typed", False):
            await self.screen.run_action("leave")
            return
        for screen in self.screen_stack:
            settle = getattr(screen, "_settle", None)
            if settle is not None and getattr(screen, "_sitting", None) is not None:
                settle()
        if await self.saver.finished(5.0):
            self._leave()
            return
        from cyberready.tui.screens.asking import Confirm

        text = _("{count} changes could not be saved: {reason}\nLeave all the same and lose them?")
        text = text.format(count=len(self.saver.waiting), reason=self.saver.reason)
        await self.push_screen(Confirm(_("NOT SAVED"), text), lambda yes: self._leave() if yes else None)

    def _leave(self) -> None:
        self.give_order_back()
        self.exit(return_code=self._return_code or 0)

    # Help

    def action_command_palette(self) -> None:
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(Commands(placeholder=_("Name of a command…"), id="--command-palette"))

    def search_themes(self) -> None:
        self.push_screen(Commands(providers=[ThemeProvider], placeholder=_("Name of a theme…")))

    def action_help(self) -> None:
        from cyberready.tui.screens.help import HelpWindow, keys_of

        help_text = getattr(self.screen, "help_text", None)
        self.push_screen(HelpWindow(help_text() if help_text else "", keys_of(self.screen)))

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Every command that works now, by name, so that none needs a letter that a keyboard lacks."""
        told: set[str] = set()
        for active in screen.active_bindings.values():
            action, description = active.binding.action, active.tooltip or active.binding.description
            ours = active.binding.id and active.binding.description  # Scroll Left and the like have no id
            if ours and active.enabled and description not in told:
                told.add(description)

                async def run(action: str = action, node: Any = active.node) -> None:
                    await self.run_action(action, node)

                yield SystemCommand(description, self.get_key_display(active.binding), run)
        told_of = _("what was asked at the first start")
        yield SystemCommand(_("Welcome: language, Arabic sample, name"), told_of, self.action_welcome)
        yield SystemCommand(_("Theme"), _("light, dark, or the terminal's own colours"), self.action_change_theme)


def run(folder: str | Path | None, round_name: str | None = None, assessor: str | None = None) -> int:
    """Open the app, at a round where one is named, on an assessor's own sheet of it; the exit status to end with.

    Raises:
        FaultyFile: the settings file is wrong, its keys or its theme.
    """
    file = settings_file()
    settings = read_settings(file)
    use_language(settings.tag)
    if settings.keys:
        from cyberready.tui.remapping import check_keys

        check_keys(settings.keys, file)
    app = CyberreadyApp(folder, settings, round_name, assessor, first=not file.exists())
    if settings.theme not in app.available_themes:
        text = _("`{key}` must be one of {names}, found {value!r}.")
        names = ", ".join(app.available_themes)
        raise FaultyFile([Fault(str(file), 0, text.format(key="theme", names=names, value=settings.theme))])
    try:
        app.run()
    finally:
        app.close()
    if app._exception is not None:
        raise app._exception
    return app.return_code or int(Exit.DONE)


if __name__ == "__main__":
    sys.exit(run(sys.argv[1] if len(sys.argv) > 1 else None))
