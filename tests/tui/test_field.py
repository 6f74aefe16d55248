"""Fields in which one types Arabic, Latin letters and numbers: what is seen, the cursor, arrows and the mouse.

Expected texts are written from the left edge of the screen to the right, in letters that stand apart.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from rich.style import Style
from textual.app import App, ComposeResult
from textual.strip import Strip
from textual.widgets import Input, TextArea
from textual.widgets.text_area import Selection

from cyberready.language.messages import right_to_left, tag_in_use, use_language
from cyberready.tui.arabic import ArabicLines
from cyberready.tui.widgets.field import Field
from cyberready.tui.widgets.note import Note

pytest.importorskip("bidi")
WIDTH = 12
CURSOR = "▌"


class Fields(App[None]):
    """One field and one note, as wide as `WIDTH` cells, in the order of the app."""

    CSS = f"""
    Field {{ width: {WIDTH}; border: none; padding: 0; height: 1; }}
    Note {{ width: {WIDTH}; border: none; padding: 0; height: 4; scrollbar-size: 0 0; }}
    """
    orders_arabic = True

    def __init__(self, text: str, *, in_order: bool = True) -> None:
        super().__init__()
        shown = ArabicLines(shape=False, right_to_left=right_to_left(tag_in_use()))
        self.arabic = shown if in_order else None
        self._text = text

    def get_line_filters(self) -> list[object]:  # type: ignore[override]
        return [*super().get_line_filters(), *([self.arabic] if self.arabic else [])]

    def compose(self) -> ComposeResult:
        yield Field(self._text, select_on_focus=False)
        yield Note(self._text)

    @property
    def field(self) -> Field:
        return self.query_one(Field)

    @property
    def note(self) -> Note:
        return self.query_one(Note)

    def on_mount(self) -> None:
        self.field.cursor_blink = self.note.cursor_blink = False


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    use_language("en")


def drawn(widget: Input | TextArea, row: int = 0) -> Strip:
    """A line as the screen gets it, filters and all."""
    return widget._styles_cache.render_widget(widget, widget.size.region)[row]


def marked(widget: Input | TextArea, row: int = 0) -> str:
    """The line with `▌` where the cursor stands: dark on light, on a dark screen."""
    return "".join(
        CURSOR * len(segment.text) if _light(segment.style) else segment.text for segment in drawn(widget, row)
    )


def _light(style: Style | None) -> bool:
    if style is None or style.bgcolor is None or style.bgcolor.triplet is None:
        return False
    return style.reverse or min(style.bgcolor.triplet) > 200


SEEN = [
    # language, text, cursor, what is seen
    ("ar", "قانون", 5, "      ▌نوناق"),
    ("ar", "قانون", 0, "       نونا▌"),
    ("ar", "قانون", 2, "       نو▌اق"),
    ("ar", "", 0, "           ▌"),
    ("ar", "2026", 4, "       2026▌"),
    ("ar", "٢٠٢٦", 1, "       ٢▌٢٦ "),
    ("ar", "CERT-IQ", 7, "    CERT-IQ▌"),
    ("ar", "CERT-IQ", 0, "    ▌ERT-IQ "),
    ("ar", "مركز CERT", 9, "  ▌CERT زكرم"),
    ("ar", "مركز CERT", 5, "   ▌ERT زكرم"),
    ("ar", "مركز CERT", 4, "   CERT▌زكرم"),
    ("ar", "عام 2026 م", 5, "  م 2▌26 ماع"),
    ("ar", "(قانون)", 0, "     (نوناق▌"),
    ("ar", "law مادة", 8, "   law ةدام▌"),  # its first letter is Latin: read from the left, at the right
    ("en", "قانون", 5, "      ▌نوناق"),
    ("en", "قانون", 2, "       نو▌اق"),
    ("en", "مركز CERT", 5, "   ▌ERT زكرم"),
    ("en", "law مادة", 4, "law ةدا▌    "),
    ("en", "law", 3, "law▌        "),
]


@pytest.mark.parametrize(("language", "text", "at", "seen"), SEEN)
async def test_the_cursor_is_on_the_letter_before_which_it_stands(
    language: str, text: str, at: int, seen: str
) -> None:
    use_language(language)
    async with Fields(text).run_test() as pilot:
        app = pilot.app
        assert isinstance(app, Fields)
        app.field.focus()
        app.field.cursor_position = at
        await pilot.pause()
        assert marked(app.field) == seen
        app.note.focus()
        app.note.move_cursor((0, at))
        await pilot.pause()
        assert marked(app.note) == seen


def selected(widget: Input | TextArea) -> set[str]:
    """The letters that stand on another ground than the line; none of them the cursor's."""
    grounds = [(segment.text, segment.style) for segment in drawn(widget)]
    ground = grounds[0][1]
    assert ground is not None
    return {
        letter
        for text, style in grounds
        for letter in text
        if style is not None and style.bgcolor != ground.bgcolor and not _light(style)
    }


@pytest.mark.parametrize(
    ("text", "start", "end", "letters"),
    [
        ("قانوس", 0, 2, "قا"),
        ("قانوس", 5, 2, "وس"),  # the cursor is on the letter before which it stands
        ("مركز CERT", 3, 6, "ز C"),
        ("مركز CERT", 9, 5, "ERT"),
        ("CERT مرس", 2, 6, "RT م"),
    ],
)
@pytest.mark.parametrize("language", ["ar", "en"])
async def test_what_is_selected_is_marked_on_its_letters(
    language: str, text: str, start: int, end: int, letters: str
) -> None:
    use_language(language)
    async with Fields(text).run_test() as pilot:
        app = pilot.app
        assert isinstance(app, Fields)
        app.field.focus()
        app.field.selection = type(app.field.selection)(start, end)
        await pilot.pause()
        assert selected(app.field) == set(letters)
        app.note.focus()
        app.note.selection = Selection((0, start), (0, end))
        await pilot.pause()
        assert selected(app.note) - {" "} == set(letters) - {" "}  # the line of the cursor has its own ground


WALKS = [
    # language, text, cursor, key, where the cursor then stands
    ("ar", "قانون", 1, "left", 2),
    ("ar", "قانون", 1, "right", 0),
    ("ar", "حق قانون", 0, "ctrl+left", 3),
    ("ar", "حق قانون", 3, "ctrl+right", 0),
    ("en", "law act", 0, "ctrl+right", 4),
    ("ar", "قانون", 2, "home", 0),
    ("ar", "قانون", 2, "end", 5),
    ("ar", "مركز CERT", 6, "left", 7),  # by the direction of the paragraph, in Latin words too
    ("ar", "CERT مركز", 6, "left", 5),
    ("ar", "2026", 2, "left", 1),
    ("ar", "٢٠٢٦", 2, "left", 1),
    ("ar", "law", 2, "left", 1),
    ("en", "قانون", 1, "left", 2),
    ("en", "law", 2, "left", 1),
    ("en", "law", 2, "right", 3),
]


@pytest.mark.parametrize(("language", "text", "at", "key", "after"), WALKS)
async def test_arrows_go_where_they_point(language: str, text: str, at: int, key: str, after: int) -> None:
    use_language(language)
    async with Fields(text).run_test() as pilot:
        app = pilot.app
        assert isinstance(app, Fields)
        app.field.focus()
        app.field.cursor_position = at
        await pilot.press(key)
        assert app.field.cursor_position == after
        app.note.focus()
        app.note.move_cursor((0, at))
        await pilot.press(key)
        # by words, a note goes to the end of one and a field to the beginning of the next
        assert app.note.cursor_location == (0, after - 1 if key.startswith("ctrl") and after > at else after)


@pytest.mark.parametrize(
    ("key", "start", "end"), [("shift+left", 2, 3), ("shift+right", 2, 1), ("ctrl+shift+left", 2, 5)]
)
async def test_arrows_select_where_they_point(key: str, start: int, end: int) -> None:
    async with Fields("قانون").run_test() as pilot:
        app = pilot.app
        assert isinstance(app, Fields)
        app.field.focus()
        app.field.cursor_position = 2
        await pilot.press(key)
        assert app.field.selection == (start, end)
        app.note.focus()
        app.note.move_cursor((0, 2))
        await pilot.press(key)
        assert app.note.selection == Selection((0, start), (0, end))


@pytest.mark.parametrize("sign", ["\u2067", "\u202e", "\u200f", "\x1b", "\x9b", "\u200c"])
async def test_signs_without_a_width_lead_nothing_astray(sign: str) -> None:
    use_language("ar")
    async with Fields(f"{sign}قا{sign}نون a").run_test() as pilot:
        app = pilot.app
        assert isinstance(app, Fields)
        for widget in (app.field, app.note):
            shown = drawn(widget)
            assert (
                "".join(letter for letter in shown.text if letter.isalpha() or letter == " ").strip() == "a نوناق"
            )
            assert shown.cell_length == WIDTH
            await pilot.click(widget, offset=(WIDTH - 1, 0))
            await pilot.press("end")


async def test_where_nothing_is_put_in_order_arrows_and_lines_stay_as_they_are() -> None:
    async with Fields("قانون", in_order=False).run_test() as pilot:
        app = pilot.app
        assert isinstance(app, Fields)
        app.orders_arabic = False
        app.field.focus()
        app.field.cursor_position = 2
        await pilot.press("left")
        assert app.field.cursor_position == 1
        app.orders_arabic = True  # the terminal does it
        await pilot.press("left")
        assert app.field.cursor_position == 2
        assert marked(app.field).startswith("قا")


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("text", ["قانون", "مركز CERT", "CERT مركز", "عام 2026 م", "2026-06-30", "law"])
async def test_a_click_goes_to_the_letter_that_is_seen_there(text: str, language: str) -> None:
    use_language(language)
    async with Fields(text).run_test(size=(20, 8)) as pilot:
        app = pilot.app
        assert isinstance(app, Fields)
        for widget in (app.field, app.note):
            seen = drawn(widget).text
            for x, letter in enumerate(seen):
                await pilot.click(widget, offset=(x, 0))
                place = app.field.cursor_position if widget is app.field else app.note.cursor_location[1]
                if letter != " ":
                    assert text[place] == letter, (x, seen)
                elif x in (0, WIDTH - 1):  # beside the text: before or behind it
                    assert place in (0, len(text))


async def test_the_beginning_of_an_arabic_text_is_at_the_right_however_long_it_is() -> None:
    use_language("ar")
    long = "ابتثجحخدذرزسشصضطظعغف"
    async with Fields(long).run_test() as pilot:
        app = pilot.app
        assert isinstance(app, Fields)
        app.field.focus()
        await pilot.press("home")
        assert marked(app.field) == long[1:WIDTH][::-1] + CURSOR
        await pilot.press("end")
        assert marked(app.field) == CURSOR + long[-WIDTH + 1 :][::-1]
        await pilot.click(app.field, offset=(WIDTH - 1, 0))
        assert app.field.cursor_position == len(long) - WIDTH + 1


async def test_a_paragraph_keeps_its_direction_over_its_lines() -> None:
    """The second line has Latin letters alone, and is read on from the right all the same."""
    use_language("ar")
    async with Fields("قانون جديد\nCERT").run_test() as pilot:
        app = pilot.app
        assert isinstance(app, Fields)
        app.note.text = "وفق معيار ISO 27001."
        await pilot.pause()
        assert [drawn(app.note, row).text.strip() for row in (0, 1)] == ["رايعم قفو", ".ISO 27001"]
