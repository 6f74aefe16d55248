"""A screen that is used or left while it still reads ends no app."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest

from cyberready.tui.screens import results
from cyberready.tui.screens.home import HomeScreen

from .made_up import start
from .walking import running

# The key of the list that opens a screen which reads in a thread; a new one is a letter more.
SCREENS = "rmvtn"


@pytest.mark.parametrize("key", SCREENS)
async def test_it_may_be_left_before_it_has_read(tmp_path: Path, key: str) -> None:
    start(tmp_path, {"law.act": 2})
    async with running(tmp_path) as walk:
        await walk.until(lambda: walk.app.workspace)
        for milliseconds in (0, 5, 10, 15, 20, 30, 40, 60):
            walk.app.simulate_key(key)
            await asyncio.sleep(milliseconds / 1000)
            walk.app.simulate_key("escape")
            await walk.until(lambda: isinstance(walk.app.screen, HomeScreen))
        await walk.settle()


async def test_keys_and_a_new_size_may_come_before_all_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start(tmp_path, {"law.act": 2})
    read, results_of = threading.Event(), results.results_of

    def held_back(*given: object) -> object:
        assert read.wait(10)
        return results_of(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(results, "results_of", held_back)
    async with running(tmp_path) as walk:
        await walk.until(lambda: walk.app.workspace)
        await walk.press("r")
        await walk.screen(results.ResultsScreen)
        await walk.until(lambda: walk.app.screen._scorecard)  # type: ignore[attr-defined]
        await walk.press("g", "p", "enter", "y")
        await walk.pilot.resize_terminal(120, 40)
        read.set()
        await walk.until(lambda: "Skills" in walk.text)
