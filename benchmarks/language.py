"""From ctrl+l on the question card to a footer that speaks the other language.

The round is one of the demonstration's, whose questionnaire is translated; the list of rounds lies below the card.
"""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color

from benchmarks.fixtures import TRANSLATED_ROUND, Fixtures
from benchmarks.results import Result, Samples, Target, milliseconds
from benchmarks.terminal import Terminal
from cyberready.language.messages import LANGUAGES, messages_of
from cyberready.tui.arabic import ArabicLines

SWITCHED = Target(150, "median")
SWITCH = "\x0c"


def measure(fixtures: Fixtures, runs: int) -> tuple[Result, ...]:
    """A third of the runs, each once through all languages: catalogues and translations are read anew."""
    found = [seconds for _ in range(max(1, runs // 3)) for seconds in _switches(fixtures)]
    what = f"ctrl+l to the footer in the other language, {len(fixtures.listed)} rounds below"
    return (Result("language", "ms", Samples(what, milliseconds(found)), target=SWITCHED),)


def _switches(fixtures: Fixtures) -> list[float]:
    """Seconds of each switch."""
    with Terminal.cyberready(fixtures.many_rounds, "assess", TRANSLATED_ROUND) as app:
        app.wait_for(_shown("en"))
        app.rest(fixtures.sizes.settle)
        seconds = []
        for language in (*LANGUAGES[1:], LANGUAGES[0]):
            sent = app.send(SWITCH)
            seconds.append(app.wait_for(_shown(language)) - sent)
            app.rest(fixtures.sizes.settle)
        return seconds


def _shown(language: str) -> str:
    """A word of the footer, its letters joined and in the order in which a terminal gets them."""
    word = messages_of(language).gettext("Evidence")
    lines = ArabicLines(shape=True, right_to_left=language == "ar")
    return "".join(segment.text for segment in lines.apply([Segment(word)], Color(0, 0, 0)))
