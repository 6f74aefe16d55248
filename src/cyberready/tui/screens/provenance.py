"""How an answer came to be: its note, evidence, basis, date, sources, and why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from textual import work
from textual.widgets import TextArea

from cyberready.language.digits import western
from cyberready.language.messages import _
from cyberready.model.answers import BASIS_WORDS, CONFIDENCE_WORDS
from cyberready.tui import card
from cyberready.tui.screens.asking import AskChoice, AskText
from cyberready.tui.screens.card_screen import CardScreen
from cyberready.tui.screens.evidence import EvidenceWindow
from cyberready.tui.screens.help import HelpWindow


class Provenance(CardScreen):
    """A question card that asks for what stands behind an answer."""

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

    @work
    async def action_evidence(self) -> None:
        sitting = self.sitting
        window = EvidenceWindow(sitting.question.evidence, sitting.answer.evidence, read_only=sitting.read_only)
        evidence = await self.app.push_screen_wait(window)
        if evidence is not None:
            self._change("evidence", evidence=evidence)

    async def _choice(self, title: str, words: Mapping[Any, str], current: str | None) -> str | None:
        """One of the words, or "" to take it back, or None to leave it."""
        keys = list(words)
        chosen = keys.index(current) if current in keys else None
        answer = await self.app.push_screen_wait(
            AskChoice(title, [*map(_, words.values()), _("not stated")], chosen)
        )
        return None if answer is None else [*keys, ""][answer]

    @work
    async def action_basis(self) -> None:
        title = _("What does this answer rest on?")
        basis = await self._choice(title, BASIS_WORDS, self.sitting.answer.basis)
        if basis is not None:
            self.sitting.meeting["basis"] = basis or None
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
        before = self.sitting.answer.as_of or self.sitting.meeting.get("as_of") or date.today()
        ask = AskText(
            _("On which date were the facts so?"), str(before), _("YYYY-MM-DD; empty: not stated"), _not_a_date
        )
        text = await self.app.push_screen_wait(ask)
        if text is not None:
            as_of = date.fromisoformat(western(text.strip())) if text.strip() else None
            self.sitting.meeting["as_of"] = as_of
            self._change("as_of", as_of=as_of)

    @work
    async def action_sources(self) -> None:
        before = ", ".join(self.sitting.answer.sources or self.sitting.meeting.get("sources", ()))
        ask = AskText(_("Which sessions or people said so?"), before, _("separated by commas: S1, S2"))
        text = await self.app.push_screen_wait(ask)
        if text is not None:
            sources = tuple(part.strip() for part in text.replace("،", ",").split(",") if part.strip())
            self.sitting.meeting["sources"] = sources
            self._change("sources", sources=sources)

    @work
    async def action_not_applicable(self) -> None:
        ask = AskText(
            _("Not applicable: for what reason?"),
            self.sitting.answer.not_applicable or "",
            _("The reason goes into the report."),
            lambda text: "" if text.strip() else _("Give the reason, or press Esc."),
        )
        if self.sitting.read_only:
            self._change()
        elif reason := await self.app.push_screen_wait(ask):
            self._change(value=None, unknown=False, not_applicable=reason.strip())

    def action_unknown(self) -> None:
        self._change(value=None, not_applicable=None, unknown=not self.sitting.answer.unknown)

    def action_flag(self) -> None:
        self._change("flag", flag=not self.sitting.answer.flag)

    def action_clear(self) -> None:
        self._change(value=None, not_applicable=None, unknown=False)

    def action_confirm(self) -> None:
        if self.sitting.read_only:
            return
        change = self.sitting.confirm_earlier()
        if change is None:
            self.notify(_("There is no answer of the last round to confirm here."))
        self._keep(change, "confirm")


def _not_a_date(text: str) -> str:
    try:
        date.fromisoformat(western(text.strip()) or "2000-01-01")
    except ValueError:
        return _("A date is written YYYY-MM-DD, for example 2026-06-30.")
    return ""
