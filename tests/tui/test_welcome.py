"""What is asked at the first start, what becomes of the answers, and how to come back to it."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.widgets import Input, OptionList

from cyberready.language.messages import LANGUAGES, NAMES, _, language_in_use, use_language
from cyberready.settings import VARIABLE, Settings, read_settings
from cyberready.tui.screens.assess import AssessScreen
from cyberready.tui.screens.home import HomeScreen
from cyberready.tui.screens.new_round import NewRoundScreen
from cyberready.tui.screens.welcome import WelcomeScreen
from cyberready.tui.widgets.samples import SAMPLE

from .made_up import start, stored
from .walking import Walk, running

# As it is seen from the left edge, put in order by hand; letters without the forms of their places.
SEEN = "(CERT-IQ) 2026 " + "شبكة الاتصالات"[::-1]


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    use_language("en")
    yield
    use_language("en")


def rows(walk: Walk) -> list[str]:
    """The rows of the list in focus, as they stand on the screen; columns parted by one blank."""
    region = walk.app.screen.query_one(
        "#samples" if walk.app.screen.query_one("#samples").display else "OptionList"
    ).region
    return [" ".join(line.split()) for line in walk.text.splitlines()[region.y : region.bottom]]


def reading(line: str) -> str:
    """The line with each joined form as its plain letter."""
    return unicodedata.normalize("NFKC", line)


async def test_the_language_is_asked_in_its_own_words_and_the_screen_changes_with_the_mark(tmp_path: Path) -> None:
    async with running(tmp_path, first=True) as walk:
        await walk.screen(WelcomeScreen)
        for name in ("English", "Français"):
            assert name in walk.text
        assert NAMES["ar"][::-1] in reading(walk.text)
        seen = []
        for language in ("fr", "ar", "en"):
            await walk.press("down")
            assert language_in_use() == language
            assert walk.of("asked") == _("Which language do you read?")
            seen.append(walk.text.splitlines()[-1])
        assert len(set(seen)) == len(LANGUAGES)  # the keys in the footer are told in it as well


@pytest.mark.parametrize(("digit", "language"), [("1", "en"), ("é", "fr"), ("٣", "ar")])
async def test_a_digit_of_any_keyboard_takes_a_language(tmp_path: Path, digit: str, language: str) -> None:
    async with running(tmp_path, first=True) as walk:
        await walk.press(digit, "enter", "enter")
        await walk.screen(HomeScreen)
        assert language_in_use() == language
    assert read_settings().language == language


async def test_enter_alone_keeps_every_default_and_writes_them_so_that_nothing_is_asked_again(
    tmp_path: Path, own_settings: Path
) -> None:
    async with running(tmp_path, first=True) as walk:
        await walk.press("enter", "enter", "enter")
        await walk.screen(HomeScreen)
        assert walk.app.settings == Settings()
    assert own_settings.read_text() == 'language = "en"\n'


@pytest.mark.parametrize("language", [1, 3])
async def test_the_sample_stands_there_as_ordered_as_sent_and_without_joining(
    tmp_path: Path, language: int
) -> None:
    pytest.importorskip("bidi")
    wanted = [(1, SEEN), (2, SAMPLE), (3, SEEN)]
    async with running(tmp_path, first=True) as walk:
        await walk.press(str(language))
        ordered, sent, plain, none = rows(walk)
        expected = [f"{text} {digit}" if language == 3 else f"{digit} {text}" for digit, text in wanted]
        assert [reading(ordered), sent, plain] == expected
        assert ordered != reading(ordered)  # its letters join
        assert SAMPLE not in none
        assert walk.of("asked").splitlines()[-1] == "Which of these lines reads right?"


@pytest.mark.parametrize(
    ("keys", "display", "ordered"),
    [
        (["1"], "app", True),
        (["2"], "terminal", False),
        (["3"], "plain", True),
        (["4"], "auto", True),
        (["enter"], "auto", True),
        (["up", "up", "enter"], "terminal", False),
    ],
)
async def test_the_line_that_reads_right_says_who_orders_arabic_from_now_on(
    tmp_path: Path, keys: list[str], display: str, ordered: bool
) -> None:
    pytest.importorskip("bidi")
    async with running(tmp_path, first=True) as walk:
        await walk.press("3", *keys)
        await walk.write("آمال")
        await walk.press("enter")
        await walk.screen(HomeScreen)
        assert walk.app.settings == Settings(language="ar", arabic_display=display, assessor="آمال")
        told = "مساحة العمل"  # the workspace, below the list
        await walk.until(lambda: (told[::-1] if ordered else told) in reading(walk.text))
        await walk.press("n")
        await walk.screen(NewRoundScreen)
        assert walk.app.screen.query_one("#assessor", Input).value == "آمال"
    assert read_settings() == walk.app.settings


async def test_without_the_extra_it_says_how_to_have_it_and_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "bidi", None)
    async with running(tmp_path, first=True) as walk:
        await walk.press("1")
        assert "pip install 'cyberready[arabic]'" in walk.of("hint")
        assert rows(walk) == ["1 Go on"]
        await walk.press("enter", "enter")
        await walk.screen(HomeScreen)
    assert read_settings() == Settings()


async def test_escape_goes_back_a_question_but_not_past_the_first(tmp_path: Path, own_settings: Path) -> None:
    async with running(tmp_path, first=True) as walk:
        await walk.press("2", "1")
        await walk.write("Amal")
        await walk.press("escape", "escape")
        assert walk.app.focused is walk.app.screen.query_one("#languages")
        await walk.press("escape", "1", "2", "enter")
        await walk.screen(HomeScreen)
    assert read_settings() == Settings(arabic_display="terminal", assessor="Amal")


async def test_a_file_that_cannot_be_written_is_told_and_the_choice_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / ("n" * 250)))  # leaves no room for the name of a temporary file
    async with running(tmp_path, first=True) as walk:
        await walk.press("2", "enter")
        await walk.write("Amal")
        await walk.press("enter")
        await walk.screen(HomeScreen)
        assert (language_in_use(), walk.app.settings.assessor) == ("fr", "Amal")
        assert str(tmp_path) in walk.told.replace("\n", "")
        await walk.press("2")
    assert not list(tmp_path.glob("n*"))


async def test_what_a_person_wrote_into_the_file_stays_when_the_welcome_comes_again(
    tmp_path: Path, own_settings: Path
) -> None:
    before = '# mine\nlanguage = "ar-IQ"  # at home\narabic_display = "plain"\n\n[keys]\nnote = "i"\n'
    own_settings.write_text(before)
    settings = read_settings()
    use_language(settings.tag)
    async with running(tmp_path, settings) as walk:
        await walk.until(lambda: walk.app.workspace)
        await walk.press("ctrl+p")
        await walk.write(_("Welcome: language, Arabic sample, name"))
        await walk.until(lambda: any(found.option_count for found in walk.app.screen.query(OptionList)))
        await walk.press("enter")
        await walk.screen(WelcomeScreen)
        samples = walk.app.screen.query_one("#samples", OptionList)
        assert samples.highlighted == 2
        await walk.press("enter", "4")
        await walk.write("Amal")
        await walk.press("enter")
        await walk.screen(HomeScreen)
        await walk.until(lambda: walk.workspace.by == "Amal")
    after = 'assessor = "Amal"\n\n' + before.replace('"plain"', '"auto"')
    assert own_settings.read_text() == after


async def test_left_by_escape_it_changes_nothing(tmp_path: Path, own_settings: Path) -> None:
    async with running(tmp_path) as walk:
        walk.app.action_welcome()
        await walk.screen(WelcomeScreen)
        await walk.press("down", "escape")
        await walk.screen(HomeScreen)
        assert language_in_use() == "en"
    assert not own_settings.exists()


async def test_a_round_that_was_named_opens_once_the_questions_are_answered(tmp_path: Path) -> None:
    start(tmp_path)
    async with running(tmp_path, first=True, round_name="Exampleland/2026") as walk:
        await walk.until(lambda: walk.app.workspace)
        await walk.settle()
        assert isinstance(walk.app.screen, WelcomeScreen)
        await walk.press("1", "4")
        await walk.write("Amal")
        await walk.press("enter")
        await walk.screen(AssessScreen)
        await walk.until(lambda: walk.card._sitting is not None)
        await walk.press("2")
        assert await walk.app.saver.finished(10)
    assert stored(tmp_path)["law.act"].value == 2


@pytest.mark.parametrize("language", [1, 2, 3])
async def test_everything_can_be_read_on_a_small_screen(tmp_path: Path, language: int) -> None:
    async with running(tmp_path, first=True, size=(40, 12)) as walk:
        await walk.press(*["down"] * (language - 1))
        for id in ("languages", "samples", "name"):
            assert walk.app.focused is walk.app.screen.query_one(f"#{id}")
            hint = walk.app.screen.query_one("#hint")
            assert hint.region.bottom <= walk.app.screen.query_one("VerticalScroll").region.bottom, walk.text
            await walk.press("enter")
