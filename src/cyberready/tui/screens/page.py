"""A page about a round's scores, line by line; Enter follows a line that leads on."""

from __future__ import annotations

import asyncio
from abc import abstractmethod
from typing import Any

from textual import on, work
from textual.app import ComposeResult
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from cyberready.language.messages import N_, _
from cyberready.language.plain import one_line
from cyberready.reports.explaining import explained
from cyberready.reports.pages import Page, as_markdown
from cyberready.reports.results import standing_out_page
from cyberready.reports.reviewing import review_page
from cyberready.reports.sensitivity import sensitivity_page
from cyberready.tui.keys import key
from cyberready.tui.pages import page_rows
from cyberready.tui.safety import content, line
from cyberready.tui.speaking import Reading
from cyberready.tui.widgets.footer import Footer
from cyberready.tui.widgets.rows import Rows
from cyberready.tui.wrapping import PART
from cyberready.workspace.explaining import explain_round, reader_of, results_of, sensitivity_of
from cyberready.workspace.reviewing import review_round
from cyberready.workspace.workspace import Workspace


class PageScreen(Reading):
    """Shows what `make` gives: a title and a page."""

    BINDINGS = [
        key("enter", "follow", N_("Open"), show=True),
        key("tab", "next_link", N_("Next link"), N_("The next line that leads on")),
        key("shift+tab", "last_link", N_("Last link"), N_("The line before that leads on")),
        key("y", "copy", N_("Copy"), N_("Copy the page as Markdown"), show=True),
        key("escape", "app.pop_screen", N_("Back"), show=True),
    ]
    AUTO_FOCUS = "#rows"

    def __init__(self, round_id: str) -> None:
        super().__init__()
        self.round_id = round_id
        self._page: Page = ()
        self._ids: list[str] = []

    def compose(self) -> ComposeResult:
        yield Static("", id="title", markup=False)
        yield Rows(id="rows", markup=False)
        yield Footer()

    @abstractmethod
    def make(self, workspace: Workspace) -> tuple[str, Page]:
        """The title and the page; runs in a thread."""

    @work(exclusive=True, group="load")
    async def load(self) -> None:
        workspace: Workspace = await self._app.ready()
        await self._app.saver.finished(5.0)
        title, self._page = await asyncio.to_thread(self.make, workspace)
        self.query_one("#title", Static).update(line(title))
        self.refresh_bindings()
        self.show()

    def show(self) -> None:
        rows = self.query_one("#rows", OptionList)
        at = rows.highlighted
        found = list(page_rows(self._page, max(20, self.size.width - 4)))
        self._ids = [id for id, _text in found]
        rows.clear_options()
        rows.add_options(Option(content(text)) for _id, text in found)
        if at is None:  # at the first line that leads on, where the top of the page shows it
            at = next((place for place, id in enumerate(self._ids[: self.size.height - 2]) if id), 0)
        if found:
            rows.highlighted = min(at, len(found) - 1)

    @on(OptionList.OptionSelected, "#rows")
    def selected(self) -> None:
        self.action_follow()

    def action_follow(self) -> None:
        at = self.query_one("#rows", OptionList).highlighted
        if at is not None and self._ids[at]:
            self.follow(self._ids[at])

    def action_next_link(self) -> None:
        self._to_link(1)

    def action_last_link(self) -> None:
        self._to_link(-1)

    def _to_link(self, by: int) -> None:
        """Mark the next line that leads on somewhere else; a row of two lines counts once."""
        rows = self.query_one("#rows", OptionList)
        at = rows.highlighted or 0
        place = at + by
        while 0 <= place < len(self._ids) and self._ids[place] in ("", self._ids[at]):
            place += by
        if 0 <= place < len(self._ids):
            rows.highlighted = place

    def action_copy(self) -> None:
        copy_page(self._app, self._page)

    def follow(self, id: str) -> None:
        """Go where a line leads."""
        self._app.open_explanation(self.round_id, id)


def copy_page(app: Any, page: Page) -> None:
    """Put a page on the clipboard, on the user's key and at no other time; many terminals must allow it first."""
    app.copy_to_clipboard(as_markdown(page))
    app.notify(_("Copied as Markdown, where the terminal lets programs write the clipboard."), timeout=4)


class ExplainScreen(PageScreen):
    """How one score came about; a question's page leads on to its card."""

    BINDINGS = [key("g", "card", N_("To the question"), show=True)]

    def __init__(self, round_id: str, id: str) -> None:
        super().__init__(round_id)
        self._explained = id
        self._questions: frozenset[str] = frozenset()

    def make(self, workspace: Workspace) -> tuple[str, Page]:
        round = workspace.round(self.round_id)
        found = explain_round(workspace, round, self._explained)
        self._questions = frozenset(found.reader.questionnaire.questions)
        unreviewed = f"{PART}{_('unreviewed translation')}" if found.translation.unreviewed else ""
        name = (
            self._explained if self._explained in self._questions else one_line(found.reader.name(self._explained))
        )
        return f"{name}{PART}{one_line(round.name)}{unreviewed}", explained(found.reader, found.explanation)

    def action_card(self) -> None:
        """The card of the question that is marked, else of the one that is explained."""
        at = self.query_one("#rows", OptionList).highlighted
        marked = self._ids[at] if at is not None else ""
        for id in (marked, self._explained):
            if id in self._questions:
                self._app.open_question(self.round_id, id)
                return
        self.notify(_("No question is marked."))

    def help_text(self) -> str:
        return _(
            "How this score came about: by which rule, of what, with which weight and share; what was left out or "
            "cut and why; and the fewest changes that reach the next rating, level or target. What is not "
            "applicable or hidden stays so in it. Enter opens a line that names a section or a question. Numbers "
            "are rounded to three decimals."
        )


class ReviewScreen(PageScreen):
    """What to look at before the round is finalised; Enter leads to the question."""

    def make(self, workspace: Workspace) -> tuple[str, Page]:
        round = workspace.round(self.round_id)
        page = review_page(reader_of(workspace, round), review_round(workspace, round))
        return _("Review of {round}").format(round=round.name), page

    def follow(self, id: str) -> None:
        self._app.open_question(self.round_id, id)

    def help_text(self) -> str:
        return _(
            "What a second reader would ask before this round is finalised. Nothing here forbids it. Enter leads "
            "to the question; the list is made anew each time it is opened."
        )


class StandingOutScreen(PageScreen):
    """Strengths, weaknesses, and the widest gaps to a target."""

    def __init__(self, round_id: str, profile: str) -> None:
        super().__init__(round_id)
        self._profile = profile

    def make(self, workspace: Workspace) -> tuple[str, Page]:
        round = workspace.round(self.round_id)
        page = standing_out_page(results_of(workspace, round, self._profile))
        return _("Strengths and weaknesses of {round}").format(round=round.name), page

    def help_text(self) -> str:
        return _(
            "The highest and the lowest sections by how far along their unit they are, and where the target is "
            "farthest. Enter opens a score into its arithmetic."
        )


class PoliciesScreen(PageScreen):
    """The round's scores under other treatments of what is not answered."""

    def make(self, workspace: Workspace) -> tuple[str, Page]:
        round = workspace.round(self.round_id)
        found, questionnaire = sensitivity_of(workspace, round)
        return _("{round} under other policies").format(round=round.name), sensitivity_page(questionnaire, found)

    def help_text(self) -> str:
        return _(
            "The same answers, were questions that are not applicable, unknown or unanswered left out (exclude), "
            "counted as the worst (zero), as the best (full), or to hold their section at its minimum (void). "
            "▲ and ▼ mark what would be higher or lower than it is."
        )
