"""A yes or no that shows its state in letters, since Textual's own shows it by colour alone."""

from __future__ import annotations

from textual.reactive import reactive
from textual.widgets import Static

from cyberready.language.messages import N_, _
from cyberready.tui.keys import key
from cyberready.tui.safety import line


class Toggle(Static, can_focus=True):
    """`[x] label`; space or enter changes it."""

    BINDINGS = [key("space,enter", "change", N_("Change"))]
    value = reactive(False)

    def __init__(self, label: str, value: bool = False, *, id: str | None = None) -> None:
        super().__init__("", id=id, markup=False)
        self._label = label
        self.set_reactive(Toggle.value, value)

    def on_mount(self) -> None:
        self._draw()

    def retell(self) -> None:
        self._draw()

    def watch_value(self) -> None:
        self._draw()

    def _draw(self) -> None:
        self.update(line(f"[{'x' if self.value else ' '}] {_(self._label)}"))

    def action_change(self) -> None:
        self.value = not self.value

    def on_click(self) -> None:
        self.action_change()
