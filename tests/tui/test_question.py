"""A question on a screen that is too low for it, and the note on one that is too low for both."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Static

from cyberready.tui.screens.recheck import Recheck

from .made_up import QUESTIONNAIRE, add, start
from .walking import on_card, running

LONG = " ".join(f"word{n}" for n in range(30)) + "?"


@pytest.mark.parametrize("size", [(40, 12), (20, 6)])
async def test_a_question_that_is_cut_says_so_and_help_begins_with_the_whole(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    add(tmp_path, QUESTIONNAIRE.replace("Is there a law?", LONG))
    start(tmp_path)
    async with on_card(tmp_path, size=size) as walk:
        third = walk.text.split("\n")[3]
        assert third.endswith("…")
        await walk.press("question_mark")
        assert LONG in " ".join(str(part.content) for part in walk.app.screen.query(Static))


async def test_a_question_that_fits_has_no_ellipsis(tmp_path: Path) -> None:
    start(tmp_path)
    async with on_card(tmp_path, size=(40, 12)) as walk:
        assert walk.text.split("\n")[1].strip() == "Is there a law?"


@pytest.mark.parametrize("size", [(40, 12), (20, 6)])
async def test_what_is_typed_into_a_note_is_in_sight(tmp_path: Path, size: tuple[int, int]) -> None:
    add(tmp_path, QUESTIONNAIRE.replace("Is there a law?", LONG))
    start(tmp_path)
    async with on_card(tmp_path, size=size) as walk:
        await walk.press("n")
        await walk.write("seen here")
        assert "seen here" in walk.text
        await walk.press("escape")
        assert "word1" in walk.text
        assert walk.app.focused is walk.levels


@pytest.mark.parametrize("size", [(40, 12), (30, 10), (20, 6)])
async def test_what_is_typed_into_a_recheck_is_in_sight(tmp_path: Path, size: tuple[int, int]) -> None:
    start(tmp_path, {"law.act": {"value": 2}}, label="2025", final=True)
    start(tmp_path, label="2026", from_last=True)
    async with running(tmp_path, size=size) as walk:
        await walk.open_card("2026")
        await walk.press("equals_sign")
        await walk.screen(Recheck)
        await walk.press("enter")
        await walk.write("S1")
        await walk.until(lambda: "S1" in walk.text)
