"""One question after the other: the keys of the question card, and where they lead."""

from __future__ import annotations

from textual import on, work
from textual.widgets import Input

from cyberready.language.messages import N_, _
from cyberready.tui import card
from cyberready.tui.keys import key
from cyberready.tui.screens.asking import AskChoice
from cyberready.tui.screens.find import FindWindow
from cyberready.tui.screens.workshop import Workshop
from cyberready.tui.sitting import Change
from cyberready.tui.widgets.outline import Outline

_NEXT = (
    N_("unanswered"),
    N_("flagged"),
    N_("answered otherwise than in the last round"),
    N_("carried over and not re-checked"),
    N_("of low confidence"),
)


# What changes the answer of the question on the screen, or shows more of it.
_ON_THE_QUESTION = {
    *("note", "note_outside", "evidence", "basis", "as_of", "sources", "confidence", "not_applicable", "unknown"),
    *("flag", "why_changed", "confirm", "clear", "guide", "projector", "dissent"),
}


class AssessScreen(Workshop):
    """Fill a round's questionnaire by keyboard; reopening leads back to where one was."""

    BINDINGS = [
        key("enter", "next", N_("Next"), show=True),
        key("pagedown,ctrl+down", "next", N_("Next")),
        key("pageup,ctrl+up", "previous", N_("Previous")),
        key("g", "go_to_next", N_("Next…"), N_("Next that is flagged, changed, carried over or not sure")),
        key("a", "next_open", N_("Unanswered"), N_("Next unanswered question"), show=True),
        key("n", "note", N_("Note"), show=True),
        key("ctrl+n", "note_outside", N_("Editor"), N_("The note in your editor, where the settings allow it")),
        key("e", "evidence", N_("Evidence"), show=True),
        key("b,ctrl+b", "basis", N_("Basis"), show=True),
        key("d", "as_of", N_("Date of the facts")),
        key("s", "sources", N_("Sources")),
        key("c", "confidence", N_("Confidence")),
        key("x", "not_applicable", N_("N/A"), N_("Not applicable, with the reason"), show=True),
        key("u", "unknown", N_("Unknown"), N_("Unknown: asked, nobody knew")),
        key("f", "flag", N_("Flag")),
        key("w", "why_changed", N_("Why it differs from the last round")),
        key("equals_sign", "confirm", N_("Same as last round, re-checked")),
        key("delete,backspace", "clear", N_("Take the answer back")),
        key("z,ctrl+z", "undo", N_("Undo")),
        key("y,ctrl+y", "redo", N_("Redo")),
        key("h", "guide", N_("Judge"), N_("How to judge it, what to ask for, whom"), show=True),
        key("o", "outline", N_("Outline"), show=True),
        key("slash,ctrl+f", "find", N_("Find")),
        key(
            "v", "projector", N_("Workshop"), N_("Workshop view for a projector: no notes, last answers or scores")
        ),
        key("p", "dissent", N_("Dissent"), N_("Record a dissent: who holds what instead, and why")),
        key("t", "sheet", N_("Sheet"), N_("Whose sheet: the official one, or an assessor's own")),
        key("full_stop", "blank", N_("Blank"), N_("Blank screen, until the next key")),
        key("r", "results", N_("Results")),
        key("m", "explain", N_("Made of"), N_("What this answer counts, in the scores above it")),
        key("escape", "back", N_("Back")),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Until the round is read, one can only go back; over a question that is not seen, only go elsewhere."""
        if self._sitting is None:
            return action in ("back", "help", "quit")
        return not self.covered or action not in _ON_THE_QUESTION

    def _go(self, moved: bool) -> None:
        if moved:
            self._fold_outline()
            self._show()
        else:
            self.notify(_("There is no further question that way."))

    @on(Input.Submitted, "#value")
    def value_given(self) -> None:
        if self._take_value():
            self.action_next()

    def action_next(self) -> None:
        if self._settle():
            self._go(self.sitting.step(1))

    def action_previous(self) -> None:
        if self._settle():
            self._go(self.sitting.step(-1))

    def action_next_open(self) -> None:
        if self._settle():
            if self.sitting.next_open():
                self._fold_outline()
                self._show()
            else:
                self.notify(_("Every question is answered. r shows the results."))

    @work
    async def action_go_to_next(self) -> None:
        if not self._settle():
            return
        sitting = self.sitting
        kinds = (sitting.is_open, sitting.is_flagged, sitting.differs, sitting.is_carried, sitting.is_unsure)
        chosen = await self.app.push_screen_wait(AskChoice(_("Go to the next that is …"), [_(k) for k in _NEXT]))
        if chosen is not None:
            if sitting.next_where(kinds[chosen]):
                self._fold_outline()
                self._show()
            else:
                self.notify(_("There is none."))

    def go_to(self, question: str) -> None:
        """Show this question."""
        if self._sitting is None:
            self._question = question
        elif self._settle():
            self.sitting.current = question
            self._fold_outline()
            self._show()

    @on(Outline.Opened)
    def opened(self, event: Outline.Opened) -> None:
        self.go_to(event.question)

    def action_outline(self) -> None:
        self.toggle_class("-outline")
        shown = self.has_class("-outline") if self.has_class("-narrow") else not self.has_class("-outline")
        if shown:
            self.query_one(Outline).update(self.sitting)
        self.call_after_refresh(self._show_details)
        self.refresh_bindings()
        if shown:
            self.query_one(Outline).focus()
        else:
            self._focus_answer()

    @work
    async def action_find(self) -> None:
        if self._settle() and (id := await self.app.push_screen_wait(FindWindow(self.sitting))):
            self.go_to(id)

    def action_back(self) -> None:
        """Out of a text field (so that letters act), from the outline to the card, and then to the rounds."""
        if self._sitting is None:
            self._app.pop_screen()
        elif not self._settle():
            self.notify(_("What was typed is no answer and was not taken; the answer before it stands."))
            self._show(anew=True)
            self.set_focus(None)
        elif self.query_one("#note").display:
            self.query_one("#note").display = False
            self._keep_position("answer")
            self._focus_answer()
        elif self.covered:
            self._fold_outline()
        elif self.focused is self.query_one("#value"):
            self.set_focus(None)
        elif self._projector:
            self.action_projector()
        elif self._guide:
            self.action_guide()
        else:
            self._leave_scores()
            self._app.pop_screen()

    def action_guide(self) -> None:
        self._guide = not self._guide
        self._show()

    def action_results(self) -> None:
        if self._settle():
            self._app.open_results(self.round_id)

    def action_explain(self) -> None:
        if self._settle():
            self._app.open_explanation(self.round_id, self.sitting.current)

    def action_undo(self) -> None:
        if self._settle():
            self._undone(self.sitting.undo(), "undo", _("There is nothing to undo."))

    def action_redo(self) -> None:
        if self._settle():
            self._undone(self.sitting.redo(), "redo", _("There is nothing to redo."))

    def _undone(self, change: Change | None, action: str, nothing: str) -> None:
        if change is None:
            self.notify(nothing)
        self._keep(change, action)

    def help_text(self) -> str:
        return card.help_text(self.sitting) if self._sitting is not None else ""
