"""A note that is full keeps its end and its cursor, and takes what still fits."""

from __future__ import annotations

from pathlib import Path

import pytest

from cyberready.model.answers import LONGEST_TEXT
from cyberready.tui.widgets.note import Note

from .made_up import start
from .walking import Walk, on_card

FULL = "A note holds 20000 characters; what goes beyond was not taken."


def note(walk: Walk) -> Note:
    return walk.card.query_one(Note)


async def open_note(walk: Walk, text: str) -> None:
    await walk.press("n")
    await walk.write(text)


@pytest.mark.parametrize("before", ["", "as it was"])
async def test_a_paste_that_does_not_fit_is_cut_and_the_cursor_stays_behind_it(
    tmp_path: Path, before: str
) -> None:
    start(tmp_path, {"law.act": {"note": before}})
    pasted = "\n".join(
        f"line {n} of what was said in the meeting about the law and the courts" for n in range(300)
    )
    async with on_card(tmp_path) as walk:
        await open_note(walk, pasted)
        whole = (before + pasted)[:LONGEST_TEXT]
        assert note(walk).text == whole
        assert note(walk).cursor_location == note(walk).document.end
        await walk.press("3", "enter", "4")
        assert note(walk).text == whole
        assert note(walk).cursor_location == note(walk).document.end
        assert walk.told.count(FULL) == 1
        await walk.until(lambda: walk.sitting.answer.note == whole)


async def test_in_the_middle_of_a_full_note_nothing_is_pushed_out_of_its_end(tmp_path: Path) -> None:
    full = "law\n" * (LONGEST_TEXT // 4 - 1) + "last"
    start(tmp_path, {"law.act": {"note": full}})
    async with on_card(tmp_path) as walk:
        await walk.press("n", "up", "home", "b", "c")
        before = full.removesuffix("law\nlast")
        assert note(walk).text == full
        assert note(walk).get_text_range((0, 0), note(walk).cursor_location) == before
        await walk.press("delete", "b", "c")
        assert note(walk).text == f"{before}baw\nlast"
        await walk.press("shift+end")
        await walk.write("xx")  # in the place of what is marked
        assert note(walk).text == f"{before}bxx\nlast"
