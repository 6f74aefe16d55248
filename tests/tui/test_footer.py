"""The keys on the last line: whole ones, in the language in use, each for the mouse as well."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cyberready.language.messages import use_language
from cyberready.settings import Settings
from cyberready.tui.screens.help import HelpWindow
from cyberready.tui.screens.new_round import NewRoundScreen
from cyberready.tui.widgets.footer import Footer
from cyberready.tui.wrapping import COLUMN

from .made_up import add, start
from .walking import Walk, on_card, running

HOME = ["n New round", "⏎ Open", "r Results", "t Trend", "/ Find", "s Order", "? Help"]


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    use_language("en")


def shown(walk: Walk) -> list[str]:
    return [f"{display} {does}" for _key, display, does in walk.app.screen.query_one(Footer).shown()]


@pytest.mark.parametrize(
    ("width", "keys"),
    [(80, HOME), (59, HOME), (58, [*HOME[:5], HOME[-1]]), (40, [*HOME[:3], HOME[-1]]), (10, HOME[-1:])],
)
async def test_keys_are_shown_as_far_as_whole_ones_fit(tmp_path: Path, width: int, keys: list[str]) -> None:
    async with running(tmp_path, size=(width, 24)) as walk:
        assert shown(walk) == keys
        last = walk.app.screen.query_one(Footer).render_line(0).text
        assert last.replace(COLUMN, " ").split() == " ".join(keys).split()


async def test_a_field_in_focus_has_the_keys_that_work_there(tmp_path: Path) -> None:
    async with running(tmp_path) as walk:
        await walk.press("n")
        await walk.screen(NewRoundScreen)
        assert shown(walk) != HOME


async def test_the_footer_speaks_the_language_in_use(tmp_path: Path) -> None:
    add(tmp_path)
    start(tmp_path)
    async with on_card(tmp_path) as walk:
        assert "e Evidence" in shown(walk)
        await walk.press("ctrl+l")
        assert "e Pièces" in shown(walk)
        assert "? Aide" in walk.text.splitlines()[-1]


@pytest.mark.parametrize("language", ["en", "ar"])
async def test_a_click_acts_as_the_key_wherever_lines_begin(tmp_path: Path, language: str) -> None:
    use_language(language)
    async with running(tmp_path, Settings(language=language)) as walk:
        await walk.until(lambda: walk.app.workspace)
        at = walk.text.splitlines()[-1].index("?")
        await walk.pilot.click(Footer, offset=(at, 0))
        await walk.screen(HelpWindow)


async def test_a_click_beside_the_keys_does_nothing(tmp_path: Path) -> None:
    async with running(tmp_path) as walk:
        before = walk.app.screen
        await walk.pilot.click(Footer, offset=(78, 0))
        await walk.settle()
        assert walk.app.screen is before
