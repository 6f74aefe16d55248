"""What can be done in a workspace that has no rounds yet."""

from __future__ import annotations

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import Resize
from textual.message import Message
from textual.widgets import OptionList

from cyberready.language.messages import N_, _
from cyberready.tui.speaking import Words
from cyberready.tui.widgets.rows import NumberedRows

_WAYS = {
    "demonstrate": N_("Look at a demonstration: figures of Iraq, and invented countries"),
    "new_round": N_("Start a round with a questionnaire"),
    "open_file": N_("Import answer sheets from files"),
}

_ROOMY = 12


class Beginning(Vertical):
    """The ways to begin, by digit, arrows and Enter; the screen that holds it has an action for each."""

    @dataclass
    class Chosen(Message):
        """The action that a person chose."""

        action: str

    def compose(self) -> ComposeResult:
        yield Words(N_("No rounds yet. What comes first?"), id="asked")
        yield NumberedRows(*map(_, _WAYS.values()))
        yield Words(N_("? helps wherever you are, ctrl+p lists every command, ctrl+q leaves."), classes="dim")

    def on_mount(self) -> None:
        self.query_one(NumberedRows).focus()

    def on_resize(self, event: Resize) -> None:
        self.set_class(event.size.height < _ROOMY, "-tight")

    def retell(self) -> None:
        self.query_one(NumberedRows).say([_(way) for way in _WAYS.values()])

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(self.Chosen(list(_WAYS)[event.option_index]))
