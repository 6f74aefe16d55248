"""Notices in the way of nothing: how long they stay, where they stand, and what becomes of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets._toast import Toast

from cyberready.errors import WrongCall
from cyberready.language.messages import use_language
from cyberready.settings import Settings
from cyberready.tui.app import CyberreadyApp
from cyberready.tui.screens.assess import AssessScreen
from cyberready.tui.screens.help import HelpWindow
from cyberready.tui.screens.home import HomeScreen

from .made_up import start
from .walking import Walk, on_card

PATH = "results/backups/cyberready-2026-11-24-205419.db"


def seconds(walk: Walk) -> list[float]:
    return [notice.timeout for notice in walk.app._notifications]


async def test_what_only_confirms_stays_for_as_long_as_it_takes_to_read(tmp_path: Path) -> None:
    start(tmp_path)
    async with on_card(tmp_path) as walk:
        walk.app.notify("Done.")
        await walk.until(lambda: seconds(walk) == [3])
        walk.app.notify("law " * 22 + "ok")
        await walk.until(lambda: seconds(walk) == [6])  # in the place of the one before
        walk.app.notify("wrong", severity="warning")
        await walk.until(lambda: seconds(walk) == [6, 10])


async def test_nothing_is_told_twice_at_a_time(tmp_path: Path) -> None:
    start(tmp_path)
    async with on_card(tmp_path) as walk:
        await walk.press(*["pageup"] * 3)
        assert walk.told.count("There is no further question that way.") == 1
        for _time in range(3):
            walk.app.report(WrongCall("no"))
            await walk.settle()
        assert walk.told.count("Sorry no") == 1


async def test_another_screen_begins_without_confirmations_and_keeps_what_went_wrong(tmp_path: Path) -> None:
    start(tmp_path)
    async with on_card(tmp_path) as walk:
        walk.app.report(WrongCall("wrong"))
        for key, screen in (("question_mark", HelpWindow), ("escape", AssessScreen), ("escape", HomeScreen)):
            walk.app.notify("Done.")
            await walk.until(lambda: "Done." in walk.told)
            await walk.press(key)
            await walk.screen(screen)
            assert walk.told == "Sorry wrong"


async def test_what_is_told_on_leaving_is_seen_on_the_screen_below(tmp_path: Path) -> None:
    start(tmp_path)
    async with on_card(tmp_path) as walk:
        walk.app.notify("Done.")
        walk.app.pop_screen()
        await walk.screen(HomeScreen)
        assert "Done." in walk.told


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
@pytest.mark.parametrize("language", ["en", "ar"])
async def test_a_notice_leaves_the_lowest_lines_free_and_parts_a_path_at_its_folders(
    tmp_path: Path, size: tuple[int, int], language: str
) -> None:
    start(tmp_path)
    use_language(language)
    app = CyberreadyApp(tmp_path, Settings(language=language))
    try:
        async with app.run_test(size=size, notifications=True) as pilot:
            walk = Walk(app, pilot)
            await walk.open_card()
            walk.app.notify(f"The backup: {PATH}", markup=False)
            await walk.until(lambda: app.screen.query(Toast) and app.screen.query_one(Toast).region.height > 1)
            seen = app.screen.query_one(Toast).region
            assert seen.bottom == app.screen.query_one("#status").region.y
            assert 2 <= seen.x < seen.right <= size[0] - 2
            assert (seen.x == 2) == (language == "ar")
            lines = walk.text.split("\n")[seen.y : seen.bottom]
            part = PATH if size[0] == 80 else PATH.rpartition("/")[2]
            assert any(part in line for line in lines), lines
    finally:
        app.close()
        use_language("en")
