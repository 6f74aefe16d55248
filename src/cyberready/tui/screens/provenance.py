"""How an answer came to be: its note, evidence, basis, date, sources, and why there is none."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from typing import Any

from textual import work
from textual.app import SuspendNotSupported
from textual.widgets import TextArea

from cyberready.errors import CyberreadyError
from cyberready.language.digits import western
from cyberready.language.messages import _
from cyberready.model.answers import BASIS_WORDS, CONFIDENCE_WORDS, LONGEST_TEXT, Evidence
from cyberready.tui import card
from cyberready.tui.editing import edited
from cyberready.tui.screens.asking import AskChoice, AskText
from cyberready.tui.screens.card_screen import CardScreen
from cyberready.tui.screens.evidence import EvidenceWindow
from cyberready.tui.screens.help import HelpWindow
from cyberready.tui.screens.recheck import Recheck
from cyberready.tui.typed import not_a_date, sources_in


class Provenance(CardScreen):
    """A question card that asks for what stands behind an answer."""

    def go_into(self, field: str) -> None:
        if field == "note" and not self.sitting.read_only:
            self.action_note()

    def action_note(self) -> None:
        if self.sitting.read_only:
            self.app.push_screen(HelpWindow(self.sitting.answer.note or _("There is no note."), (), _("Note")))
            return
        note = self.query_one("#note", TextArea)
        with self.prevent(TextArea.Changed):
            note.text = self.sitting.answer.note
        note.display = True
        note.focus()
        note.move_cursor(note.document.end)
        self._keep_position("note")

    def action_evidence(self) -> None:
        sitting = self.sitting

        def keep(evidence: tuple[Evidence, ...]) -> None:
            self._change("evidence", evidence=evidence)

        given = (self.workspace, sitting.question.evidence, sitting.answer.evidence)
        self.app.push_screen(EvidenceWindow(*given, None if sitting.read_only else keep))

    async def _choice(self, title: str, words: Mapping[Any, str], current: str | None) -> str | None:
        """One of the words, or "" to take it back, or None to leave it."""
        if self._refused():
            return None
        keys = list(words)
        chosen = keys.index(current) if current in keys else None
        answer = await self.app.push_screen_wait(
            AskChoice(title, [*map(_, words.values()), _("not stated")], chosen)
        )
        return None if answer is None else [*keys, ""][answer]

    def _set_for_meeting(self, **updates: Any) -> None:
        self.sitting.set_for_meeting(**updates)
        self._keep_position("answer")

    @work
    async def action_basis(self) -> None:
        title = _("What does this answer rest on?")
        basis = await self._choice(title, BASIS_WORDS, self.sitting.answer.basis)
        if basis is not None:
            self._set_for_meeting(basis=basis or None)
            self._change("basis", basis=basis or None)

    @work
    async def action_confidence(self) -> None:
        title = _("How sure are you of this answer?")
        chosen = await self._choice(title, CONFIDENCE_WORDS, self.sitting.answer.confidence)
        if chosen is not None:
            self._change("confidence", confidence=chosen or None)

    @work
    async def action_why_changed(self) -> None:
        title = _("Why does it differ from the last round?")
        chosen = await self._choice(title, card.CHANGE_WORDS, self.sitting.answer.change)
        if chosen is not None:
            self._change("change", change=chosen or None)

    @work
    async def action_as_of(self) -> None:
        if self._refused():
            return
        before = self.sitting.answer.as_of or self.sitting.facts_day
        ask = AskText(
            _("On which date were the facts so?"), str(before), _("YYYY-MM-DD; empty: not stated"), not_a_date
        )
        text = await self.app.push_screen_wait(ask)
        if text is not None:
            as_of = date.fromisoformat(western(text.strip())) if text.strip() else None
            self._set_for_meeting(as_of=as_of)
            self._change("as_of", as_of=as_of)

    @work
    async def action_sources(self) -> None:
        if self._refused():
            return
        before = ", ".join(self.sitting.answer.sources or self.sitting.meeting.sources)
        ask = AskText(_("Which sessions or people said so?"), before, _("separated by commas: S1, S2"))
        text = await self.app.push_screen_wait(ask)
        if text is not None:
            sources = sources_in(text)
            self._set_for_meeting(sources=sources)
            self._change("sources", sources=sources)

    @work
    async def action_not_applicable(self) -> None:
        if self._refused():
            return
        ask = AskText(
            _("Not applicable: for what reason?"),
            self.sitting.answer.not_applicable or "",
            _("The reason goes into the report."),
            lambda text: "" if text.strip() else _("Give the reason, or press Esc."),
        )
        if reason := await self.app.push_screen_wait(ask):
            self._change(value=None, unknown=False, not_applicable=reason.strip())

    def action_unknown(self) -> None:
        self._change(value=None, not_applicable=None, unknown=not self.sitting.answer.unknown)

    def action_flag(self) -> None:
        self._change("flag", flag=not self.sitting.answer.flag)

    def action_clear(self) -> None:
        self._change(value=None, not_applicable=None, unknown=False)

    @work
    async def action_confirm(self) -> None:
        """The last round's answer still holds: since when, and who said so."""
        sitting = self.sitting
        if self._refused():
            return
        if not sitting.confirmable():
            self.notify(_("There is no answer of the last round to confirm here."))
            return
        held = sitting.meeting.sources or sitting.answer.sources or sitting.earlier[sitting.current].sources
        window = Recheck(sitting.facts_day, held)
        checked = await self.app.push_screen_wait(window)
        if checked is not None:
            self._set_for_meeting(**checked)
            self._keep(sitting.confirm_earlier(**checked), "confirm")

    def action_note_outside(self) -> None:
        """The note in the editor of the user's environment, where the settings allow it."""
        if self._refused():
            return
        if self._app.settings.editor != "on":
            self.notify(_('Off, since editors leave copies of notes behind. editor = "on" in the settings.'))
            return
        try:
            with self.app.suspend():
                text = edited(self.sitting.answer.note, os.environ)
        except SuspendNotSupported:
            self.notify(_("This terminal cannot be handed to an editor."))
        except CyberreadyError as error:
            self._app.report(error)
        else:
            self.query_one("#note").display = False
            self._focus_answer()
            self._change("note", note=text[:LONGEST_TEXT])
