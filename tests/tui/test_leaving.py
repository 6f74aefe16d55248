"""A screen that is left while it still reads ends no app."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

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
