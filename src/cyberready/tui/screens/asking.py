"""Small windows that ask for one thing: a text, one of several, yes or no."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from textual import on
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.widgets import Input, OptionList, Static

from cyberready.language.digits import digit_of_key
from cyberready.language.messages import N_, _
from cyberready.model.answers import LONGEST_TEXT
from cyberready.model.values import clean
from cyberready.tui.keys import key
from cyberready.tui.safety import content, line
from cyberready.tui.speaking import Window
from cyberready.tui.widgets.field import Field
from cyberready.tui.widgets.rows import Rows
from cyberready.tui.wrapping import COLUMN

LONGEST_NAME = 200


class AskText(Window[str | None]):
    """Asks for one line of text; `check` returns what is wrong with it, or nothing."""

    BINDINGS = [Binding("escape", "dismiss(None)", N_("Cancel"))]

    def __init__(
        self,
        title: str,
        value: str = "",
        hint: str = "",
        check: Callable[[str], str] = lambda text: "",
        longest: int = LONGEST_TEXT,
    ) -> None:
        super().__init__()
        self._longest = longest
        self._title, self._value, self._hint, self._check = title, value, hint, check

    def compose(self) -> ComposeResult:
        with Vertical(classes="window"):
            yield Static(content(self._title), classes="window-title")
            yield Field(self._value, max_length=self._longest)
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

    def __init__(
        self, title: str, choices: Sequence[str], chosen: int | None = None, digits: Sequence[str] = ()
    ) -> None:
        super().__init__()
        self._title, self._choices, self._chosen = title, tuple(choices), chosen
        counted = [str(n) if n < 10 else "" for n in range(1, len(choices) + 1)]
        self._digits = tuple(digits or counted)

    def compose(self) -> ComposeResult:
        rows = [
            line(f"{digit or ' '} {'●' if n == self._chosen else ' '}{COLUMN}{choice}")
            for n, (digit, choice) in enumerate(zip(self._digits, self._choices, strict=True))
        ]
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
        if digit is not None and str(digit) in self._digits:
            event.stop()
            self.dismiss(self._digits.index(str(digit)))


async def ask_name(app: App[Any], title: str, names: Iterable[str]) -> str | None:
    """One of these names, or another that is typed; None to leave it. To be called in a worker: it waits."""
    known = list(dict.fromkeys(filter(None, names)))
    if known:
        chosen = await app.push_screen_wait(AskChoice(title, [*known, _("another name…")]))
        if chosen is None or chosen < len(known):
            return None if chosen is None else known[chosen]
    typed = await app.push_screen_wait(AskText(title, hint=_("a name"), longest=LONGEST_NAME))
    return clean(typed or "").strip() or None


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
