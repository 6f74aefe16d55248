"""One key after the other, however fast they come.

Textual hands a key to the widget in focus as soon as it comes. Of two keys that come together, from a slow line, a
paste or a busy machine, the second would still go to the card when the first has just opened a window, and answer
it; or, after the window that the first has closed, close the screen below as well.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from typing import Any

from textual.app import App
from textual.events import Event, Key, Paste
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.worker import Worker

_LONGEST = 1.0
"""Seconds for which a key waits for what the one before it has begun; then it goes where the focus is."""


class TypeaheadApp(App[None]):
    """Hands out a key, or what was pasted, when the one before has done what it does."""

    def __init__(self) -> None:
        super().__init__()
        self._held: deque[Event] = deque()
        self._handing: asyncio.Task[None] | None = None
        self._last = 0.0
        self._given_to: MessagePump | None = None
        self._stood: tuple[Screen[Any], ...] = ()
        self._went_on: set[Worker[Any]] = set()

    async def on_event(self, event: Event) -> None:
        if not isinstance(event, Key | Paste) or event.is_forwarded or not self.screen_stack:
            await super().on_event(event)
        elif self._handing is not None or time.monotonic() - self._last < _LONGEST:
            self._held.append(event)
            if self._handing is None:
                self._handing = asyncio.create_task(self._hand_out())
        else:
            await self._hand(event)

    async def _hand(self, event: Event) -> None:
        self._last, self._given_to = time.monotonic(), self.focused or self.screen
        self._stood, self._went_on = tuple(self.screen_stack), self._acting()
        await super().on_event(event)

    async def _hand_out(self) -> None:
        try:
            while self._held:
                await self._settled()
                await self._hand(self._held.popleft())
        except Exception as error:
            self._handle_exception(error)
        finally:
            self._handing = None

    async def _settled(self) -> None:
        """Wait until the last key has been taken in, what it asks for stands on the screen, and has the focus."""
        deadline = self._last + _LONGEST
        node = self._given_to
        while node is not None:  # as the key bubbles, behind it in each queue
            await _reached(node, deadline)
            node = node._parent
        while time.monotonic() < deadline and self._may_open():
            await asyncio.sleep(0.002)
        if self.screen is not self._stood[-1]:
            await _reached(self.screen, deadline)

    def _may_open(self) -> bool:
        """Whether a window is still to come: of an action that the last key began, or whose window it closed."""
        if self.screen not in self._stood:
            return False  # it is there
        began = self.screen is self._stood[-1]
        return bool(self._acting() - self._went_on if began else self._acting())

    def _acting(self) -> set[Worker[Any]]:
        return {worker for worker in self.workers if worker.is_running and worker.name.startswith("action_")}


async def _reached(node: MessagePump, deadline: float) -> None:
    """Wait until a part has taken in all that was sent to it so far."""
    done = asyncio.Event()
    if node.is_running and node.call_later(done.set):
        try:
            await asyncio.wait_for(done.wait(), max(0.0, deadline - time.monotonic()))
        except TimeoutError:
            return
