"""What walks through the app share: it runs on a real workspace, and every wait has a deadline."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from textual.events import Key, Paste
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static, TextArea

from cyberready.model.answers import Answer
from cyberready.model.rounds import Position
from cyberready.settings import Settings
from cyberready.tui.app import CyberreadyApp
from cyberready.tui.screens.assess import AssessScreen
from cyberready.tui.screens.new_round import NewRoundScreen
from cyberready.tui.sitting import Sitting
from cyberready.tui.widgets.levels import Levels
from cyberready.tui.widgets.round_list import RoundList
from cyberready.workspace.workspace import Workspace

from .made_up import add

# From a widget up to its screen and the app, and back to what they change.
_LONGEST_CHAIN = 8


class Walk:
    """The app under the hands of a test."""

    def __init__(self, app: CyberreadyApp, pilot: Pilot[None]) -> None:
        self.app, self.pilot = app, pilot

    async def press(self, *keys: str) -> None:
        """Press keys; `pilot.press` would do, but waits 60 ms or more for each until the process is idle."""
        for key in keys:
            character = " " if key == "space" else key if len(key) == 1 else None
            self.app.post_message(Key(_character_to_key(key) if len(key) == 1 else key, character))
            await self.settle()

    async def settle(self) -> None:
        """Wait until every widget has taken in its messages, and those that these led to."""
        await self.pilot.pause(0)
        await self.until(lambda: self.app._handing is None)  # keys that wait for the one before
        for _round in range(_LONGEST_CHAIN):
            await self.pilot.pause(0)

    async def write(self, text: str) -> None:
        """Into the text field in focus, all at once."""
        assert isinstance(self.app.focused, Input | TextArea), self.text
        self.app.focused.post_message(Paste(text))
        await self.settle()

    async def until(self, holds: Callable[[], object], seconds: float = 10.0) -> None:
        """Wait until something holds; fail with what stands on the screen when it does not in time."""
        end = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < end, self.text
            await self.pilot.pause(0.02)

    async def focus(self, id: str) -> None:
        widget = self.app.screen.query_one(f"#{id}")
        widget.focus()
        await self.until(lambda: widget.has_focus)

    async def screen(self, kind: type[object]) -> None:
        await self.until(lambda: isinstance(self.app.screen, kind) and self.app.screen.is_current)
        if kind is AssessScreen:  # reads its round behind the first paint
            await self.until(lambda: self.card._sitting is not None)
        await self.settle()

    @property
    def text(self) -> str:
        """What stands on the screen."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips)

    def of(self, id: str) -> str:
        """What a part of the screen says."""
        return str(self.app.screen.query_one(f"#{id}", Static).content)

    @property
    def told(self) -> str:
        """All notices that were given."""
        return "\n".join(f"{notice.title} {notice.message}" for notice in self.app._notifications)

    async def name_new_round(self, subject: str) -> None:
        """Open the form of a new round, and say who is assessed."""
        await self.press("n")
        await self.screen(NewRoundScreen)
        await self.choose_questionnaire()
        await self.press("enter")
        await self.write(subject)

    async def choose_questionnaire(self, id: str = "small") -> None:
        """Mark a questionnaire on the screen of a new round, whichever others are shipped."""
        rows = self.app.screen.query_one("#questionnaire", OptionList)
        await self.until(lambda: rows.option_count and rows.has_focus)
        titles = [str(rows.get_option_at_index(n).prompt) for n in range(rows.option_count)]
        at = next(n for n, title in enumerate(titles) if f"({id} " in title)
        await self.press("home", *["down"] * at)

    # On the question card

    @property
    def card(self) -> AssessScreen:
        return next(screen for screen in self.app.screen_stack if isinstance(screen, AssessScreen))

    @property
    def workspace(self) -> Workspace:
        assert self.app.workspace is not None
        return self.app.workspace

    @property
    def sitting(self) -> Sitting:
        return self.card.sitting

    @property
    def levels(self) -> Levels:
        return self.card.query_one(Levels)

    async def choose(self, label: str) -> None:
        """Mark a round of the list."""
        labels = [row.label for row in self.app.screen.query_one(RoundList).rows]
        await self.press("g", *["j"] * labels.index(label))

    async def open_card(self, label: str | None = None) -> None:
        """Open a round of the list, or its first."""
        await self.until(lambda: self.app.listed and self.app.workspace)
        if label is not None:
            await self.choose(label)
        await self.press("enter")
        await self.screen(AssessScreen)
        await self.until(lambda: self.card._sitting is not None)
        await self.settle()

    async def stored(self) -> dict[str, Answer]:
        """The answers of the card's round as the database has them, once everything is saved."""
        assert await self.app.saver.finished(10)
        return await asyncio.to_thread(self.workspace.answers, self.sitting.round)


@asynccontextmanager
async def running(
    folder: Path, settings: Settings | None = None, size: tuple[int, int] = (80, 24), **how: Any
) -> AsyncIterator[Walk]:
    """The app on a workspace with the small questionnaire."""
    if not (folder / "questionnaires").exists():
        add(folder)
    app = CyberreadyApp(folder, settings, **how)
    try:
        async with app.run_test(size=size) as pilot:
            walk = Walk(app, pilot)
            await walk.until(lambda: app.listed)
            yield walk
            await app.saver.finished(10)
    finally:
        app.close()


@asynccontextmanager
async def on_card(
    folder: Path, settings: Settings | None = None, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Walk]:
    """The app with the card of the first round open."""
    async with running(folder, settings, size) as walk:
        await walk.open_card()
        yield walk


def leave_at(folder: Path, question: str, name: str = "Exampleland/2026", field: str = "answer") -> None:
    """Have the round opened at a question."""
    with Workspace.open(folder) as workspace:
        workspace.keep_position(workspace.round(name), Position(question=question, field=field))
