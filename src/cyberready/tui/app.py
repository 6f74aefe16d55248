"""The terminal app: paints first, lists the rounds, and loads the rest behind them.

Measured from process start to the list on the screen against a bare Textual app: 1.45 times when the list comes by
sqlite3 into plain rows, 2.3 times with pydantic and sqlite-utils imported before. So nothing here imports the
workspace at the top.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import work
from textual.app import App, SystemCommand
from textual.await_complete import AwaitComplete
from textual.command import CommandPalette
from textual.events import DescendantFocus
from textual.filter import LineFilter
from textual.screen import Screen
from textual.theme import ThemeProvider
from textual.worker import WorkerFailed

from cyberready.errors import CyberreadyError, Exit
from cyberready.language.formats import shown_count
from cyberready.language.messages import (
    LANGUAGES,
    N_,
    NAMES,
    _,
    counted,
    language_in_use,
    right_to_left,
    use_language,
)
from cyberready.language.plain import one_line
from cyberready.settings import Settings, read_settings, settings_file
from cyberready.tui.keys import key
from cyberready.tui.safety import TerminalSafe
from cyberready.tui.saver import Saver, State
from cyberready.tui.screens.home import HomeScreen
from cyberready.tui.speaking import Commands, FullScreen
from cyberready.workspace.location import locate

if TYPE_CHECKING:
    from cyberready.tui.arabic import ArabicLines
    from cyberready.workspace.workspace import Workspace


_COUNTS = ("questions", "answered", "not_applicable", "unknown", "unanswered", "not_asked")


class CyberreadyApp(App[None]):
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
    _MODES: ClassVar[dict[State, str]] = {"saved": N_("saved"), "saving": N_("saving…"), "failed": N_("NOT SAVED")}

    def __init__(
        self,
        folder: str | Path | None,
        settings: Settings | None = None,
        round_name: str | None = None,
        assessor: str | None = None,
        *,
        first: bool = False,
    ) -> None:
        self.settings = settings or Settings()
        self._line_filters: list[LineFilter] = [TerminalSafe()]
        super().__init__()
        self.folder = locate(folder)
        self.workspace: Workspace | None = None
        self.saver = Saver(self._saved, self._handle_exception)
        self.listed = False
        self._round_name, self._assessor = round_name, assessor
        self._typists = [self.settings.assessor]
        self._first = first
        self._opening: asyncio.Task[Workspace] | None = None
        self.arabic: ArabicLines | None = None
        self.orders_arabic = False
        """Whether right-to-left lines are put in order, by `arabic` or by the terminal."""
        self.animation_level = "none"

    def get_line_filters(self) -> list[LineFilter]:
        """Arabic in its visual order first, control characters out last, whatever widget a line comes from."""
        return [*super().get_line_filters(), *self._line_filters]

    def get_default_screen(self) -> Screen[Any]:
        return HomeScreen()

    def on_mount(self) -> None:
        if self.settings.theme in self.available_themes:
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

    def prepare(self) -> None:
        """Begin to load what the other screens need, now that the list is on the screen."""
        if self._opening is None:
            if self.arabic is None:  # else the welcome has seen to it
                self.order_arabic()
            self._opening = asyncio.create_task(asyncio.to_thread(self._open))
            self._opening.add_done_callback(self._opened)

    def order_arabic(self) -> None:
        """Have Arabic put in order by whom the settings name, from now on."""
        from cyberready.tui.arabic import TAKE_ORDER, ArabicLines, display_of

        display = display_of(self.settings.arabic_display, os.environ)
        lines = ArabicLines(shape=display == "app", right_to_left=right_to_left(language_in_use()))
        self.orders_arabic = display == "terminal" or lines.available
        if display == "terminal" or not lines.available:
            self._give_order_back()
        else:
            if self.arabic is None and self._driver is not None:
                self._driver.write(TAKE_ORDER)
            self._line_filters[:-1] = [lines]  # a new one, since strips remember what a filter made of them
            self.arabic = lines
        self.refresh(layout=True)

    def _give_order_back(self) -> None:
        if self.arabic is None:
            return
        from cyberready.tui.arabic import GIVE_ORDER_BACK

        self._line_filters.remove(self.arabic)
        self.arabic = None
        if self._driver is not None:
            self._driver.write(GIVE_ORDER_BACK)

    def _open(self) -> Workspace:
        from cyberready.tui.screens import assess, results  # noqa: F401  (imported ahead of their first use)
        from cyberready.workspace.workspace import Workspace

        return Workspace.open(self.folder, by=self.settings.assessor)

    def _opened(self, task: asyncio.Task[Workspace]) -> None:
        if task.cancelled():
            return
        error = task.exception()
        if error is None:
            self.workspace = task.result()
            self.workspace.by = self._typists[0]  # the welcome may have asked while it was opened
            self._open_named_round()
        elif isinstance(error, CyberreadyError):
            self.report(error, lasting=True)
        else:
            self._handle_exception(error if isinstance(error, Exception) else RuntimeError(str(error)))

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

    async def ready(self) -> Workspace:
        """The workspace, as soon as it is open."""
        self.prepare()
        assert self._opening is not None
        return await asyncio.shield(self._opening)

    def _handle_exception(self, error: Exception) -> None:
        """A mistake that a user can mend ends no app, in whatever worker it came up."""
        cause = error.error if isinstance(error, WorkerFailed) else error
        if isinstance(cause, CyberreadyError):
            self.report(cause)
        else:
            super()._handle_exception(error)

    def report(self, error: CyberreadyError, *, lasting: bool = False) -> None:
        """Say what went wrong; the app stays. What keeps a workspace from being used ends in its exit status."""
        if lasting:
            self._return_code = int(error.exit)
        self.notify(one_line(error), title=_("Sorry"), severity="error", timeout=15, markup=False)

    def _fatal_error(self) -> None:
        """End without Textual's traceback, which prints local values, notes among them; `run` raises the error."""
        self._close_messages_no_wait()

    # Saving

    @property
    def save_state(self) -> str:
        reason = f": {self.saver.reason}" if self.saver.reason else ""
        state = f"{_(self._MODES[self.saver.state])}{one_line(reason)}"
        typist = self._typists[0] if len(self._typists) > 1 else ""
        return _("{name}: {answer}").format(name=typist, answer=state) if typist else state

    def _saved(self, state: State, reason: str) -> None:
        for screen in self.screen_stack:
            saved = getattr(screen, "saved", None)
            if saved is not None:
                saved()
        if state == "failed":
            self.notify(one_line(reason), title=_("NOT SAVED"), severity="error", markup=False)

    async def action_quit(self) -> None:
        """Leave when everything is durable; ask when it cannot be made so."""
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
        self._give_order_back()
        self.exit(return_code=self._return_code or 0)

    def close(self) -> None:
        """Close the workspace; called when the app has ended."""
        if self.workspace is not None:
            self.workspace.close()

    # Screens

    def pop_screen(self) -> AwaitComplete:
        """Leave a screen; what it still reads in a thread would come back to one that has lost its parts."""
        self.workers.cancel_node(self.screen)
        return super().pop_screen()

    def open_round(self, round_id: str, assessor: str | None = None) -> None:
        """The card of a round's official sheet, or of an assessor's own."""
        from cyberready.tui.screens.assess import AssessScreen

        self.push_screen(AssessScreen(round_id, None, assessor))

    def open_question(self, round_id: str, question: str) -> None:
        """Go to a question of a round: back to its card where that is open below, else to a new one."""
        from cyberready.tui.screens.assess import AssessScreen

        cards = [s for s in self.screen_stack if isinstance(s, AssessScreen) and s.shows(round_id)]
        if cards:
            while self.screen is not cards[0]:
                self.pop_screen()
            cards[0].go_to(question)
            return
        self.push_screen(AssessScreen(round_id, question))

    def open_sheet(self, round_id: str, question: str, assessor: str | None) -> None:
        """Go from one sheet of a round to another at the same question."""
        from cyberready.tui.screens.assess import AssessScreen

        self.switch_screen(AssessScreen(round_id, question, assessor))

    def open_results(self, round_id: str) -> None:
        from cyberready.tui.screens.results import ResultsScreen

        self.push_screen(ResultsScreen(round_id))

    def open_explanation(self, round_id: str, id: str = "") -> None:
        """How a score came about: of a section, a question, or the whole round."""
        from cyberready.tui.screens.page import ExplainScreen

        self.push_screen(ExplainScreen(round_id, id))

    def open_standing_out(self, round_id: str, profile: str) -> None:
        """Strengths, weaknesses, and the widest gaps to a profile's targets."""
        from cyberready.tui.screens.page import StandingOutScreen

        self.push_screen(StandingOutScreen(round_id, profile))

    def open_review(self, round_id: str) -> None:
        """What to look at before the round is finalised."""
        from cyberready.tui.screens.page import ReviewScreen

        self.push_screen(ReviewScreen(round_id))

    def open_policies(self, round_id: str) -> None:
        from cyberready.tui.screens.page import PoliciesScreen

        self.push_screen(PoliciesScreen(round_id))

    def open_trend(self, subject: str, questionnaire: str) -> None:
        from cyberready.tui.screens.trend import TrendScreen

        self.push_screen(TrendScreen(subject, questionnaire))

    def open_new_round(self) -> None:
        from cyberready.tui.screens.new_round import NewRoundScreen

        self.push_screen(NewRoundScreen())

    # What is done with rounds

    async def _attempt(self, what: Any, *given: Any) -> Any:
        """The result of a call in a thread; None, after saying why, when a mistake kept it from being done."""
        try:
            return await asyncio.to_thread(what, *given)
        except CyberreadyError as error:
            self.report(error)
            return None

    async def finalise(self, round_id: str) -> bool:
        """Ask, then lock the round."""
        from cyberready.tui.screens.asking import Confirm

        workspace = await self.ready()
        if not await self.saver.finished(5.0):
            text = _("Not everything is saved yet; the round cannot be finalised without it.")
            self.notify(text, title=_("NOT SAVED"), severity="error")
            return False
        round = await self._attempt(workspace.round, round_id)
        if round is None:
            return False
        if round.status == "finalised":
            self.notify(_("{name} is final already; a amends it.").format(name=one_line(round.name)), markup=False)
            return False
        from cyberready.workspace.reviewing import review_round

        found = await asyncio.to_thread(review_round, workspace, round)
        text = _(
            "{name}: {answered} of {questions} questions answered, {not_applicable} not applicable, "
            "{unknown} unknown, {unanswered} unanswered, {not_asked} not asked.\n"
            "Finalising locks its answers and its scores; a later "
            "change needs an amendment with its reason."
        ).format(name=round.name, **{state: shown_count(getattr(found.overall, state)) for state in _COUNTS})
        if found.points:
            points = counted("{number} point", "{number} points", len(found.points))
            text += "\n" + _("The review has {points} to look at: v in the results.").format(points=points)
        if not await self.push_screen_wait(Confirm(_("Finalise this round?"), text)):
            return False
        final = await self._attempt(workspace.finalise, round)
        for screen in self.screen_stack:
            locked = getattr(screen, "locked", None)
            if locked is not None and final is not None:
                locked(final)
        return final is not None

    async def amend(self, round_id: str) -> bool:
        """Ask for the reason, then begin a new revision."""
        from cyberready.tui.screens.asking import AskText

        workspace = await self.ready()
        round = await self._attempt(workspace.round, round_id)
        why = await self.push_screen_wait(AskText(_("Why is this round amended?"))) if round else None
        return bool(why) and await self._attempt(workspace.amend, round, why) is not None

    async def demonstrate(self) -> None:
        from cyberready.workspace.demo import fill

        workspace = await self.ready()
        await self._attempt(fill, workspace)

    def action_jump(self) -> None:
        from cyberready.tui.screens.jump import JumpScreen, targets

        if found := targets(self.screen):
            self.push_screen(JumpScreen(found), lambda go: go() if go is not None else None)

    @work
    async def action_typist(self) -> None:
        """From now on the history says that this person did what is done."""
        from cyberready.tui.screens.asking import ask_name

        await self.ready()
        name = await ask_name(self, _("Who is typing?"), self._typists)
        if not name:
            return
        self._typists = [name, *(other for other in self._typists if other != name)]
        self._record_as(name)
        self.notify(_("What is done from now on is recorded as done by {name}.").format(name=name), markup=False)

    def _record_as(self, name: str) -> None:
        """Its place is among the writes: what was typed before stays the person's before."""
        if (workspace := self.workspace) is not None:
            self.saver.put(lambda: setattr(workspace, "by", name))

    # Language

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

    # Settings

    def action_welcome(self) -> None:
        from cyberready.tui.screens.welcome import WelcomeScreen

        if not any(isinstance(screen, WelcomeScreen) for screen in self.screen_stack):
            self.push_screen(WelcomeScreen(first=self._first), self._welcomed)

    def _welcomed(self, _nothing: None) -> None:
        self._first = False
        self._open_named_round()

    def change_settings(self, **changes: str) -> None:
        """Use other settings at once, and write them; where that fails they hold until the app is left."""
        from cyberready.settings_writing import write_settings

        self.settings = replace(self.settings, **changes)  # type: ignore[arg-type]
        self.speak(self.settings.language)
        self.order_arabic()
        if "assessor" in changes:
            self._typists = [self.settings.assessor]
            self._record_as(self.settings.assessor)
        try:
            write_settings(changes)
        except CyberreadyError as error:
            told = _("{reason} What you chose holds until you leave.").format(reason=one_line(error))
            self.notify(told, title=_("Settings"), severity="warning", timeout=15, markup=False)

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
            ours = (
                active.binding.id and active.binding.description
            )  # Textual's own, such as Scroll Left, have no id
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
        FaultyFile: the settings file is wrong, or its keys are.
    """
    file = settings_file()
    settings = read_settings(file)
    use_language(settings.tag)
    if settings.keys:
        from cyberready.tui.remapping import check_keys

        check_keys(settings.keys, file)
    app = CyberreadyApp(folder, settings, round_name, assessor, first=not os.path.exists(file))
    try:
        app.run()
    finally:
        app.close()
    if app._exception is not None:
        raise app._exception
    return app.return_code or int(Exit.DONE)


if __name__ == "__main__":
    sys.exit(run(sys.argv[1] if len(sys.argv) > 1 else None))
