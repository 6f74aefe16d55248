"""Help for where one stands: the keys that work now, and what the thing in focus is for."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from cyberready.language.messages import N_, _
from cyberready.tui.keys import key
from cyberready.tui.safety import content, line
from cyberready.tui.speaking import Window


def keys_of(screen: Screen[object]) -> list[tuple[str, str]]:
    """The keys that work where the focus is, with what they do, each action once."""
    seen: dict[str, list[str]] = {}
    described: dict[str, str] = {}
    for active in screen.active_bindings.values():
        binding = active.binding
        if binding.description and binding.id and active.enabled and not binding.system:
            name = screen.app.get_key_display(binding)
            if not any("\u0600" <= letter <= "\u06ff" for letter in name) and "arabic" not in binding.key:
                seen.setdefault(binding.action, []).append(name)
            described.setdefault(binding.action, binding.tooltip or binding.description)
    return [(" ".join(dict.fromkeys(names)), described[action]) for action, names in seen.items()]


class HelpWindow(Window[None]):
    """Closed by any of the keys that opened it, or Esc."""

    BINDINGS = [key("escape,f1,question_mark,q", "dismiss(None)", N_("Close"), id="close")]

    def __init__(self, text: str, keys: Sequence[tuple[str, str]], title: str = "") -> None:
        super().__init__()
        self._text, self._keys, self._title = text, keys, title or _("Help")

    def compose(self) -> ComposeResult:
        width = max((len(names) for names, _what in self._keys), default=0)
        rows = [f"{names.ljust(width)}  {what}" for names, what in self._keys]
        with VerticalScroll(classes="window wide"):
            yield Static(line(self._title), classes="window-title")
            yield Static(content(self._text))
            if rows:
                yield Static(Content("\n".join(["", *rows])))
            keys = _("ctrl+p lists every command by name. Esc closes.") if rows else _("Esc closes.")
            yield Static(line(keys), classes="window-keys")

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()
