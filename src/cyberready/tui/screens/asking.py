"""Small windows that ask for one thing: a text, one of several, yes or no."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.widgets import Input, OptionList, Static

from cyberready.language.digits import digit_of_key
from cyberready.language.messages import N_, _
from cyberready.tui.keys import key
from cyberready.tui.safety import content, line
from cyberready.tui.speaking import Window
from cyberready.tui.widgets.rows import Rows


class AskText(Window[str | None]):
    """Asks for one line of text; `check` returns what is wrong with it, or nothing."""

    BINDINGS = [Binding("escape", "dismiss(None)", N_("Cancel"))]

    def __init__(
        self, title: str, value: str = "", hint: str = "", check: Callable[[str], str] = lambda text: ""
    ) -> None:
        super().__init__()
        self._title, self._value, self._hint, self._check = title, value, hint, check

    def compose(self) -> ComposeResult:
        with Vertical(classes="window"):
            yield Static(content(self._title), classes="window-title")
            yield Input(self._value, max_length=20_000)
            yield Static(content(self._hint), id="hint")
            yield Static(line(_("Enter keeps it, Esc leaves it as it was.")), classes="window-keys")

    @on(Input.Submitted)
    def keep(self, event: Input.Submitted) -> None:
        if problem := self._check(event.value):
            self.query_one("#hint", Static).update(line(f"! {problem}"))
        else:
            self.dismiss(event.value)


class AskChoice(Window[int | None]):
    """Asks for one of several; the digit before each chooses it at once."""

    BINDINGS = [Binding("escape", "dismiss(None)", N_("Cancel"))]

    def __init__(self, title: str, choices: Sequence[str], chosen: int | None = None) -> None:
        super().__init__()
        self._title, self._choices, self._chosen = title, tuple(choices), chosen

    def compose(self) -> ComposeResult:
        rows = [line(f"{n}  {'●' if n - 1 == self._chosen else ' '} {c}") for n, c in enumerate(self._choices, 1)]
        with Vertical(classes="window"):
            yield Static(content(self._title), classes="window-title")
            yield Rows(*rows, markup=False)
            yield Static(line(_("A digit chooses, Esc leaves it as it was.")), classes="window-keys")

    def on_mount(self) -> None:
        self.query_one(OptionList).highlighted = self._chosen or 0

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_index)

    def on_key(self, event: Key) -> None:
        digit = digit_of_key(event.character)
        if digit is not None and 1 <= digit <= len(self._choices):
            event.stop()
            self.dismiss(digit - 1)


class Confirm(Window[bool]):
    """Asks yes or no; Enter alone is no yes, since what it asks for cannot be taken back."""

    BINDINGS = [
        key("escape,n", "dismiss(False)", N_("No"), id="no"),
        key("y,o", "dismiss(True)", N_("Yes"), id="yes"),
    ]

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self._title, self._text = title, text

    def compose(self) -> ComposeResult:
        with Vertical(classes="window"):
            yield Static(content(self._title), classes="window-title")
            yield Static(content(self._text))
            keys = Content.assemble(("1", "bold"), f" {_('No')}   ", ("2", "bold"), f" {_('Yes')}")
            yield Static(keys, classes="window-keys")

    def on_key(self, event: Key) -> None:
        digit = digit_of_key(event.character)
        if digit in (1, 2):
            event.stop()
            self.dismiss(digit == 2)
