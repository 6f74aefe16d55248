"""A question card for a room: what may be seen there, who holds another view, and whose sheet is in hand."""

from __future__ import annotations

import asyncio
from typing import Any

from textual import work

from cyberready.language.messages import _
from cyberready.model.answers import EMPTY
from cyberready.model.scales import LevelsScale, MultipleScale
from cyberready.tui import card
from cyberready.tui.screens.asking import AskChoice, AskText, ask_name
from cyberready.tui.screens.blank import BlankScreen
from cyberready.tui.screens.provenance import Provenance


class Workshop(Provenance):
    """The bodies present are the sources that stay set for the meeting, the agreed value is the official answer.

    A dissent is what the body would have answered: it stands on the body's own sheet, with its reason as the note.
    """

    def action_projector(self) -> None:
        """What a room may see: the question, its facts and levels, who is present and what was agreed."""
        self._projector = not self._projector
        self._show()

    def action_blank(self) -> None:
        self.app.push_screen(BlankScreen())

    @work
    async def action_dissent(self) -> None:
        if not self._settle():
            return
        sitting = self.sitting
        if self._refused():
            return
        if sitting.assessor is not None:
            self.notify(_("A dissent is recorded from the official sheet of a round that is a draft."))
            return
        present = sitting.answer.sources or sitting.meeting.sources
        body = await ask_name(self.app, _("Who holds another view?"), [*present, *sitting.others])
        position = await self._position(body) if body else None
        if body and position is not None and position["value"] == sitting.answer.value is not None:
            self.notify(_("That is what was agreed; no dissent is recorded."))
        elif body and position is not None:
            self._keep(sitting.record_dissent(body, **position), "dissent")

    async def _position(self, body: str) -> dict[str, Any] | None:
        """What a body holds instead, and why; None to leave it as it was."""
        sitting, scale = self.sitting, self.sitting.scale
        before = sitting.others.get(body, {}).get(sitting.current, EMPTY)
        title = _("What does {name} hold?").format(name=body)
        value: Any = None
        if isinstance(scale, LevelsScale):
            levels = [level for level in card.levels(sitting, earlier=False) if level.key != card.CRITERIA]
            labels = [*(level.label for level in levels), _("no other view: take it back")]
            digits = [*(level.digit for level in levels), ""]
            at = next((n for n, option in enumerate(scale.options) if option.value == before.value), None)
            chosen = await self.app.push_screen_wait(AskChoice(title, labels, at, digits))
            if chosen is None:
                return None
            if chosen == len(levels):
                return {"value": None, "note": ""}
            value = scale.options[chosen].value
        elif not isinstance(scale, MultipleScale):
            text = "" if before.value is None else str(before.value)
            ask = AskText(title, text, card.expects(sitting), lambda text: card.value_of(sitting, text)[1])
            given = await self.app.push_screen_wait(ask)
            if given is None:
                return None
            value = card.value_of(sitting, given)[0]
        hint = _("It is kept on a sheet of its own; the room sees the view, not the reason.")
        reason = await self.app.push_screen_wait(AskText(_("For what reason?"), before.note, hint))
        return None if reason is None else {"value": value, "note": reason.strip()}

    @work
    async def action_sheet(self) -> None:
        """From the official sheet to an assessor's or a body's own, and back, at the same question."""
        if not self._settle():
            return
        own = list(await asyncio.to_thread(self.workspace.own_sheets, self.sitting.round))
        official = _("the official sheet")
        name = await ask_name(self.app, _("Whose sheet?"), [official, *own])
        if name and (None if name == official else name) != self.assessor:
            self._leave_scores()
            self._app.open_sheet(self.round_id, self.sitting.current, None if name == official else name)
