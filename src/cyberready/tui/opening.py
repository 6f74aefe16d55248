"""Where the app leads: every screen by what it shows, and what is done with whole rounds."""

from __future__ import annotations

import asyncio

from textual import work
from textual.await_complete import AwaitComplete

from cyberready.language.formats import shown_count
from cyberready.language.messages import _, counted
from cyberready.language.plain import one_line
from cyberready.tui.speech import SpeakingApp

_COUNTS = ("questions", "answered", "not_applicable", "unknown", "unanswered", "not_asked")


class OpeningApp(SpeakingApp):
    """Opens screens, which are imported when they are first seen."""

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

    def open_trend(self, round_id: str) -> None:
        """The rounds of a round's subject, with its questionnaire, over time."""
        from cyberready.tui.screens.trend import TrendScreen

        self.push_screen(TrendScreen(round_id))

    def open_new_round(self) -> None:
        from cyberready.tui.screens.new_round import NewRoundScreen

        self.push_screen(NewRoundScreen())

    def action_jump(self) -> None:
        from cyberready.tui.screens.jump import JumpScreen, targets

        if found := targets(self.screen):
            self.push_screen(JumpScreen(found), lambda go: go() if go is not None else None)

    # What is done with rounds

    async def finalise(self, round_id: str) -> bool:
        """Ask, then lock the round."""
        from cyberready.tui.screens.asking import Confirm

        workspace = await self.ready()
        if not await self.saver.finished(5.0):
            text = _("Not everything is saved yet; the round cannot be finalised without it.")
            self.notify(text, title=_("NOT SAVED"), severity="error")
            return False
        round = await self.attempt(workspace.round, round_id)
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
        final = await self.attempt(workspace.finalise, round)
        for screen in self.screen_stack:
            locked = getattr(screen, "locked", None)
            if locked is not None and final is not None:
                locked(final)
        return final is not None

    async def amend(self, round_id: str) -> None:
        """Ask for the reason, then begin a new revision."""
        from cyberready.tui.screens.asking import AskText

        workspace = await self.ready()
        round = await self.attempt(workspace.round, round_id)
        why = await self.push_screen_wait(AskText(_("Why is this round amended?"))) if round else None
        if why and (revision := await self.attempt(workspace.amend, round, why)):
            self.made = revision.id

    async def demonstrate(self) -> None:
        """Add the rounds of the demonstration; where there are others already, only when that is confirmed."""
        from cyberready.tui.screens.asking import Confirm
        from cyberready.workspace.demo import fill

        workspace = await self.ready()
        if here := await asyncio.to_thread(workspace.newest_rounds):
            text = _(
                "This workspace has {rounds}. Published figures of Iraq and rounds of invented countries come "
                "beside them; what is there stays as it is."
            ).format(rounds=counted("{number} round", "{number} rounds", len(here)))
            if not await self.push_screen_wait(Confirm(_("Add the demonstration?"), text)):
                return
        outcomes = await self.attempt(fill, workspace)
        if outcomes is not None:
            added = sum(imported.outcome == "new" for imported in outcomes)
            text = counted(
                "{number} round of the demonstration was added.",
                "{number} rounds of the demonstration were added.",
                added,
            )
            self.notify(text if added else _("The rounds of the demonstration are here already."))

    @work
    async def action_typist(self) -> None:
        """From now on the history says that this person did what is done."""
        from cyberready.tui.screens.asking import ask_name

        await self.ready()
        name = await ask_name(self, _("Who is typing?"), self.typists)
        if not name:
            return
        self.typists = [name, *(other for other in self.typists if other != name)]
        self.record_as(name)
        self.notify(_("What is done from now on is recorded as done by {name}.").format(name=name), markup=False)
