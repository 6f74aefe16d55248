"""The list of rounds: painted first, listed by plain rows, before anything heavy is imported."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from rich.cells import cell_len, set_cell_size
from textual import on, work
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Footer, Input, OptionList, Static
from textual.widgets.option_list import Option

from cyberready.language.folding import folded
from cyberready.language.messages import _, counted
from cyberready.language.plain import one_line
from cyberready.tui.keys import key
from cyberready.tui.safety import content, line

if TYPE_CHECKING:
    from cyberready.store.listing import RoundRow
    from cyberready.tui.app import CyberreadyApp

_WELCOME = _(
    "No rounds yet.\n\n"
    "n  starts a round: choose a questionnaire and say who is assessed.\n"
    "d  fills in a demonstration: published figures of Iraq and three rounds of a country that does not exist.\n\n"
    "?  helps wherever you are, ctrl+p lists every command, ctrl+q leaves."
)


class HomeScreen(Screen[None]):
    """Subjects and rounds with status, progress, score and last change."""

    BINDINGS = [
        key("n", "new_round", _("New round"), show=True),
        key("enter", "open_round", _("Open"), show=True),
        key("r", "results", _("Results"), show=True),
        key("t", "trend", _("Trend"), show=True),
        key("slash", "filter", _("Find"), show=True),
        key("f", "finalise", _("Finalise")),
        key("a", "amend", _("Amend a finalised round")),
        key("d", "demonstrate", _("Fill in a demonstration")),
        key("g", "first", _("First round")),
        key("G", "last", _("Last round")),
        key("k", "up", _("Up")),
        key("j", "down", _("Down")),
        key("escape", "clear_filter", _("Show all")),
    ]
    AUTO_FOCUS = "#rounds"

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[RoundRow] = []

    @property
    def _app(self) -> CyberreadyApp:
        return cast("CyberreadyApp", self.app)

    def compose(self) -> ComposeResult:
        yield Static(line(_("cyberready")), id="title")
        yield Input(placeholder=_("subject, round, questionnaire"), id="filter")
        yield Static("", id="columns", markup=False)
        yield OptionList(id="rounds", markup=False)
        yield Static("", id="welcome", markup=False)
        yield Static("", id="place", markup=False)
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        self.query_one("#filter").display = False
        self.query_one("#place", Static).update(line(_("Workspace: {folder}").format(folder=self._app.folder)))
        self.call_after_refresh(self.load)

    def on_screen_resume(self) -> None:
        if self._app.listed:
            self.load()

    def saved(self) -> None:
        """Answers and scores of a card that was left have come in."""
        if self.is_current and self._app.saver.state == "saved":
            self.load()

    def on_resize(self) -> None:
        self._show()

    def load(self) -> None:
        """Read the list anew; plain sqlite3, since the list comes 0.4 s sooner without the heavy imports."""
        from cyberready.errors import CyberreadyError
        from cyberready.store.listing import list_rows
        from cyberready.workspace.location import database_file

        try:
            self._rows = list_rows(database_file(self._app.folder))
        except CyberreadyError as error:
            self._app.report(error)
        self._app.listed = True
        self._show()
        self._app.prepare()

    def _show(self) -> None:
        wanted = folded(self.query_one("#filter", Input).value).split()
        rounds = self.query_one("#rounds", OptionList)
        at = rounds.highlighted
        widths = _widths(self.size.width)
        shown = [row for row in self._rows if all(word in folded(_words(row)) for word in wanted)]
        rounds.clear_options()
        rounds.add_options(Option(line_of(row, widths), id=row.id) for row in shown)
        if shown:
            newest = max(range(len(shown)), key=lambda n: shown[n].changed)
            rounds.highlighted = newest if at is None else min(at, len(shown) - 1)
        heads = (_("Subject"), _("Round"), _("Questionnaire"), _("Status"), _("Done"), _("Score"), _("Changed"))
        self.query_one("#columns", Static).update(_fitted(heads, widths))
        empty = self._app.listed and not self._rows
        self.query_one("#welcome", Static).update(content(_WELCOME if empty else ""))
        rounds.display = not empty
        self.query_one("#columns").display = not empty
        count = counted("{number} round", "{number} rounds", len(shown)) if self._rows else ""
        self.query_one("#title", Static).update(line(f"cyberready   {count}"))

    def _row(self) -> RoundRow | None:
        rounds = self.query_one("#rounds", OptionList)
        if rounds.highlighted is None:
            return None
        id = rounds.get_option_at_index(rounds.highlighted).id
        return next((row for row in self._rows if row.id == id), None)

    @on(OptionList.OptionSelected, "#rounds")
    def open_selected(self) -> None:
        self.action_open_round()

    def action_open_round(self) -> None:
        if row := self._row():
            self._app.open_round(row.id, row.status)

    def action_results(self) -> None:
        if row := self._row():
            self._app.open_results(row.id)

    def action_trend(self) -> None:
        if row := self._row():
            self._app.open_trend(row.subject, row.questionnaire)

    def action_new_round(self) -> None:
        self._app.open_new_round()

    @work
    async def action_finalise(self) -> None:
        if (row := self._row()) and await self._app.finalise(row.id):
            self.load()

    @work
    async def action_amend(self) -> None:
        if (row := self._row()) and await self._app.amend(row.id):
            self.load()

    @work
    async def action_demonstrate(self) -> None:
        await self._app.demonstrate()
        self.load()

    def action_filter(self) -> None:
        filter = self.query_one("#filter", Input)
        filter.display = True
        filter.focus()

    def action_clear_filter(self) -> None:
        filter = self.query_one("#filter", Input)
        filter.value = ""
        filter.display = False
        self.query_one("#rounds").focus()

    @on(Input.Changed, "#filter")
    def narrow(self) -> None:
        self._show()

    @on(Input.Submitted, "#filter")
    def to_list(self) -> None:
        self.query_one("#rounds").focus()

    def action_up(self) -> None:
        self.query_one("#rounds", OptionList).action_cursor_up()

    def action_down(self) -> None:
        self.query_one("#rounds", OptionList).action_cursor_down()

    def action_first(self) -> None:
        self.query_one("#rounds", OptionList).action_first()

    def action_last(self) -> None:
        self.query_one("#rounds", OptionList).action_last()

    def help_text(self) -> str:
        return _(
            "Each line is one round: one assessment of one subject with one questionnaire. Enter opens it where "
            "you left it. A score with ~ is older than the last answer."
        )


def _widths(width: int) -> tuple[int, ...]:
    """The columns' widths: what does not fit is left out from the right, subject and round always stay."""
    wide = (28, 12, 22, 9, 8, 14, 10) if width >= 110 else (16, 7, 18, 6, 6, 6, 10)
    if width < 80:
        wide = (max(8, width - 26), 8, 0, 0, 7, 6, 0)
    return wide


def _words(row: RoundRow) -> str:
    return f"{row.subject} {row.label} {row.questionnaire} {row.status} {row.parent or ''}"


def line_of(row: RoundRow, widths: tuple[int, ...]) -> str:
    """A round as one line of the list."""
    answers = "" if row.questions is None else f"{row.done}/{row.questions}"
    score = "" if row.value is None else f"{row.value:.1f}{'~' if row.stale else ''}"
    if row.rating and widths[5] > 6:
        score += f" {row.rating}"
    status = {"draft": _("draft"), "finalised": _("final")}[row.status]
    cells = (row.subject, row.label, row.questionnaire, status, answers, score, row.changed[:10])
    return _fitted(cells, widths)


def _fitted(cells: tuple[str, ...], widths: tuple[int, ...]) -> str:
    """Cells in columns, each cut with an ellipsis where it is longer than its column."""
    texts = []
    for text, width in zip(map(one_line, cells), widths, strict=True):
        if width:
            fits = cell_len(text) <= width
            texts.append(set_cell_size(text, width) if fits else set_cell_size(text, width - 1) + "…")
    return " ".join(texts)
