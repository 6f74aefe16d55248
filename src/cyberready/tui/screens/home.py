"""The list of rounds: painted first, listed by plain rows, before anything heavy is imported."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Static

from cyberready.language.formats import shown_count
from cyberready.language.messages import N_, _, counted, tag_in_use
from cyberready.tui.arrangement import Arrangement
from cyberready.tui.keys import key
from cyberready.tui.safety import line
from cyberready.tui.speaking import FullScreen
from cyberready.tui.widgets.field import Field
from cyberready.tui.widgets.footer import Footer
from cyberready.tui.widgets.round_list import RoundList
from cyberready.tui.wrapping import GAP

if TYPE_CHECKING:
    from cyberready.store.listing import RoundRow
    from cyberready.tui.widgets.beginning import Beginning

_QUIET = 0.3
_WIDE = 80
_PLACEHOLDER = N_("subject, round, questionnaire, status, parent")


class HomeScreen(FullScreen):
    """Subjects and rounds with status, progress, score and last change."""

    BINDINGS = [
        key("n", "new_round", N_("New round"), show=True),
        key("enter", "open_round", N_("Open"), show=True),
        key("r", "results", N_("Results"), show=True),
        key("m", "explain", N_("Made of"), N_("What the overall score is made of")),
        key("v", "review", N_("Review"), N_("What to look at before finalising")),
        key("t", "trend", N_("Trend"), show=True),
        key("slash", "filter", N_("Find"), show=True),
        key(
            "s", "sort", N_("Order"), N_("The next order: subject, last change, score, progress, date"), show=True
        ),
        key("S,ctrl+r", "reverse", N_("Turn the order round")),
        key("p", "group", N_("By parent"), N_("Below the parents of the subjects, or without")),
        key("f", "finalise", N_("Finalise")),
        key("a", "amend", N_("Amend a finalised round")),
        key("c", "next_round", N_("Next round"), N_("The next round of this subject")),
        key("z", "archive", N_("Archive"), N_("Archive the round, or take it back")),
        key("h", "show_archived", N_("Show archived"), N_("Show archived rounds, or hide them")),
        key("delete", "delete", N_("Delete the round, after a backup")),
        key("b,ctrl+b", "back_up", N_("Make a backup")),
        key("d", "demonstrate", N_("Fill in a demonstration")),
        key("o", "open_file", N_("Import"), N_("Open a file: import answer sheets")),
        key("escape", "clear_filter", N_("Show all")),
    ]
    AUTO_FOCUS = "#rounds"

    def __init__(self) -> None:
        super().__init__()
        self._arrangement = Arrangement()

    def compose(self) -> ComposeResult:
        yield Static(line(_("cyberready")), id="title")
        yield Field(placeholder=_(_PLACEHOLDER), id="filter")
        yield Static("", id="columns", markup=False)
        yield RoundList(id="rounds")
        yield Static("", id="place", markup=False)
        yield Footer()

    def on_mount(self) -> None:
        self.query_one("#filter").display = False
        self._say_place()
        # Not `call_after_refresh`, which waits for the second paint: 25 ms more until the list is on the screen.
        self.call_later(self.load)

    def _say_place(self) -> None:
        self.query_one("#place", Static).update(line(_("Workspace: {folder}").format(folder=self._app.folder)))

    def retell(self) -> None:
        self.query_one("#filter", Input).placeholder = _(_PLACEHOLDER)
        self._say_place()
        self._show()
        self._prepare()
        super().retell()

    def on_screen_resume(self) -> None:
        if self._app.listed:
            self.load()

    def saved(self) -> None:
        """Answers and scores of a card that was left have come in."""
        if self.is_active and self._app.saver.state == "saved":
            self.load()

    def on_resize(self) -> None:
        self._show()

    def load(self) -> None:
        """Read the list anew; plain sqlite3, since the list comes 0.4 s sooner without the heavy imports."""
        from cyberready.errors import CyberreadyError
        from cyberready.store.listing import list_rows
        from cyberready.workspace.location import database_file

        try:
            self._arrangement.replace(list_rows(database_file(self._app.folder)))
        except CyberreadyError as error:
            self._app.report(error, lasting=True)
        self._app.listed = True
        self._show()
        if self._app.made:
            self.query_one(RoundList).mark(self._app.made)
            self._app.made = ""
        # Loading the rest takes a processor for half a second: the first keys come before it.
        self.set_timer(_QUIET, self._prepare)

    @work(exclusive=True, group="ratings")
    async def _prepare(self) -> None:
        """Load the rest; then ratings, which rounds keep in their questionnaire's language, can be translated."""
        from cyberready.tui.arabic import preload

        await asyncio.to_thread(preload)
        workspace = await self._app.ready()
        from cyberready.workspace.languages import rating_words_of

        rated = [row.id for row in self._arrangement.rows if row.rating]
        words = await asyncio.to_thread(rating_words_of, workspace, rated, tag_in_use())
        for rounds in self.query(RoundList):  # none, where the app was left meanwhile
            rounds.word_ratings(words)

    def _show(self) -> None:
        arrangement, rounds = self._arrangement, self.query_one(RoundList)
        rows, headings = arrangement.shown()
        rounds.show(rows, headings)
        heads = rounds.heads(arrangement.order.column, arrangement.sign)
        self.query_one("#columns", Static).update(Content(heads), layout=False)
        self.query_one("#title", Static).update(Content(self._title(len(rows))), layout=False)
        empty = self._app.listed and not arrangement.rows
        rounds.display = self.query_one("#columns").display = not empty
        self._offer_to_begin(empty)

    def _title(self, shown: int) -> str:
        """How many rounds are listed of how many, and what the list itself does not show of its arrangement."""
        arrangement = self._arrangement
        parts = ["cyberready"] if self.size.width >= _WIDE else []
        if total := len(arrangement.rows) - arrangement.hidden:
            parts.append(counted("{number} round", "{number} rounds", total))
            if arrangement.wanted.strip():
                parts[-1] = _("{number} of {rounds}").format(number=shown_count(shown), rounds=parts[-1])
        if total and not self.query_one(RoundList).shows(arrangement.order.column):
            parts.append(f"{_(arrangement.order.name)} {arrangement.sign}")
        if hidden := arrangement.hidden:
            parts.append(counted("{number} archived, hidden", "{number} archived, hidden", hidden))
        return GAP.join(parts) or "cyberready"

    def _offer_to_begin(self, empty: bool) -> None:
        """Have the ways to begin in the place of an empty list; they are loaded only there."""
        offered = self.query("#welcome")
        if empty and not offered:
            from cyberready.tui.widgets.beginning import Beginning

            self.mount(Beginning(id="welcome"), before="#place")
        elif offered and not empty:
            offered.remove()
            self.query_one(RoundList).focus()

    def _row(self) -> RoundRow | None:
        return self.query_one(RoundList).marked

    def action_open_round(self) -> None:
        if row := self._row():
            self._app.open_round(row.id)

    def action_results(self) -> None:
        if row := self._row():
            self._app.open_results(row.id)

    def action_explain(self) -> None:
        if row := self._row():
            self._app.open_explanation(row.id)

    def action_review(self) -> None:
        if row := self._row():
            self._app.open_review(row.id)

    def action_trend(self) -> None:
        if row := self._row():
            self._app.open_trend(row.id)

    def action_new_round(self) -> None:
        self._app.open_new_round()

    @work
    async def action_finalise(self) -> None:
        if (row := self._row()) and await self._app.finalise(row.id):
            self.load()

    @work
    async def action_amend(self) -> None:
        if row := self._row():
            await self._app.amend(row.id)
            self.load()

    @work
    async def action_demonstrate(self) -> None:
        await self._app.demonstrate()
        self.load()

    def action_open_file(self) -> None:
        from cyberready.tui.screens.importing import ImportWindow

        self.app.push_screen(ImportWindow())

    async def on_beginning_chosen(self, event: Beginning.Chosen) -> None:
        await self.run_action(event.action)

    def action_sort(self) -> None:
        self._arrangement.go_on()
        self._show()

    def action_reverse(self) -> None:
        self._arrangement.reversed = not self._arrangement.reversed
        self._show()

    def action_group(self) -> None:
        self._arrangement.by_parent = not self._arrangement.by_parent
        self._show()

    @work
    async def action_archive(self) -> None:
        from cyberready.tui.screens.keeping import archive

        if row := self._row():
            await archive(self._app, row.id, not row.archived)
            self.load()

    @work
    async def action_next_round(self) -> None:
        from cyberready.tui.screens.keeping import begin_next

        if row := self._row():
            await begin_next(self._app, row.id)

    @work
    async def action_delete(self) -> None:
        from cyberready.tui.screens.keeping import delete

        if row := self._row():
            await delete(self._app, row.id)
            self.load()

    @work
    async def action_back_up(self) -> None:
        from cyberready.tui.screens.keeping import back_up

        await back_up(self._app)

    def action_show_archived(self) -> None:
        self._arrangement.with_archived = not self._arrangement.with_archived
        self._show()

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
    def narrow(self, event: Input.Changed) -> None:
        self._arrangement.wanted = event.value
        self._show()

    @on(Input.Submitted, "#filter")
    def to_list(self) -> None:
        self.query_one("#rounds").focus()

    def help_text(self) -> str:
        return _(
            "Each line is one round: one assessment of one subject with one questionnaire. Enter opens it where "
            "you left it. A score with ~ is older than the last answer.\n"
            "s takes the next order, S turns it round: ▲ begins with the least or the first, ▼ with the greatest "
            "or the latest; a round without a score comes last. Scores of different questionnaires may lie on "
            "different scales. p puts the rounds below the parents of their subjects.\n"
            "z archives a round: it is hidden until h shows it, with ▫ before it; nothing of it is lost. c begins "
            "the subject's next round. Del deletes one for good, after a backup and once its name is typed."
        ) + (" " + _("After the name of a round, r2 marks the second revision, which amends the first."))
