"""Search over questions, facts, notes and evidence."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from cyberready.language.messages import N_, _, counted
from cyberready.tui.safety import line
from cyberready.tui.sitting import Sitting
from cyberready.tui.speaking import Window
from cyberready.tui.widgets.field import Field
from cyberready.tui.widgets.outline import state_mark
from cyberready.tui.widgets.rows import Rows
from cyberready.tui.wrapping import COLUMN


class FindWindow(Window[str | None]):
    """Gives the id of the question back to which the assessor wants to go."""

    BINDINGS = [
        Binding("escape", "dismiss(None)", N_("Cancel")),
        Binding("down", "focus_list", N_("To the list"), show=False),
    ]

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self._sitting = sitting

    def compose(self) -> ComposeResult:
        with Vertical(classes="window wide"):
            yield Field(placeholder=_("words of a question, fact, note or evidence"))
            yield Rows(markup=False)
            yield Static("", id="hint", markup=False)

    @on(Input.Changed)
    def search(self, event: Input.Changed) -> None:
        found = list(self._sitting.search(event.value))
        rows = self.query_one(OptionList)
        rows.clear_options()
        for id in found[:200]:
            state = "unanswered" if self._sitting.is_open(id) else self._sitting.answers[id].state
            text = self._sitting.questionnaire.questions[id].text
            mark = state_mark(state, carried=self._sitting.is_carried(id))
            rows.add_option(Option(line(f"{mark}{COLUMN}{text}{COLUMN} {id}"), id=id))
        if found:
            rows.highlighted = 0
        hint = counted("{number} question", "{number} questions", len(found)) if event.value else ""
        self.query_one("#hint", Static).update(line(hint))

    @on(Input.Submitted)
    def take_first(self) -> None:
        rows = self.query_one(OptionList)
        if rows.option_count and rows.highlighted is not None:
            self.dismiss(rows.get_option_at_index(rows.highlighted).id)

    @on(OptionList.OptionSelected)
    def take(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option.id)

    def action_focus_list(self) -> None:
        self.query_one(OptionList).focus()
