"""A key on every score opens it into its arithmetic, and Enter goes on down to the question."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import OptionList

from cyberready.tui.app import CyberreadyApp
from cyberready.tui.screens.asking import Confirm
from cyberready.tui.screens.assess import AssessScreen
from cyberready.tui.screens.page import ExplainScreen, PoliciesScreen, ReviewScreen, StandingOutScreen
from cyberready.tui.screens.results import ResultsScreen
from cyberready.tui.screens.trend import TrendScreen

from .made_up import start
from .walking import Walk, on_card, running


def lines(app: CyberreadyApp) -> list[str]:
    rows = app.screen.query_one("#rows", OptionList)
    return [str(rows.get_option_at_index(place).prompt) for place in range(rows.option_count)]


async def explained(walk: Walk, title: str) -> None:
    await walk.screen(ExplainScreen)
    await walk.until(lambda: walk.of("title").startswith(title))


async def test_from_the_rounds_down_to_the_question_and_back(tmp_path: Path) -> None:
    start(tmp_path, {"law.act": 2, "law.courts": 1})
    async with running(tmp_path) as walk:
        await walk.until(lambda: "Exampleland" in walk.text)
        await walk.press("m")
        await explained(walk, "Overall")
        # law (2 + 1) / 2 = 1.5, skills 0: (1.5 + 0) / 2
        assert "0.75 on 0 to 3 · between 0.75 and 2.25 once open questions are answered" in lines(walk.app)
        rows = walk.app.screen.query_one("#rows", OptionList)
        assert "Law" in str(rows.get_option_at_index(rows.highlighted or 0).prompt)
        await walk.press("enter")
        await explained(walk, "Law")
        await walk.press("j", "enter")
        await explained(walk, "law.act")
        assert "Answered 2 Done: it counts 2 on 0 to 3." in lines(walk.app)
        await walk.press("g")
        await walk.screen(AssessScreen)
        assert walk.sitting.current == "law.act"


async def test_the_card_and_the_results_open_what_they_show(tmp_path: Path) -> None:
    start(tmp_path, {"law.act": 2, "law.courts": 1})
    async with on_card(tmp_path) as walk:
        await walk.press("3", "m")  # what is not saved yet counts as well
        await explained(walk, "law.act")
        assert "Answered 3 Proven: it counts 3 on 0 to 3." in lines(walk.app)
        await walk.press("escape", "r")
        await walk.screen(ResultsScreen)
        rows = walk.app.screen.query_one("#rows", OptionList)
        await walk.until(lambda: rows.option_count == 2)
        await walk.press("j", "m")
        await explained(walk, "Skills")
        await walk.press("escape", "o")
        await explained(walk, "Overall")
        await walk.press("escape", "t")
        await walk.screen(TrendScreen)
        await walk.until(lambda: "Exampleland" in walk.of("title"))
        await walk.press("m")
        await explained(walk, "Overall")


async def test_other_policies_stand_beside_each_other(tmp_path: Path) -> None:
    start(tmp_path, {"law.act": 2, "law.courts": {"not_applicable": "no courts"}})
    async with running(tmp_path) as walk:
        await walk.until(lambda: "Exampleland" in walk.text)
        await walk.press("r")
        await walk.screen(ResultsScreen)
        await walk.until(lambda: walk.app.screen.query_one("#rows", OptionList).option_count == 2)
        await walk.press("s")
        await walk.screen(PoliciesScreen)
        await walk.until(lambda: "under other policies" in walk.of("title"))
        assert "Not applicable: 1 question; in the questionnaire: left out." in lines(walk.app)
        assert any("Law" in line and "▼" in line for line in lines(walk.app))


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (20, 6)])
async def test_it_can_be_read_at_every_size(tmp_path: Path, size: tuple[int, int]) -> None:
    start(tmp_path, {"law.act": 2})
    async with running(tmp_path) as walk:
        await walk.until(lambda: "Exampleland" in walk.text)
        await walk.press("m")
        await explained(walk, "Overall")
        await walk.pilot.resize_terminal(*size)
        await walk.settle()
        await walk.press("end", "home", "pagedown")
        assert any("Skills" in line for line in lines(walk.app))


async def test_the_review_leads_to_its_questions_and_is_made_anew(tmp_path: Path) -> None:
    start(tmp_path, {"law.act": {"value": 2, "flag": True}})
    async with running(tmp_path) as walk:
        await walk.until(lambda: "Exampleland" in walk.text)
        await walk.press("v")
        await walk.screen(ReviewScreen)
        await walk.until(lambda: walk.of("title") == "Review of Exampleland/2026")
        assert "No answer yet (3)" in lines(walk.app)
        assert "Flagged (1)" in lines(walk.app)
        await walk.press("enter")
        await walk.screen(AssessScreen)
        assert walk.sitting.current == "law.courts"
        await walk.press("2", "escape")
        await walk.screen(ReviewScreen)
        await walk.until(lambda: "No answer yet (2)" in lines(walk.app))


async def test_finalising_says_how_much_the_review_has_to_look_at(tmp_path: Path) -> None:
    start(tmp_path, {"law.act": {"value": 2, "flag": True}})
    async with running(tmp_path) as walk:
        await walk.until(lambda: "Exampleland" in walk.text)
        await walk.press("f")
        await walk.screen(Confirm)
        await walk.until(lambda: "The review has 4 points to look at" in " ".join(walk.text.split()))


async def test_results_show_changes_as_not_judged_gaps_alone_and_what_stands_out(tmp_path: Path) -> None:
    start(tmp_path, {"law.act": 1, "skills.cases": 9, "skills.partners": ["isp"]}, label="2025", final=True)
    start(tmp_path, {"law.act": 2, "skills.cases": 9, "skills.partners": ["isp"]})
    async with running(tmp_path) as walk:
        await walk.until(lambda: "2026" in walk.text)
        await walk.press("end", "r")
        await walk.screen(ResultsScreen)
        rows = walk.app.screen.query_one("#rows", OptionList)
        await walk.until(lambda: rows.option_count == 2)
        assert "▲▼ not judged" in walk.of("status")
        # law: act 2 alone, the courts are open and count zero: 1.0 against 1.0 of the act alone
        assert [("=0.0" in line, "▲" in line) for line in lines(walk.app)] == [(True, False), (True, False)]
        await walk.press("g")
        assert [line.split()[1] for line in lines(walk.app)] == ["Law"]  # 1.0 of 2; skills have 2.5
        await walk.press("y")
        await walk.until(lambda: "Law" in walk.app.clipboard)
        assert walk.app.clipboard.startswith("|  | score | lowest | highest | target | rating | since 2025 |")
        await walk.press("w")
        await walk.screen(StandingOutScreen)
        await walk.until(lambda: "Strengths" in walk.of("title"))
        await walk.press("y")
        await walk.until(lambda: walk.app.clipboard.startswith("### Strengths"))


async def test_tab_marks_the_next_line_that_leads_on_and_g_goes_to_a_marked_question(tmp_path: Path) -> None:
    start(tmp_path, {"law.act": 2, "law.courts": 1})
    async with running(tmp_path) as walk:
        await walk.until(lambda: "Exampleland" in walk.text)
        await walk.press("m")
        await explained(walk, "Overall")
        rows = walk.app.screen.query_one("#rows", OptionList)

        def marked() -> str:
            return str(rows.get_option_at_index(rows.highlighted or 0).prompt)

        assert "Law" in marked()
        await walk.press("g")
        await walk.until(lambda: "No question is marked." in walk.told)
        await walk.press("tab")
        assert "Skills" in marked()
        await walk.press("tab")  # over blank lines and headings to the first change
        assert "How many cases?" in marked()
        await walk.press("shift+tab", "shift+tab")
        assert "Law" in marked()
        await walk.press("tab", "tab", "g")
        await walk.screen(AssessScreen)
        assert walk.sitting.current == "skills.cases"
