"""The smallest Textual app that paints and answers a key: what Textual itself costs. A program of its own."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.events import Key
from textual.widgets import Static


class MinimalApp(App[None]):
    """Says "painted", and then which key was pressed."""

    def compose(self) -> ComposeResult:
        yield Static("painted")

    def on_key(self, event: Key) -> None:
        self.query_one(Static).update(f"pressed {event.character}")


if __name__ == "__main__":
    MinimalApp().run()
