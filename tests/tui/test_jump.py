"""Jump mode: letters on what is seen, and where they lead."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Static

from cyberready.settings import Settings
from cyberready.tui.screens.assess import AssessScreen
from cyberready.tui.screens.home import HomeScreen
from cyberready.tui.screens.jump import JumpScreen, labels
from cyberready.tui.screens.results import ResultsScreen
from cyberready.tui.widgets.outline import Outline
from cyberready.tui.widgets.round_list import RoundList

from .made_up import start
from .walking import Walk, leave_at, on_card, running


@pytest.mark.parametrize("count", [0, 1, 2, 24, 25, 26, 49, 50, 200, 600])
def test_no_label_begins_another_and_short_ones_come_first(count: int) -> None:
    made = labels(count)
    assert len(made) == len(set(made)) == count
    assert not [a for a in made for b in made if a != b and b.startswith(a)]
    assert [len(label) for label in made] == sorted(len(label) for label in made)
    assert max(map(len, made), default=1) == (1 if count <= 25 else 2)


def jumping(walk: Walk) -> dict[str, tuple[int, int]]:
    """The labels that are seen, with where they stand."""
    found = walk.app.screen.query(".jump").results(Static)
    return {str(label.content): (label.region.x, label.region.y) for label in found}


async def jump(walk: Walk, *letters: str) -> None:
    await walk.press("comma")
    await walk.screen(JumpScreen)
    await walk.press(*letters)


async def test_to_a_fact_without_ticking_it(tmp_path: Path) -> None:
    start(tmp_path)
    async with on_card(tmp_path) as walk:
        await jump(walk)
        assert list(jumping(walk)) == list("fjdkslagh")  # four levels, and their facts
        await walk.press("a")
        await walk.screen(AssessScreen)
        assert walk.levels.cursor == (2, 0)
        await walk.press("space")
        assert walk.sitting.answer.facts == {"2": (0,)}


@pytest.mark.parametrize("key", ["b", "escape", "1", "ctrl+o"])
async def test_what_is_no_label_leads_nowhere_and_does_nothing(tmp_path: Path, key: str) -> None:
    start(tmp_path)
    async with on_card(tmp_path) as walk:
        await jump(walk, key)
        await walk.screen(AssessScreen)
        assert walk.levels.cursor == (0, -1)
        assert await walk.stored() == {}


async def test_to_a_question_in_the_outline_beside_the_card(tmp_path: Path) -> None:
    start(tmp_path, {"law.act": 2})
    async with on_card(tmp_path, size=(120, 40)) as walk:
        await walk.until(lambda: walk.card.query_one(Outline).last_line >= 3)
        await jump(walk)
        lines = {y: label for label, (x, y) in jumping(walk).items() if x < 34}
        courts = next(y for y, text in enumerate(walk.text.splitlines()) if "Do courts know it?" in text[:34])
        await walk.press(*lines[courts])
        await walk.screen(AssessScreen)
        await walk.until(lambda: walk.sitting.current == "law.courts")


async def test_to_a_round_of_the_list_and_a_line_of_the_results(tmp_path: Path) -> None:
    for year in ("2024", "2025", "2026"):
        start(tmp_path, {"law.act": 2}, label=year)
    async with running(tmp_path) as walk:
        await jump(walk, "j")
        await walk.screen(HomeScreen)
        marked = walk.app.screen.query_one(RoundList).marked
        assert marked is not None
        assert marked.label == "2025"
        await walk.press("r")
        await walk.screen(ResultsScreen)
        await walk.until(lambda: "Skills" in walk.text)
        await jump(walk, "j")
        await walk.screen(ResultsScreen)
        assert walk.app.screen.query_one("#rows").highlighted == 1  # type: ignore[attr-defined]


async def test_out_of_a_text_field(tmp_path: Path) -> None:
    start(tmp_path, {"law.act": 2})
    leave_at(tmp_path, "skills.cases")
    async with on_card(tmp_path) as walk:
        await walk.press("4", "ctrl+o")
        await walk.screen(JumpScreen)
        assert len(jumping(walk)) == 1  # the field itself
        await walk.press("f")
        await walk.screen(AssessScreen)
        assert walk.app.focused is walk.card.query_one("#value")


async def test_arabic_letters_at_the_right_lead_there_as_well(tmp_path: Path) -> None:
    start(tmp_path)
    async with on_card(tmp_path, Settings(language="ar")) as walk:
        walk.app.speak("ar")
        await jump(walk)
        found = jumping(walk)
        assert list(found)[:3] == ["ب", "ت", "ي"]
        assert all(x >= 70 for x, _y in found.values())
        await walk.press("ت")
        await walk.screen(AssessScreen)
        assert walk.levels.cursor == (0, 0)
        walk.app.speak("en")
