"""The window that takes in files: answer sheets become rounds, questionnaires go to the workspace's."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Input, OptionList, Static

from cyberready.errors import CyberreadyError, Fault, FaultyFile, OtherAnswers
from cyberready.language.messages import N_, _, counted
from cyberready.library.sources import FILE
from cyberready.tui.keys import key
from cyberready.tui.paths import files_named
from cyberready.tui.safety import content, line
from cyberready.tui.speaking import Window
from cyberready.tui.widgets.field import Field
from cyberready.tui.widgets.rows import NumberedRows
from cyberready.workspace.importing import Imported, import_sheets
from cyberready.workspace.receiving import Received, received, take_questionnaires

_MOST_NAMES = 8
_OUTCOMES = {"new": N_("new"), "unchanged": N_("unchanged"), "replaced": N_("replaced")}


class ImportWindow(Window[None]):
    """Asks for files and says what became of them; while one has a fault, nothing is taken."""

    BINDINGS = [
        key("escape", "back", N_("Back")),
        # Before the two choices, which would take these keys for themselves.
        key("pageup", "page(-1)", N_("Page up"), id="page_up", priority=True),
        key("pagedown", "page(1)", N_("Page down"), id="page_down", priority=True),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._go_on: Callable[[], object] | None = None

    def compose(self) -> ComposeResult:
        with Vertical(classes="window wide"):
            yield Static(line(_("Open a file")), classes="window-title")
            place = _("a file, a folder, or a pattern such as ~/sheets/*.yaml")
            yield Field(placeholder=place, id="path", compact=True)
            with VerticalScroll(id="found", can_focus=False):
                yield Static("", id="told", markup=False)
            yield NumberedRows(id="choices")
            keys = _("Enter opens it, PgUp and PgDn move the text, Esc goes back.")
            yield Static(line(keys), classes="window-keys")

    def on_mount(self) -> None:
        self.query_one("#choices").display = False
        self._tell(
            _(
                "Answer sheets become rounds. A questionnaire is copied into the workspace. "
                "Nothing is taken while a file has a fault."
            )
        )

    def _tell(self, text: str) -> None:
        self.query_one("#told", Static).update(content(text))
        self.query_one("#found").scroll_home(animate=False)

    def _ask(self, text: str, no: str, yes: str, go_on: Callable[[], object]) -> None:
        """Put two choices below a text, the harmless one marked."""
        self._tell(text)
        self._go_on = go_on
        choices = self.query_one(NumberedRows)
        choices.say([no, yes])
        choices.highlighted = 0
        self._show_choices(True)

    def _show_choices(self, asking: bool) -> None:
        path, choices = self.query_one("#path"), self.query_one("#choices")
        path.display, choices.display = not asking, asking
        (choices if asking else path).focus()

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        go_on, self._go_on = self._go_on, None
        self._show_choices(False)
        if event.option_index == 1 and go_on is not None:
            go_on()
        else:
            self._tell(_("Nothing was changed."))

    def action_back(self) -> None:
        if self._go_on is None:
            self.dismiss()
        else:
            self._go_on = None
            self._show_choices(False)
            self._tell(_("Nothing was changed."))

    def action_page(self, by: int) -> None:
        found = self.query_one("#found")
        (found.scroll_page_up if by < 0 else found.scroll_page_down)(animate=False)

    @on(Input.Submitted)
    def open(self, event: Input.Submitted) -> None:
        if event.value.strip():
            self._receive(event.value)

    @work(exclusive=True)
    async def _receive(self, text: str) -> None:
        try:
            found = await asyncio.to_thread(lambda: received(files_named(text)))
        except CyberreadyError as error:
            return self._tell(str(error))
        if found.questionnaires:
            self._offer_questionnaires(found)
        elif found.sheets:
            self._import(found)
        else:
            self._tell(_("There is no answer sheet and no questionnaire. Both are files of YAML."))
        return None

    def _offer_questionnaires(self, found: Received) -> None:
        places = [file.parent if file.name == FILE else file for file in found.questionnaires]
        text = _(
            "Rounds begin with questionnaires of the workspace. Once checked, this is copied to {folder}:\n{names}"
        ).format(names="\n".join(f"  {place}" for place in places), folder=self._app.folder / "questionnaires")
        self._ask(text, _("Leave it where it is"), _("Copy it there"), lambda: self._copy(found))

    @work(exclusive=True)
    async def _copy(self, found: Received) -> None:
        try:
            places = await asyncio.to_thread(
                take_questionnaires, found.questionnaires, self._app.folder / "questionnaires"
            )
        except CyberreadyError as error:
            return self._refused(error)
        names = ", ".join(place.name for place in places)
        self._say(_("Copied: {names}. `n` starts a round with it.").format(names=names))
        if found.sheets:
            self._import(found)
        else:
            self.dismiss()
        return None

    @work(exclusive=True)
    async def _import(self, found: Received, *, replace: bool = False) -> None:
        self._tell(_("Reading…"))
        try:
            workspace = await self._app.ready()
            outcomes = await asyncio.to_thread(import_sheets, workspace, list(found.sheets), replace=replace)
        except OtherAnswers as error:
            text = _("Drafts here have other answers. Nothing was changed yet.")
            return self._ask(
                "\n".join([text, *error.differences]),
                _("Keep the answers that are here"),
                _("Take those of the files instead"),
                lambda: self._import(found, replace=True),
            )
        except CyberreadyError as error:
            return self._refused(error)
        warnings = [fault for item in outcomes for fault in item.warnings]
        if warnings:
            return self._tell("\n".join([_came_in(outcomes), "", *map(_as_block, warnings)]))
        self._say(_came_in(outcomes))
        self.dismiss()
        return None

    def _say(self, text: str) -> None:
        self.app.notify(text, title=_("Open a file"), timeout=8, markup=False)

    def _refused(self, error: CyberreadyError) -> None:
        if isinstance(error, FaultyFile):
            number = sum(fault.severity == "error" for fault in error.faults)
            head = counted(
                "{number} fault; nothing was taken in.", "{number} faults; nothing was taken in.", number
            )
            self._tell("\n".join([head, *map(_as_block, error.faults)]))
        else:
            self._tell(str(error))


def _as_block(fault: Fault) -> str:
    """A fault with its place on a line of its own, since paths are long and windows narrow."""
    at, _colon, what = str(fault).removeprefix(fault.file).partition(": ")
    return f"{fault.file}{at}\n  {what}"


def _came_in(outcomes: Sequence[Imported]) -> str:
    """Which rounds are new, replaced or unchanged."""
    lines = []
    for outcome, word in _OUTCOMES.items():
        names = list(dict.fromkeys(item.round.name for item in outcomes if item.outcome == outcome))
        shown = ", ".join(names[:_MOST_NAMES])
        if len(names) > _MOST_NAMES:
            shown = _("{names} and {count} more").format(names=shown, count=len(names) - _MOST_NAMES)
        if names:
            lines.append(f"{_(word)}: {shown}")
    return "\n".join(lines)
