"""Saving in the order in which things were done, without making the keyboard wait for the disk."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from cyberready.errors import CyberreadyError

State = Literal["saved", "saving", "failed"]
_RETRY = 2.0
# A write in a thread competes with the paint for the interpreter, so the key is painted first.
_REPAINT_PAUSE = 0.03


def _rise(error: Exception) -> None:
    raise error


@dataclass
class Saver:
    """A queue of writes, done one after the other in a thread; a failed one stays first and is tried again.

    `tell` is called on the event loop whenever the state changes: with "saved" only when everything handed over is
    durable. `fail` is called with what is no mistake that trying again could mend.
    """

    tell: Callable[[State, str], None]
    fail: Callable[[Exception], None] = _rise
    waiting: deque[Callable[[], object]] = field(default_factory=deque)
    state: State = "saved"
    reason: str = ""
    _running: asyncio.Task[None] | None = None

    def put(self, write: Callable[[], object]) -> None:
        """Hand over a write."""
        self.waiting.append(write)
        if self._running is None or self._running.done():
            self._say("saving")
            self._running = asyncio.get_running_loop().create_task(self._run())

    async def _run(self) -> None:
        await asyncio.sleep(_REPAINT_PAUSE)
        while self.waiting:
            try:
                await asyncio.to_thread(self.waiting[0])
            except CyberreadyError as error:
                self._say("failed", str(error))
                await asyncio.sleep(_RETRY)
            except Exception as error:
                self._say("failed", str(error))
                self.fail(error)
                return
            else:
                self.waiting.popleft()
                if self.state == "failed":
                    self._say("saving")
        self._say("saved")

    def _say(self, state: State, reason: str = "") -> None:
        if (state, reason) != (self.state, self.reason):
            self.state, self.reason = state, reason
            self.tell(state, reason)

    async def finished(self, seconds: float) -> bool:
        """Wait until all is durable, what is handed over meanwhile too; False when that takes longer."""
        now = asyncio.get_running_loop().time
        end = now() + seconds
        while self._running is not None and not self._running.done() and (left := end - now()) > 0:
            await asyncio.wait([self._running], timeout=left)
        return not self.waiting
