"""Charts from the app: drawn behind the keys, and where they are is told."""

from __future__ import annotations

from pathlib import Path

from cyberready.tui.screens.results import ResultsScreen

from .made_up import add, start
from .walking import running


async def test_a_chart_is_written_while_one_goes_on(tmp_path: Path) -> None:
    add(tmp_path)
    start(tmp_path, {"law.act": 2})
    async with running(tmp_path) as walk:
        await walk.until(lambda: walk.app.workspace)
        await walk.press("r")
        await walk.screen(ResultsScreen)
        await walk.until(lambda: "Law" in walk.text)
        await walk.press("c", "escape", "g")
        await walk.until(lambda: "Written" in walk.told, seconds=60)
    files = sorted(file.suffix for file in (tmp_path / "results" / "exampleland" / "2026" / "charts").iterdir())
    assert files == [".csv", ".json", ".pdf", ".png", ".svg"]


async def test_a_chart_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    add(tmp_path)
    start(tmp_path, {"law.act": 2})
    async with running(tmp_path) as walk:
        await walk.until(lambda: walk.app.workspace)
        (tmp_path / "results" / "exampleland").write_text("in the way", encoding="utf-8")
        await walk.press("r")
        await walk.screen(ResultsScreen)
        await walk.until(lambda: "Law" in walk.text)
        await walk.press("c")
        await walk.until(lambda: "Sorry Could not write" in walk.told, seconds=60)
