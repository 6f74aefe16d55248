"""How every screen looks, in each language, size and theme; `make snapshots` takes the pictures anew."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest
from textual.widgets import Static

from cyberready.language.messages import LANGUAGES, use_language
from cyberready.settings import Settings
from cyberready.tui.app import CyberreadyApp
from cyberready.tui.screens.home import HomeScreen

from . import pictured
from .pictures import FOLDER, compare, differences, picture, rows
from .walking import Walk


class Shown(NamedTuple):
    """A screen, by the keys that lead to it from the list of rounds; `everywhere`: in each size and theme."""

    name: str
    keys: tuple[str, ...] = ()
    everywhere: bool = False


SMALL, LARGE = (80, 24), (120, 40)
THEMES = ("textual-dark", "textual-light", "ansi-dark")
# A new screen is one line more, and `make snapshots`.
SCREENS = (
    Shown("home", everywhere=True),
    Shown("help", ("question_mark",)),
    Shown("new-round", ("n",)),
    Shown("trend", ("t",)),
    Shown("card", ("enter",), everywhere=True),
    Shown("card-outline", ("enter", "o")),
    Shown("guide", ("enter", "h")),
    Shown("note", ("enter", "n")),
    Shown("evidence", ("enter", "e")),
    Shown("find", ("enter", "slash", "c", "o")),
    Shown("results", ("r",), everywhere=True),
    Shown("results-open", ("r", "enter")),
    Shown("explain", ("m",)),
    Shown("review", ("v",)),
    Shown("workshop", ("enter", "v")),
    Shown("jump", ("enter", "comma")),
    Shown("whose-sheet", ("enter", "t")),
    Shown("import", ("o",)),
    Shown("next-round", ("c",)),
    Shown("by-parent", ("p", "s")),
)


class Frozen(date):
    """A day that is always the same."""

    @classmethod
    def today(cls) -> Frozen:
        return cls(2026, 7, 1)


@pytest.fixture(autouse=True)
def the_same_everywhere(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The day, the program's version and the shipped questionnaires play no part."""
    monkeypatch.setattr("cyberready.tui.screens.new_round.date", Frozen)
    monkeypatch.setattr("cyberready.charts.values.PROGRAM", "cyberready")
    monkeypatch.setattr("cyberready.workspace.questionnaires.shipped_folder", lambda: Path("none"))
    yield
    use_language("en")


@pytest.fixture(scope="module")
def workspace() -> Iterator[Path]:
    with TemporaryDirectory() as folder:
        pictured.fill(Path(folder))
        yield Path(folder)


async def still(walk: Walk) -> None:
    """Wait until nothing is loaded, scored, saved or drawn any more; a worker that asks waits for the tester."""
    app, calm, before = walk.app, 0, ""

    def busy() -> bool:
        working = [w for w in app.workers if not w.is_finished and not w.name.startswith("action_")]
        return bool(working) or app.saver.state != "saved" or not app.workspace

    async with asyncio.timeout(20):
        while calm < 2:
            await walk.pilot.pause(0.02)
            for place in app.screen.query("#place").results(Static):
                place.update("Workspace: ~/national-review")
            after = walk.text
            calm = 0 if busy() or after != before else calm + 1
            before = after


async def pictures(folder: Path, language: str, *, colour: bool = True) -> AsyncIterator[tuple[str, str]]:
    """Name and picture of each screen in a language; without colour, of those that are shown everywhere."""
    use_language(language)
    app = CyberreadyApp(folder, Settings(language=language))
    async with app.run_test(size=SMALL) as pilot:
        walk = Walk(app, pilot)
        for screen in SCREENS:
            if not (colour or screen.everywhere):
                continue
            for size in (SMALL, LARGE) if screen.everywhere else (SMALL,):
                await pilot.resize_terminal(*size)
                await still(walk)
                for key in screen.keys:
                    await walk.press(key)
                    await still(walk)
                for theme in THEMES if screen.everywhere and colour else THEMES[:1]:
                    app.theme = theme
                    await still(walk)
                    look = theme.removeprefix("textual-") if colour else "no-colour"
                    yield f"{screen.name}-{language}-{size[0]}x{size[1]}-{look}", picture(app)
                app.theme = THEMES[0]
                while not isinstance(app.screen, HomeScreen) or app.screen.query_one("#filter").display:
                    await walk.press("escape")
        await app.saver.finished(10)
    app.close()


@pytest.mark.parametrize("colour", [True, False], ids=["colour", "no colour"])
@pytest.mark.parametrize("language", LANGUAGES)
async def test_screens_look_as_they_did(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, language: str, colour: bool
) -> None:
    if not colour:
        monkeypatch.setenv("NO_COLOR", "1")
    found = [compare(name, svg) async for name, svg in pictures(workspace, language, colour=colour)]
    changed = [told for told in found if told]
    assert not changed, "\n\n".join([*changed, "If this is how it should look: make snapshots"])


def test_no_picture_is_left_of_a_screen_that_is_gone() -> None:
    kept = {re.split(r"-(?:en|fr|ar)-", file.name)[0] for file in FOLDER.glob("*.svg")}
    assert kept == {screen.name for screen in SCREENS}


def test_a_difference_is_told_by_its_row(workspace: Path) -> None:
    kept = (FOLDER / "home-en-80x24-dark.svg").read_text(encoding="utf-8")
    assert rows(kept)[1].split() == ["cyberready", "4", "rounds"]
    assert differences(kept, kept) == []
    (told,) = differences(kept, kept.replace("Otherland", "Elsewhere"))
    assert told.count("Otherland") == told.count("Elsewhere") == 1
    assert differences(kept, kept.replace("bold", "normal")) == ["  the same text in other colours or styles"]
