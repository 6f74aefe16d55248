"""Nothing to see, for the moment when someone walks in."""

from __future__ import annotations

from textual.events import Key
from textual.screen import Screen


class BlankScreen(Screen[None]):
    """Any key leads back, and does nothing else."""

    def on_key(self, event: Key) -> None:
        event.stop()
        self.dismiss()
