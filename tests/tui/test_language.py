"""The language changes under the assessor's hands: same question, same field, nothing lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from cyberready.language.messages import language_in_use, use_language
from cyberready.model.answers import Answer
from cyberready.settings import Settings
from cyberready.tui.screens.asking import AskChoice
from cyberready.tui.screens.help import HelpWindow
from cyberready.tui.screens.page import ExplainScreen
from cyberready.tui.screens.results import ResultsScreen
from cyberready.tui.speaking import Commands

from .made_up import QUESTIONNAIRE, add, start
from .walking import leave_at, on_card, running

FRENCH = """\
cyberready: 1
translates: small
language: fr
status: {status}
texts:
  law: {{title: Droit}}
  law.act:
    text: Existe-t-il une loi ?
    options: {{0: Rien, 1: [Un projet est rédigé, Il a été débattu], 2: Elle est en vigueur, 3: Appliquée}}
scales: {{level: {{0: Absent, 1: Amorcé, 2: Fait, 3: Prouvé}}}}
profiles: {{goal: But}}
"""
RATED = "ratings: [Bas, Haut]\n"
ARABIC = """\
cyberready: 1
translates: small
language: ar
status: machine
texts:
  law: {title: القانون}
  law.act: {text: هل يوجد قانون؟}
"""


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    use_language("en")
    yield
    use_language("en")


def translated(folder: Path, status: str = "machine") -> None:
    file = add(folder)
    (file.parent / "fr.yaml").write_text(FRENCH.format(status=status), encoding="utf-8")
    (file.parent / "ar.yaml").write_text(ARABIC, encoding="utf-8")


async def test_a_key_goes_through_the_languages_and_stays_at_the_question(tmp_path: Path) -> None:
    translated(tmp_path)
    start(tmp_path)
    async with on_card(tmp_path) as walk:
        await walk.press("2")
        seen = []
        for language in ("fr", "ar", "en"):
            await walk.press("l")
            assert language_in_use() == language
            assert walk.sitting.current == "law.act"
            seen.append(walk.of("question"))
        assert seen == ["Existe-t-il une loi ?", "هل يوجد قانون؟", "Is there a law?"]
        assert (await walk.stored()) == {"law.act": Answer(value=2)}


async def test_levels_facts_and_outline_change_and_answers_go_on(tmp_path: Path) -> None:
    translated(tmp_path)
    start(tmp_path)
    async with on_card(tmp_path, size=(120, 40)) as walk:
        await walk.press("l")
        assert [level.label for level in walk.levels.levels] == ["Absent", "Amorcé", "Fait", "Prouvé"]
        assert "Un projet est rédigé" in walk.text
        assert "Droit" in walk.text
        await walk.press("3")
        assert (await walk.stored())["law.act"].value == 3


@pytest.mark.parametrize(("status", "said"), [("machine", True), ("reviewed", False), ("approved", False)])
async def test_a_translation_that_nobody_reviewed_is_said_to_be_so(
    tmp_path: Path, status: str, said: bool
) -> None:
    translated(tmp_path, status)
    start(tmp_path, {"law.act": 2})
    async with on_card(tmp_path) as walk:
        await walk.until(lambda: "overall" in walk.of("status"))
        assert "unreviewed" not in walk.of("where")
        await walk.press("l")
        assert walk.sitting.translation.unreviewed == said
        from cyberready.language.messages import _

        assert (_("unreviewed translation") in walk.of("where")) == said
        await walk.press("r")
        await walk.screen(ResultsScreen)
        await walk.until(lambda: "Droit" in walk.text)
        assert (_("unreviewed translation") in walk.of("title")) == said


async def test_what_is_being_typed_goes_on_in_the_other_language(tmp_path: Path) -> None:
    translated(tmp_path)
    start(tmp_path)
    leave_at(tmp_path, "skills.cases")
    async with on_card(tmp_path) as walk:
        await walk.write("4")
        await walk.press("ctrl+l")
        assert language_in_use() == "fr"
        assert walk.card.query_one("#value", Input).value == "4"
        await walk.press("enter")
        assert (await walk.stored())["skills.cases"].value == 4


async def test_a_note_being_written_stays_open(tmp_path: Path) -> None:
    translated(tmp_path)
    start(tmp_path)
    async with on_card(tmp_path) as walk:
        await walk.press("n")
        await walk.press(*"seen", "space", "l", "ctrl+l")
        note = walk.card.query_one("#note", TextArea)
        assert (note.display, note.text, note.has_focus) == (True, "seen l", True)
        await walk.press("escape")
        assert (await walk.stored())["law.act"].note == "seen l"


async def test_the_keys_are_told_in_the_language(tmp_path: Path) -> None:
    translated(tmp_path)
    start(tmp_path)
    async with on_card(tmp_path) as walk:
        english = walk.text.splitlines()[-1]
        await walk.press("l")
        await walk.until(lambda: walk.text.splitlines()[-1] != english)
        await walk.press("?")
        await walk.screen(HelpWindow)
        from cyberready.language.messages import _

        told = dict.fromkeys(text for _keys, text in walk.app.screen._keys)  # type: ignore[attr-defined]
        assert _("Next unanswered question") in told
        assert "Next unanswered question" not in told


async def test_the_settings_language_and_region_count_from_the_start(tmp_path: Path) -> None:
    translated(tmp_path)
    start(tmp_path, {"law.act": {"value": 2, "as_of": "2026-06-03"}})
    settings = Settings(language="ar", region="IQ")
    use_language(settings.tag)
    async with on_card(tmp_path, settings) as walk:
        assert walk.of("question") == "هل يوجد قانون؟"
        assert "٣ حزيران ٢٠٢٦" in walk.of("details")
        await walk.press("l")
        assert "3 June 2026" in walk.of("details")


async def test_a_form_keeps_what_was_typed_and_changes_its_labels(tmp_path: Path) -> None:
    translated(tmp_path)
    async with running(tmp_path) as walk:
        await walk.name_new_round("Iraq")
        assert "Who is assessed" in walk.text
        await walk.press("ctrl+l")
        assert "Who is assessed" not in walk.text
        assert walk.app.screen.query_one("#subject", Input).value == "Iraq"


async def test_the_list_of_rounds_changes_too(tmp_path: Path) -> None:
    translated(tmp_path)
    start(tmp_path)
    async with running(tmp_path) as walk:
        assert "Subject" in walk.text
        await walk.press("l")
        await walk.until(lambda: "Subject" not in walk.text)
        assert "Exampleland" in walk.text


async def test_no_digit_of_a_level_is_below_the_scrollbar_in_arabic(tmp_path: Path) -> None:
    many = FRENCH.format(status="machine").replace("language: fr", "language: ar")
    file = add(tmp_path)
    (file.parent / "ar.yaml").write_text(many, encoding="utf-8")
    start(tmp_path)
    settings = Settings(language="ar")
    use_language(settings.tag)
    async with on_card(tmp_path, settings, size=(44, 11)) as walk:
        levels = walk.levels
        await walk.until(lambda: levels.show_vertical_scrollbar)
        covered = levels.size.width - levels.scrollable_content_region.width
        assert covered > 0
        first = levels.render_line(0)
        assert first.cell_length == levels.size.width
        assert first.text[:covered].isspace()
        assert "0" in first.text
        await walk.press("l")
        assert not levels.render_line(0).text[:3].isspace()


async def test_a_right_to_left_language_mirrors_the_card_at_once_and_back(tmp_path: Path) -> None:
    translated(tmp_path)
    start(tmp_path)
    settings = Settings(language="ar")
    use_language("ar")
    async with on_card(tmp_path, settings, size=(120, 30)) as walk:
        for language, mirrored in (("ar", True), ("en", False), ("fr", False), ("ar", True)):
            if language_in_use() != language:
                await walk.press("l")
                await walk.until(lambda language=language: language_in_use() == language)
            outline, card = (walk.card.query_one(f"#{id}") for id in ("outline", "card"))
            await walk.until(lambda a=outline, b=card, m=mirrored: (a.region.x > b.region.x) == m)
            assert {outline.region.width, card.region.width} == {34, 86}
            border = outline.styles.border_left if mirrored else outline.styles.border_right
            assert border[0] == "solid"
            keys = [key.region.x for key in walk.card.query("FooterKey")]
            await walk.until(lambda k=keys, m=mirrored: k == sorted(k, reverse=m))
            shown = [line for line in walk.text.splitlines() if "( ) 0" in line or "0 ( )" in line]
            assert ("( ) 0" in shown[0]) == mirrored, walk.text


async def test_keys_that_do_not_fit_are_lost_before_the_far_end(tmp_path: Path) -> None:
    start(tmp_path)
    use_language("ar")
    async with running(tmp_path, Settings(language="ar"), size=(24, 12)) as walk:
        await walk.until(lambda: walk.text.splitlines()[-1].rstrip().endswith(" n"))  # the first key, at the right
        assert walk.text.splitlines()[-1].split()[1] == "?"  # help stays
        assert "r" not in walk.text.splitlines()[-1].split()


async def test_windows_and_choices_begin_at_the_right(tmp_path: Path) -> None:
    start(tmp_path)  # its questions have no translation: Latin letters in a right-to-left interface
    use_language("ar")
    async with on_card(tmp_path, Settings(language="ar")) as walk:
        lines = [line.rstrip() for line in walk.text.splitlines()]
        assert any(line.endswith("Is there a law?") for line in lines)
        assert any(line.strip() == "A bill is drafted [ ]" for line in lines)
        await walk.press("g")
        await walk.screen(AskChoice)
        rows = [line for line in walk.text.splitlines() if line.count("│") >= 2]
        inside = [row[row.index("│") + 1 : row.rindex("│")] for row in rows]
        assert [row.split()[-1] for row in inside if row.split()[-1:] and row.split()[-1].isdigit()] == [*"12345"]


async def test_lists_are_read_from_the_right_behind_a_window_too(tmp_path: Path) -> None:
    """What stands behind a window is put in order once, whatever letters it is written in."""
    start(tmp_path)
    use_language("ar")
    async with on_card(tmp_path, Settings(language="ar", arabic_display="plain")) as walk:
        before = walk.text.splitlines()[:2]
        assert before[1].endswith("Is there a law?")
        await walk.press("?")
        await walk.until(lambda: walk.app.screen.__class__ is HelpWindow)
        await walk.press("escape")
        await walk.press("ctrl+p")
        await walk.until(lambda: walk.app.screen.__class__ is Commands)
        await walk.settle()
        assert walk.text.splitlines()[:2] == before


async def test_ratings_in_the_list_are_translated_once_the_workspace_is_open(tmp_path: Path) -> None:
    rated = QUESTIONNAIRE.replace(
        "scoring: {rollup: mean, range: [0, 3]}",
        "scoring: {rollup: mean, range: [0, 3], ratings: [{from: 0, label: Low}, {from: 1, label: High}]}",
    )
    file = add(tmp_path, rated)
    (file.parent / "fr.yaml").write_text(
        FRENCH.format(status="machine") + "ratings: [Bas, Haut]\n", encoding="utf-8"
    )
    start(tmp_path, {"law.act": 1}, final=True)
    async with running(tmp_path, size=(120, 30)) as walk:
        await walk.until(lambda: "Low" in walk.text)
        await walk.press("l")
        await walk.until(lambda: "Bas" in walk.text)
        assert "Low" not in walk.text


async def test_an_opened_score_is_told_in_the_new_language(tmp_path: Path) -> None:
    start(tmp_path, {"law.act": 2})
    async with running(tmp_path) as walk:
        await walk.until(lambda: "Exampleland" in walk.text)
        await walk.press("m")
        await walk.screen(ExplainScreen)
        await walk.until(lambda: walk.of("title").startswith("Overall"))
        await walk.press("l")
        await walk.until(lambda: walk.of("title").startswith("Score global"))
        assert "La moyenne pondérée." in walk.text
