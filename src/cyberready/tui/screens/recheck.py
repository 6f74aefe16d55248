"""When and by whom the last round's answer was found to hold still."""

from __future__ import annotations

from datetime import date
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Input, Static

from cyberready.language.digits import western
from cyberready.language.messages import N_, _
from cyberready.tui.safety import line
from cyberready.tui.speaking import Window
from cyberready.tui.typed import not_a_date, sources_in
from cyberready.tui.widgets.field import Field


class Recheck(Window[dict[str, Any] | None]):
    """Gives `as_of` and `sources` back; Enter twice takes what is proposed."""

    BINDINGS = [Binding("escape", "dismiss(None)", N_("Cancel"))]

    def __init__(self, as_of: date, sources: tuple[str, ...]) -> None:
        super().__init__()
        self._as_of, self._sources = as_of, sources

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="window", can_focus=False):
            yield Static(line(_("The last round's answer still holds: re-checked")), classes="window-title")
            yield Static(line(_("On which date were the facts so? YYYY-MM-DD")))
            yield Field(str(self._as_of), id="as_of", max_length=10, compact=True)
            yield Static(line(_("Which sessions, bodies or people said so? Separated by commas")))
            yield Field(", ".join(self._sources), id="sources", max_length=2_000, compact=True)
            yield Static("", id="hint", markup=False)
            yield Static(line(_("Enter goes on and keeps it, Esc leaves it as it was.")), classes="window-keys")

    @on(Input.Submitted, "#as_of")
    def go_on(self) -> None:
        self.query_one("#sources").focus()

    @on(Input.Submitted, "#sources")
    def keep(self) -> None:
        text = self.query_one("#as_of", Input).value
        if problem := not_a_date(text):
            self.query_one("#hint", Static).update(line(f"! {problem}"))
            self.query_one("#as_of").focus()
            return
        as_of = date.fromisoformat(western(text.strip())) if text.strip() else None
        self.dismiss({"as_of": as_of, "sources": sources_in(self.query_one("#sources", Input).value)})
