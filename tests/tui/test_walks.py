"""Walks through the app by keyboard alone, judged by what is stored in the end."""

from __future__ import annotations

import inspect
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from textual.widgets import Input, OptionList, TextArea

from cyberready.model.answers import EMPTY, Answer, Evidence
from cyberready.settings import read_settings
from cyberready.store.database import Database
from cyberready.tui.app import CyberreadyApp
from cyberready.tui.screens.asking import AskChoice, AskText, Confirm
from cyberready.tui.screens.assess import AssessScreen
from cyberready.tui.screens.blank import BlankScreen
from cyberready.tui.screens.evidence import EvidenceWindow
from cyberready.tui.screens.find import FindWindow
from cyberready.tui.screens.help import HelpWindow
from cyberready.tui.screens.home import HomeScreen
from cyberready.tui.screens.new_round import NewRoundScreen
from cyberready.tui.screens.recheck import Recheck
from cyberready.tui.screens.results import ResultsScreen
from cyberready.tui.screens.trend import TrendScreen
from cyberready.tui.widgets.outline import Outline
from cyberready.tui.widgets.round_list import RoundList
from cyberready.tui.wrapping import COLUMN
from cyberready.workspace.location import database_file
from cyberready.workspace.workspace import Workspace

from .made_up import QUESTIONNAIRE, add, start, stored
from .walking import Walk, leave_at, on_card, running

# Beginning


async def test_the_first_start_offers_a_demonstration_and_fills_it_in(tmp_path: Path) -> None:
    async with running(tmp_path) as walk:
        await walk.until(lambda: "No rounds yet" in walk.text)
        await walk.press("d")
        await walk.until(lambda: walk.app.screen.query_one(RoundList).rows, 30)
        await walk.until(lambda: "Exampleland" in walk.text)
        await walk.until(lambda: "Iraq" in walk.text)
    with Workspace.open(tmp_path) as workspace:
        assert {(r.name, r.status) for r in workspace.rounds()} >= {
            ("Exampleland/2025", "finalised"),
            ("Exampleland/2026", "draft"),
            ("Iraq/2024", "finalised"),
        }


async def test_a_new_round_by_keyboard_only(tmp_path: Path) -> None:
    async with running(tmp_path) as walk:
        await walk.press("n")
        await walk.screen(NewRoundScreen)
        await walk.choose_questionnaire()
        await walk.press("enter", "enter")  # the subject is left empty
        await walk.press("enter", "enter", "enter", "enter")
        await walk.until(lambda: "Say who is assessed." in walk.of("hint"))
        await walk.focus("subject")
        await walk.write("Iraq")
        await walk.press("enter", "٢", "enter")  # a sector
        await walk.write("2027")  # in the place of the year that stood there
        await walk.press("enter")
        await walk.write("٢٠٢٧-٠١-٣١")
        await walk.press("enter")
        await walk.write("Amal")
        await walk.press("enter")
        await walk.screen(AssessScreen)
    with Workspace.open(tmp_path) as workspace:
        (round,) = workspace.rounds()
    assert (round.name, round.subject.kind, round.date, round.assessor, round.questionnaire.id) == (
        "Iraq/2027",
        "sector",
        date(2027, 1, 31),
        "Amal",
        "small",
    )


async def test_a_new_round_from_the_last_answers_and_a_faulty_questionnaire_is_named(tmp_path: Path) -> None:
    start(tmp_path, {"law.act": 2}, label="2025", final=True)
    add(tmp_path, "cyberready: 1\nid: broken\n", "broken")
    async with running(tmp_path) as walk:
        await walk.press("n")
        await walk.screen(NewRoundScreen)
        await walk.choose_questionnaire()
        await walk.until(lambda: "With faults, not offered: broken." in walk.of("hint"))
        await walk.press("enter")
        await walk.write("exampleland")
        await walk.focus("from_last")
        await walk.press("space", "ctrl+s")
        await walk.screen(AssessScreen)
        await walk.until(lambda: walk.card._sitting is not None)
        assert walk.sitting.round.subject.name == "Exampleland"
        assert (await walk.stored())["law.act"] == Answer(value=2, recheck="carried")


@pytest.mark.parametrize(
    ("typed", "kind"), [("1", "country"), ("٢", "sector"), ("organisation", "organisation"), ("", None)]
)
async def test_the_kind_is_one_of_three_or_not_stated(tmp_path: Path, typed: str, kind: str | None) -> None:
    add(tmp_path)
    async with running(tmp_path) as walk:
        await walk.name_new_round("Aland")
        walk.app.screen.query_one("#kind", Input).value = "galaxy"
        await walk.press("ctrl+s")
        await walk.until(lambda: "1 country, 2 sector, 3 organisation" in walk.of("hint"))
        assert walk.app.focused is walk.app.screen.query_one("#kind")
        walk.app.screen.query_one("#kind", Input).value = typed
        await walk.press("ctrl+s")
        await walk.screen(AssessScreen)
        assert walk.sitting.round.subject.kind == kind


async def test_a_round_that_exists_is_refused_with_the_reason(tmp_path: Path) -> None:
    start(tmp_path, label=str(date.today().year))
    async with running(tmp_path) as walk:
        await walk.name_new_round("Exampleland")
        await walk.press("ctrl+s")
        await walk.until(lambda: "exists already" in walk.of("hint"))
        await walk.until(lambda: walk.app.focused is walk.app.screen.query_one("#label"))


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_what_is_wrong_with_a_new_round_is_in_sight_and_its_field_takes_the_next_keys(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with running(tmp_path, size=size) as walk:
        await walk.press("n")
        await walk.screen(NewRoundScreen)
        await walk.choose_questionnaire()
        for told, field, text in (
            ("Say who is assessed.", "subject", "Iraq"),
            ("Give the round a name", "label", "2027"),
            ("A date is written", "date", "2026-02-31"),
            ("There is no day 2026-02-31.", "date", "2026-02-28"),
        ):
            if field == "label":
                walk.app.screen.query_one("#label", Input).value = " "
                walk.app.screen.query_one("#date", Input).value = "soon"
            await walk.focus("assessor")
            await walk.press("enter")
            await walk.until(lambda told=told: told in walk.text)
            assert walk.app.focused is walk.app.screen.query_one(f"#{field}")
            await walk.write(text)
        await walk.press("ctrl+s")
        await walk.screen(AssessScreen)
        assert (walk.sitting.round.name, walk.sitting.round.date) == ("Iraq/2027", date(2026, 2, 28))


# Answering


async def test_a_digit_of_any_keyboard_answers_and_enter_goes_on(tmp_path: Path) -> None:
    start(tmp_path)
    async with on_card(tmp_path) as walk:
        for digit, value in (("2", 2), ("&", 1), ("٣", 3), ("à", 0), ("۲", 2)):
            await walk.press(digit)
            assert (await walk.stored()) == {"law.act": Answer(value=value)}
        await walk.press("enter")
        assert walk.sitting.current == "law.courts"
        await walk.until(lambda: walk.of("status").startswith("saved · 1 of 4 done"))


async def test_skip_logic_hides_and_shows(tmp_path: Path) -> None:
    start(tmp_path)
    async with on_card(tmp_path) as walk:
        for digit, following in (("0", "law.remark"), ("3", "law.courts"), ("1", "law.remark")):
            await walk.press(digit, "enter")
            assert walk.sitting.current == following
            await walk.press("escape", "pageup") if following == "law.remark" else await walk.press("pageup")
            assert walk.sitting.current == "law.act"


async def test_facts_ticked_by_space_propose_a_level_that_is_not_taken(tmp_path: Path) -> None:
    start(tmp_path)
    async with on_card(tmp_path) as walk:
        await walk.press("down", "down", "down", "space", "down", "space")
        assert [level.marks for level in walk.levels.levels] == [(), ("the facts propose this",), (), ()]
        assert walk.levels.cursor == (1, 1)
        assert (await walk.stored())["law.act"] == Answer(facts={"1": (0, 1)})
        await walk.press("space", "up", "up", "space")
        assert (await walk.stored())["law.act"] == Answer(facts={"1": (0,)}, value=1)


async def test_several_options_may_hold_or_none(tmp_path: Path) -> None:
    start(tmp_path)
    leave_at(tmp_path, "skills.partners")
    async with on_card(tmp_path) as walk:
        await walk.press("2", "1")
        assert (await walk.stored())["skills.partners"] == Answer(value=("cert", "isp"))
        await walk.press("1", "2")
        assert (await walk.stored())["skills.partners"] == Answer(value=())
        await walk.press("backspace")
        assert "skills.partners" not in await walk.stored()


async def test_not_applicable_needs_its_reason(tmp_path: Path) -> None:
    start(tmp_path, {"law.act": 2})
    async with on_card(tmp_path) as walk:
        await walk.press("x")
        await walk.screen(AskText)
        await walk.press("space", "enter")
        assert isinstance(walk.app.screen, AskText)
        await walk.press("escape")
        assert (await walk.stored())["law.act"] == Answer(value=2)
        await walk.press("x")
        await walk.screen(AskText)
        await walk.write("no sea")
        await walk.press("enter")
        await walk.screen(AssessScreen)
        assert (await walk.stored())["law.act"] == Answer(not_applicable="no sea")
        await walk.press("1")
        assert (await walk.stored())["law.act"] == Answer(value=1)


async def test_unknown_and_flag_go_on_and_off(tmp_path: Path) -> None:
    start(tmp_path, {"law.act": 2})
    async with on_card(tmp_path) as walk:
        await walk.press("u", "f")
        assert (await walk.stored())["law.act"] == Answer(unknown=True, flag=True)
        await walk.press("ع", "ب")  # the same keys on an Arabic keyboard
        assert "law.act" not in await walk.stored()


async def test_a_note_is_saved_while_one_is_still_in_its_field(tmp_path: Path) -> None:
    start(tmp_path)
    async with on_card(tmp_path) as walk:
        await walk.press("n")
        await walk.press(*"fu", "space", *"2?")  # letters and digits do nothing else here
        await walk.until(lambda: walk.sitting.answer.note)
        assert (await walk.stored())["law.act"] == Answer(note="fu 2?")
        assert isinstance(walk.app.focused, TextArea)
        await walk.press("x", "escape", "f")  # what was typed last is saved on leaving the field
        assert (await walk.stored())["law.act"] == Answer(note="fu 2?x", flag=True)


async def test_pasted_text_of_any_kind_is_shown_and_kept(tmp_path: Path) -> None:
    start(tmp_path)
    text = "\u2067قانون\u2069 [/b] \u202eabc"
    async with on_card(tmp_path) as walk:
        await walk.press("n")
        walk.card.query_one("#note", TextArea).text = text
        await walk.until(lambda: walk.sitting.answer.note)
        await walk.press("escape")
        assert (await walk.stored())["law.act"].note == text


async def test_evidence_is_added_and_taken_away(tmp_path: Path) -> None:
    start(tmp_path)
    async with on_card(tmp_path) as walk:
        await walk.press("e")
        await walk.screen(EvidenceWindow)
        await walk.until(lambda: "Ask for: the official journal" in walk.text)
        for text in ("Law 7", "Parliament", "٢٠٢٦-٠٦-٠١", "no. 7"):
            await walk.write(text)
            await walk.press("tab")
        await walk.press("tab", "1", "enter")
        await walk.write("Draft")
        await walk.press("ctrl+s", "tab", "tab")
        await walk.write("soon")
        await walk.press("shift+tab", "shift+tab", "A", "ctrl+s")
        await walk.until(lambda: "Not understood: Dated (YYYY-MM-DD)." in walk.of("hint"))
        for field in walk.app.screen.query(Input):
            field.value = ""
        await walk.press("ctrl+d", "escape")
        await walk.screen(AssessScreen)
        law = Evidence(title="Law 7", issuer="Parliament", dated=date(2026, 6, 1), link="no. 7", seen="sighted")
        assert (await walk.stored())["law.act"] == Answer(evidence=(law,))


async def test_what_is_set_for_the_meeting_goes_with_the_next_new_answers(tmp_path: Path) -> None:
    start(tmp_path, {"law.remark": "old"})
    async with on_card(tmp_path) as walk:
        await walk.press("b")
        await walk.screen(AskChoice)
        await walk.press("٣")
        await walk.screen(AssessScreen)
        await walk.press("d")
        await walk.screen(AskText)
        await walk.write("2026-13-01")
        await walk.press("enter")
        await walk.until(lambda: "There is no day 2026-13-01." in walk.of("hint"))
        await walk.press("home", "shift+end")
        await walk.write("٢٠٢٦-٠٦-٠١")
        await walk.press("enter")
        await walk.screen(AssessScreen)
        await walk.press("s")
        await walk.screen(AskText)
        await walk.write("S1، S2")
        await walk.press("enter")
        await walk.screen(AssessScreen)
        await walk.press("2", "enter", "1")
        given = Answer(basis="interview", as_of=date(2026, 6, 1), sources=("S1", "S2"))
        assert await walk.stored() == {
            "law.act": given.model_copy(update={"value": 2}),
            "law.courts": given.model_copy(update={"value": 1}),
            "law.remark": Answer(value="old"),
        }
    async with on_card(tmp_path) as walk:  # opened again on the same day
        await walk.press("enter", "enter", "1")
        assert (await walk.stored())["skills.partners"] == given.model_copy(update={"value": ("cert",)})


async def test_undo_and_redo_cover_answers_across_questions(tmp_path: Path) -> None:
    start(tmp_path)
    async with on_card(tmp_path) as walk:
        await walk.press("2", "enter", "1", "z", "ctrl+z")
        assert walk.sitting.current == "law.act"
        assert await walk.stored() == {}
        await walk.press("z")
        await walk.until(lambda: "nothing to undo" in walk.told)
        await walk.press("y", "ctrl+y")
        assert walk.sitting.current == "law.courts"
        assert await walk.stored() == {"law.act": Answer(value=2), "law.courts": Answer(value=1)}


async def test_the_last_round_is_confirmed_or_answered_anew(tmp_path: Path) -> None:
    start(tmp_path, {"law.act": {"value": 2, "note": "then"}, "skills.cases": 5}, label="2025", final=True)
    start(tmp_path)
    async with running(tmp_path) as walk:
        await walk.open_card("2026")
        await walk.until(lambda: "2025    2 Done — then" in walk.of("details"))
        await walk.press("equals_sign")
        await walk.screen(Recheck)
        walk.app.screen.query_one("#as_of", Input).value = "2026-02-31"
        await walk.press("enter", "S", "4", ",", "S", "5", "enter")
        assert "There is no day 2026-02-31." in walk.of("hint")
        walk.app.screen.query_one("#as_of", Input).value = "٢٠٢٦-٠٦-٠١"
        await walk.press("enter", "enter")
        await walk.screen(AssessScreen)
        checked = Answer(value=2, recheck="rechecked", as_of=date(2026, 6, 1), sources=("S4", "S5"))
        await walk.until(lambda: walk.sitting.answer == checked)
        await walk.press("enter", "equals_sign")
        await walk.until(lambda: "no answer of the last round" in walk.told)
        assert await walk.stored() == {"law.act": checked}
        await walk.press("1")  # and the date and the sources stay set for the meeting
        assert walk.sitting.answer == Answer(value=1, as_of=date(2026, 6, 1), sources=("S4", "S5"))


async def test_a_carried_answer_is_rechecked_when_it_is_given_again(tmp_path: Path) -> None:
    start(tmp_path, {"law.act": 2, "law.courts": 1}, label="2025", final=True)
    start(tmp_path, from_last=True)
    async with running(tmp_path) as walk:
        await walk.open_card("2026")
        await walk.until(lambda: "carried over, not re-checked" in walk.of("details"))
        await walk.press("2")
        assert await walk.stored() == {
            "law.act": Answer(value=2, recheck="rechecked"),
            "law.courts": Answer(value=1, recheck="carried"),
        }


@pytest.mark.parametrize(
    ("typed", "value", "told"),
    [
        ("١٢", 12, "no further question"),
        ("3,5", 3.5, "no further question"),
        ("200", None, "! value 200 is above the maximum, 100."),
        ("1x", None, "! 1x is not a number."),
    ],
)
async def test_a_number_is_typed_and_a_wrong_one_is_not_taken(
    tmp_path: Path, typed: str, value: float | None, told: str
) -> None:
    start(tmp_path)
    leave_at(tmp_path, "skills.cases")
    async with on_card(tmp_path) as walk:
        await walk.write(typed)
        await walk.press("enter")
        assert told in walk.told + walk.of("details")
        assert (await walk.stored()).get("skills.cases", EMPTY).value == value
        assert walk.sitting.current == "skills.cases"


async def test_passing_by_typed_questions_changes_nothing(tmp_path: Path) -> None:
    answers = {"law.act": 0, "law.remark": "as it was", "skills.partners": ["cert"], "skills.cases": 12}
    start(tmp_path, answers)
    async with on_card(tmp_path) as walk:
        await walk.press("enter", "pagedown", "pagedown", "pagedown", "pageup", "pageup")
        await walk.pilot.pause(0.8)
        assert walk.sitting.done == []
        assert walk.card.query_one("#value", Input).value == "as it was"


async def test_reopening_lands_in_the_note_that_was_open(tmp_path: Path) -> None:
    start(tmp_path, {"law.act": {"value": 1, "note": "half a"}})
    leave_at(tmp_path, "law.act", field="note")
    async with on_card(tmp_path) as walk:
        await walk.until(lambda: isinstance(walk.app.focused, TextArea))
        await walk.press(*" word", "escape")
        assert (await walk.stored())["law.act"].note == "half a word"


async def test_reopening_lands_on_the_same_question(tmp_path: Path) -> None:
    start(tmp_path)
    async with on_card(tmp_path) as walk:
        await walk.press("2", "enter", "1", "escape")
        await walk.screen(HomeScreen)
        await walk.until(lambda: "2/4" in walk.text)
        await walk.press("ctrl+q")
    async with on_card(tmp_path) as walk:
        assert walk.sitting.current == "law.courts"
        assert walk.levels.cursor == (1, -1)
        await walk.press("a")  # on to the next open question
        assert walk.sitting.current == "law.remark"


async def test_leaving_in_the_middle_of_a_word_loses_nothing(tmp_path: Path) -> None:
    start(tmp_path)
    async with on_card(tmp_path) as walk:
        await walk.press("n", "w", "o", "ctrl+q")
        await walk.until(lambda: walk.app._exit)
    assert stored(tmp_path)["law.act"] == Answer(note="wo")


async def test_the_heading_of_the_quality_criteria_is_no_option(tmp_path: Path) -> None:
    criteria = "        evidence: [the official journal]\n        criteria: [it is public]\n"
    add(tmp_path, QUESTIONNAIRE.replace("        evidence: [the official journal]\n", criteria))
    start(tmp_path)
    async with on_card(tmp_path) as walk:
        await walk.press(*["down"] * 9, "space")
        assert walk.levels.cursor == (4, -1)
        assert await walk.stored() == {}
        await walk.press("down", "space", "3")
        assert await walk.stored() == {"law.act": Answer(value=3, criteria=(0,))}
        await walk.until(lambda: "counts as" not in walk.of("details"))


# Finding one's way


async def test_the_outline_at_80_columns_and_digits_while_it_has_the_focus(tmp_path: Path) -> None:
    start(tmp_path)
    async with on_card(tmp_path) as walk:
        outline = walk.card.query_one(Outline)
        assert not outline.display
        await walk.press("o")
        assert outline.display
        assert walk.app.focused is outline
        await walk.until(lambda: "0/1 Law" in walk.text)
        await walk.until(lambda: "0/2 Skills" in walk.text)
        await walk.press("3", "u", "f", "equals_sign", "b")  # of a question that is not seen
        assert walk.app.screen is walk.card
        assert await walk.stored() == {}
        await walk.press("escape", "3", "o")
        assert (await walk.stored())["law.act"] == Answer(value=3)
        await walk.until(lambda: "● Is there a law?" in walk.text)
        await walk.press("down", "enter")
        assert walk.sitting.current == "law.courts"
        assert not outline.display
        assert walk.app.focused is walk.levels
        # What was done while it was folded away is in it, on whatever branch.
        await walk.press("1", "enter", "escape", "enter", "1", "o")
        assert walk.sitting.current == "skills.partners"
        await walk.until(lambda: "2/2 Law" in walk.text)
        await walk.until(lambda: "● Do courts know it?" in walk.text)
        await walk.until(lambda: "1/2 Skills" in walk.text)


async def test_at_120_columns_the_outline_stands_beside_the_card(tmp_path: Path) -> None:
    start(tmp_path)
    async with on_card(tmp_path, size=(120, 40)) as walk:
        assert walk.card.query_one(Outline).display
        assert walk.app.focused is walk.levels
        await walk.press("o")
        assert not walk.card.query_one(Outline).display


async def test_find_goes_to_a_question(tmp_path: Path) -> None:
    start(tmp_path)
    async with on_card(tmp_path) as walk:
        for opens, words, question in (
            ("slash", "WHO", "skills.partners"),
            ("ظ", "debated", "law.act"),
            ("ctrl+f", "what else", "law.remark"),
        ):
            await walk.press(opens)
            await walk.screen(FindWindow)
            await walk.write(words)
            await walk.until(lambda: walk.of("hint") == "1 question")
            await walk.press("enter")
            await walk.screen(AssessScreen)
            assert walk.sitting.current == question


async def test_help_tells_keys_and_how_to_judge(tmp_path: Path) -> None:
    start(tmp_path)
    async with on_card(tmp_path, size=(100, 50)) as walk:
        for opens in ("question_mark", "؟", "f1"):
            await walk.press(opens)
            await walk.screen(HelpWindow)
            await walk.until(lambda: "A law counts when it is in force." in walk.text)
            await walk.until(lambda: "Next unanswered question" in walk.text)
            await walk.press(opens)
            await walk.screen(AssessScreen)
        commands = {command.title for command in walk.app.get_system_commands(walk.app.screen)}
        assert {"Flag", "Why it differs from the last round", "Sources", "Theme"} <= commands


async def test_a_key_remapped_in_the_settings(tmp_path: Path, own_settings: Path) -> None:
    own_settings.write_text('[keys]\nflag = "m"\nup = "w"\n', encoding="utf-8")
    start(tmp_path)
    async with on_card(tmp_path, read_settings()) as walk:
        await walk.press("f")
        assert await walk.stored() == {}
        await walk.press("m", "down", "down", "w")
        assert await walk.stored() == {"law.act": Answer(flag=True)}
        assert walk.levels.cursor == (0, 0)


async def test_the_last_answer_shows_after_the_new_one_where_one_chose_so(
    tmp_path: Path, own_settings: Path
) -> None:
    own_settings.write_text('last_answer = "after"\n', encoding="utf-8")
    start(tmp_path, {"law.act": 2}, label="2025", final=True)
    start(tmp_path)
    async with running(tmp_path, read_settings()) as walk:
        await walk.open_card("2026")
        assert "2025" not in walk.of("details")
        assert not any(level.marks for level in walk.levels.levels)
        await walk.press("1")
        await walk.until(lambda: "2025    2 Done" in walk.of("details"))
        assert walk.levels.levels[2].marks == ("← 2025",)


async def test_two_keys_go_to_the_next_that_is_flagged(tmp_path: Path) -> None:
    start(tmp_path, {"law.act": 2, "skills.cases": {"value": 9, "flag": True}})
    async with on_card(tmp_path) as walk:
        await walk.press("g")
        await walk.screen(AskChoice)
        await walk.press("2")
        await walk.screen(AssessScreen)
        await walk.until(lambda: walk.sitting.current == "skills.cases")
        await walk.press("escape", "g")
        await walk.screen(AskChoice)
        await walk.press("4")
        await walk.until(lambda: "There is none." in walk.told)
        assert walk.sitting.current == "skills.cases"


# Results


async def test_results_open_down_to_a_question_and_lead_to_it(tmp_path: Path) -> None:
    start(tmp_path, {"law.act": 2, "law.courts": 1})
    async with on_card(tmp_path) as walk:
        await walk.press("r")
        await walk.screen(ResultsScreen)
        rows = walk.app.screen.query_one("#rows", OptionList)
        await walk.until(lambda: rows.option_count == 2)
        await walk.until(lambda: "overall 0.8" in walk.of("title"))
        await walk.until(lambda: "┃ target “Goal”: 0 of 2 met" in walk.of("status"))
        await walk.press("enter", "j", "j")  # the domain, the remark, which is recorded only, the act
        assert rows.option_count == 5
        await walk.press("enter")
        await walk.screen(AssessScreen)
        assert walk.sitting.current == "law.act"


async def test_results_of_one_domain_alone(tmp_path: Path) -> None:
    start(tmp_path, {"law.act": 2, "law.courts": 1})
    async with on_card(tmp_path) as walk:
        await walk.press("r")
        await walk.screen(ResultsScreen)
        rows = walk.app.screen.query_one("#rows", OptionList)
        await walk.until(lambda: rows.option_count == 2)
        await walk.press("j", "d")
        assert [rows.get_option_at_index(n).id for n in range(rows.option_count)] == [
            "skills",
            "skills.partners",
            "skills.cases",
        ]
        assert walk.of("status").startswith("only this domain: d shows all")
        await walk.press("j", "d")  # from a question within it
        assert "law" in [rows.get_option_at_index(n).id for n in range(rows.option_count)]
        assert "only" not in walk.of("status")


GAPS = """\
cyberready: 1
id: small
version: "1"
title: Sections within domains
language: en
scales: {yes_or_no: {type: levels, options: [{value: 0, label: No}, {value: 1, label: Yes}]}}
scoring: {rollup: mean, range: [0, 1]}
profiles: {goal: {title: Goal, sections: {law: 0.5, acts: 1, courts: 0.5, skills: 1, schools: 1}}}
domains:
  - id: law
    title: Law
    sections:
      - {id: acts, title: Acts, questions: [{id: act, text: Is there one?, scale: yes_or_no}]}
      - {id: courts, title: Courts, questions: [{id: court, text: Is it applied?, scale: yes_or_no}]}
      - {id: police, title: Police, questions: [{id: unit, text: Is there a unit?, scale: yes_or_no}]}
  - id: skills
    title: Skills
    sections: [{id: schools, title: Schools, questions: [{id: school, text: Taught?, scale: yes_or_no}]}]
"""


async def test_what_misses_its_target_is_open_where_the_domain_meets_its_own(tmp_path: Path) -> None:
    add(tmp_path, GAPS)
    start(tmp_path, {"act": 0, "court": 1, "unit": 1, "school": 1})
    async with on_card(tmp_path) as walk:
        await walk.press("r")
        await walk.screen(ResultsScreen)
        rows = walk.app.screen.query_one("#rows", OptionList)
        await walk.until(lambda: rows.option_count == 2)
        await walk.press("g")
        assert [rows.get_option_at_index(n).id for n in range(rows.option_count)] == ["law", "acts"]
        assert walk.of("status").startswith("only gaps: g shows all")
        await walk.press("enter")
        assert rows.option_count == 1
        await walk.press("g")
        assert [rows.get_option_at_index(n).id for n in range(rows.option_count)] == ["law", "skills"]
        assert "only" not in walk.of("status")


async def test_finalising_asks_and_locks_and_then_nothing_changes(tmp_path: Path) -> None:
    start(tmp_path, {"law.act": 2})
    async with on_card(tmp_path) as walk:
        await walk.press("1", "r")
        await walk.screen(ResultsScreen)
        for answer, status in (("escape", "draft"), ("&", "draft"), ("é", "finalised")):
            await walk.press("f")
            await walk.screen(Confirm)
            await walk.until(lambda: "1 of" in walk.text)
            await walk.press("enter")  # is no yes
            assert isinstance(walk.app.screen, Confirm)
            await walk.press(answer)
            await walk.screen(ResultsScreen)
            await walk.until(lambda: all(worker.is_finished for worker in walk.app.workers))
            assert walk.workspace.round("Exampleland/2026").status == status, walk.told
        await walk.press("escape")
        await walk.screen(AssessScreen)
        await walk.until(lambda: "(final)" in walk.of("where"))
        await walk.press("3", "f", "u", "z", "equals_sign", "space")
        await walk.until(lambda: "finalised and never changes" in walk.told)
        await walk.press("x", "n", "escape")
        assert await walk.stored() == {"law.act": Answer(value=1)}
        await walk.pilot.pause(1.2)  # when the scores would be stored
        assert walk.app.saver.state == "saved"
    assert stored(tmp_path) == {"law.act": Answer(value=1)}


@pytest.mark.parametrize(
    "key", ["3", "space", "b", "d", "s", "c", "x", "u", "f", "w", "equals_sign", "delete", "p", "ctrl+n"]
)
async def test_a_final_round_refuses_at_once_whatever_would_change_it(tmp_path: Path, key: str) -> None:
    start(tmp_path, {"law.act": 1}, label="2025", final=True)
    start(tmp_path, {"law.act": 2}, final=True)
    async with running(tmp_path) as walk:
        await walk.open_card("2026")
        await walk.press("up", key)
        await walk.until(lambda: "finalised and never changes" in walk.told)
        assert isinstance(walk.app.screen, AssessScreen)


async def test_amending_makes_a_new_revision_with_its_reason(tmp_path: Path) -> None:
    start(tmp_path, {"law.act": 2}, final=True)
    async with running(tmp_path) as walk:
        await walk.press("a")
        await walk.screen(AskText)
        await walk.write("new facts")
        await walk.press("enter")
        await walk.screen(HomeScreen)
        await walk.until(lambda: "draft" in walk.text)
        await walk.open_card()
        await walk.press("3")
        assert await walk.stored() == {"law.act": Answer(value=3)}
    with Workspace.open(tmp_path) as workspace:
        first, second = workspace.rounds()
        assert (first.status, first.revision) == ("finalised", 1)
        assert (second.status, second.revision, second.amends, second.why) == ("draft", 2, first.id, "new facts")
        assert workspace.answers(first) == {"law.act": Answer(value=2)}


@pytest.mark.parametrize("name", ["Exampleland", "Exam\x1bple\x07land"])
async def test_the_trend_shows_every_round(tmp_path: Path, name: str) -> None:
    start(tmp_path, {"law.act": 0}, label="2025", final=True)
    start(tmp_path, {"law.act": 3})
    with closing(sqlite3.connect(database_file(tmp_path))) as connection, connection:
        connection.execute("UPDATE subjects SET name = ?", (name,))
    async with running(tmp_path) as walk:
        await walk.press("t")
        await walk.screen(TrendScreen)
        await walk.until(lambda: "2025" in walk.of("lines"))
        await walk.until(lambda: "2026" in walk.of("lines"))
        await walk.press("escape")
        await walk.screen(HomeScreen)
        await walk.choose("2025")
        await walk.press("r")  # of a round that is finalised
        await walk.screen(ResultsScreen)
        await walk.until(lambda: "Exampleland/2025 (final) · overall 0.0" in walk.of("title").replace(COLUMN, " "))


async def test_the_list_is_narrowed_by_words(tmp_path: Path) -> None:
    start(tmp_path, label="2025")
    start(tmp_path)
    async with running(tmp_path) as walk:
        await walk.press("slash")
        await walk.write("2026 EXAMPLE")
        rounds = walk.app.screen.query_one(RoundList)
        await walk.until(lambda: len(rounds.rows) == 1)
        await walk.press("enter", "enter")
        await walk.screen(AssessScreen)
        await walk.until(lambda: walk.card._sitting is not None)
        assert walk.sitting.round.label == "2026"
        await walk.press("escape", "escape")
        await walk.until(lambda: len(rounds.rows) == 2)


# When the machine refuses


class ReadOnlyApp(CyberreadyApp):
    """The app where the database can only be read."""

    CSS_PATH = str(Path(inspect.getfile(CyberreadyApp)).with_name("styles") / "app.tcss")

    def _open(self) -> Workspace:
        file = self.folder / "results" / "cyberready.db"
        return Workspace(self.folder, Database.open(file, read_only=True))


async def test_a_database_that_can_only_be_read_shows_everything_and_saves_nothing(tmp_path: Path) -> None:
    start(tmp_path, {"law.act": 2})
    app = ReadOnlyApp(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        walk = Walk(app, pilot)
        await walk.open_card()
        await walk.press("enter")
        assert walk.app.saver.state == "saved"
        await walk.press("3")
        await walk.until(lambda: walk.of("status").startswith("NOT SAVED: Not written: "))
        assert walk.sitting.answer == Answer(value=3)
        await walk.press("ctrl+q")
        await walk.until(lambda: isinstance(app.screen, Confirm), 10)
        await walk.until(lambda: "could not be saved" in walk.text)
        await walk.press("2")
        await walk.until(lambda: app._exit)
    app.close()
    assert stored(tmp_path) == {"law.act": Answer(value=2)}


@pytest.mark.parametrize("keys", [["n"], ["d"], ["enter", "r", "t", "f", "a"]])
async def test_a_damaged_database_is_told_and_ends_nothing(tmp_path: Path, keys: list[str]) -> None:
    add(tmp_path)
    file = tmp_path / "results" / "cyberready.db"
    file.write_bytes(b"no database" * 100)
    async with running(tmp_path) as walk:
        await walk.until(lambda: "is not a database" in walk.told)
        await walk.press(*keys)
        await walk.pilot.pause(0.1)
        await walk.press("escape", "ctrl+q")
        assert walk.app._exit
        assert walk.app.return_code == 3
    assert file.read_bytes() == b"no database" * 100


async def test_the_projector_view_hides_what_is_not_for_the_room(tmp_path: Path) -> None:
    start(tmp_path, {"law.act": {"value": 2, "note": "between us"}})
    async with on_card(tmp_path) as walk:
        await walk.until(lambda: "between us" in walk.of("details"))
        await walk.until(lambda: "overall" in walk.of("status"))
        await walk.press("v")
        assert walk.of("details") == "Agreed  2 Done"
        assert "overall" not in walk.of("status")
        await walk.until(lambda: "saved" in walk.of("status"))
        await walk.press("v")
        await walk.until(lambda: "between us" in walk.of("details"))


async def test_a_blank_screen_takes_the_next_key_and_nothing_else_happens(tmp_path: Path) -> None:
    start(tmp_path, {"law.act": 2})
    async with on_card(tmp_path) as walk:
        await walk.press("full_stop")
        await walk.screen(BlankScreen)
        await walk.press("1")
        await walk.screen(AssessScreen)
        assert walk.sitting.answer == Answer(value=2)


# The flagship


async def test_a_sitting_with_the_flagship_questionnaire(tmp_path: Path) -> None:
    (tmp_path / "questionnaires").mkdir()
    async with running(tmp_path) as walk:
        await walk.press("n")
        await walk.screen(NewRoundScreen)
        rows = walk.app.screen.query_one("#questionnaire", OptionList)
        await walk.until(lambda: rows.option_count and rows.has_focus)
        await walk.press("enter")
        await walk.write("Iraq")
        await walk.press("ctrl+s")
        await walk.screen(AssessScreen)
        await walk.until(lambda: walk.card._sitting is not None)
        assert walk.sitting.round.questionnaire.id == "trust-security-ict"
        answered = []
        for digit in "312":
            answered.append(walk.sitting.current)
            await walk.press(digit, "a")
        assert len(set(answered)) == 3
        assert [(await walk.stored())[id].value for id in answered] == [3, 1, 2]
        # With the arrows every fact comes on the screen at 80x24.
        facts = [fact[:40] for level in walk.levels.levels for fact in level.facts]
        seen = ""
        for _fact in range(len(facts) + len(walk.levels.levels)):
            seen += walk.text
            await walk.press("down")
        assert [fact for fact in facts if fact not in seen] == []
        await walk.press("r")
        await walk.screen(ResultsScreen)
        await walk.until(lambda: walk.app.screen.query_one("#rows", OptionList).option_count >= 5)


NUMBER = QUESTIONNAIRE[: QUESTIONNAIRE.index("domains:")] + (
    "domains:\n  - id: skills\n    title: Skills\n    questions:\n"
    "      - {id: skills.cases, text: How many cases?, scale: cases}\n"
    "      - {id: skills.again, text: And again?, scale: cases}\n"
)


@pytest.mark.parametrize(
    ("keys", "kept"),
    [
        (("u",), Answer(unknown=True)),
        (("escape", "u"), Answer(unknown=True)),
        (("x", "n", "o", "enter"), Answer(not_applicable="no")),
        (("escape", "delete"), Answer()),
        (("f",), Answer(value=4, flag=True)),
        (("u", "z"), Answer(value=4)),
        (("u", "z", "y"), Answer(unknown=True)),
        (("u", "4", "1"), Answer(value=41)),
        (("end", "1"), Answer(value=41)),
    ],
)
@pytest.mark.parametrize("after", [("enter", "ctrl+up"), ("ctrl+down", "ctrl+up")])
async def test_what_is_said_of_a_number_stays_when_one_goes_on(
    tmp_path: Path, keys: tuple[str, ...], kept: Answer, after: tuple[str, ...]
) -> None:
    add(tmp_path, NUMBER)
    start(tmp_path, {"skills.cases": 4})
    async with on_card(tmp_path) as walk:
        await walk.press(*keys, *after)
        found = (await walk.stored()).get("skills.cases", Answer())
        assert found == kept
        assert walk.card.query_one("#value", Input).value == ("" if kept.value is None else str(kept.value))


async def test_letters_act_on_a_number_until_it_is_begun(tmp_path: Path) -> None:
    add(tmp_path, NUMBER)
    start(tmp_path)
    async with on_card(tmp_path) as walk:
        assert "u Unknown" not in walk.text
        assert "n Note" in walk.text
        await walk.press(*"12 hours")
        assert walk.card.query_one("#value", Input).value == "12 hours"
        assert "n Note" not in walk.text
        assert "esc Back" in walk.text
        await walk.press("escape", "n")
        assert "⏎ Next" not in walk.text  # Enter begins a line in a note
        assert "esc Back" in walk.text
        await walk.press("x", "escape")
        assert await walk.stored() == {"skills.cases": Answer(note="x")}


async def test_on_a_low_screen_a_wrong_number_is_told_in_a_notice(tmp_path: Path) -> None:
    add(tmp_path, NUMBER)
    start(tmp_path)
    async with on_card(tmp_path) as walk:
        await walk.pilot.resize_terminal(40, 12)
        await walk.press(*"7x", "enter")
        await walk.until(lambda: "7x is not a number." in walk.told)


async def test_page_keys_go_on_after_a_window_over_a_typed_question(tmp_path: Path) -> None:
    add(tmp_path, NUMBER)
    start(tmp_path)
    async with on_card(tmp_path) as walk:
        await walk.press("escape", "b", "3")
        await walk.screen(AssessScreen)
        await walk.press("pagedown")
        assert walk.sitting.current == "skills.again"


async def test_esc_leaves_the_room_s_view_and_the_guide_before_the_round(tmp_path: Path) -> None:
    start(tmp_path)
    async with on_card(tmp_path) as walk:
        await walk.press("h", "v", "escape")
        assert not walk.card.has_class("-projector")
        assert walk.card.query_one("#guide").display
        await walk.press("escape")
        assert not walk.card.query_one("#guide").display
        assert walk.app.screen is walk.card
        await walk.press("escape")
        await walk.screen(HomeScreen)
