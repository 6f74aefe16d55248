"""The pictures: nothing cut, nothing over something else, lines only where rounds can be compared."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from datetime import date

import matplotlib
import pytest
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox
from PIL import Image

from cyberready.charts.figures import DRAW, draw_profile, draw_trend, render
from cyberready.charts.figures.page import BLUE, GREY, PALE
from cyberready.charts.series import ProfileSeries, RoundScores, TrendSeries, profile, trend
from cyberready.language.messages import use_language

from .made_up import arabic, exampleland, iraq, scores, section

LONG = (
    "Critical infrastructure protection and incident response capabilities of operators, regulators and ministries"
)
SUBJECT = (
    "The Autonomous Federation of the United Provinces of Northern and Southern Exampleland, Ministry of Post"
)


def many(rounds: int, domains: int, versions: int = 1, label: str = "") -> list[RoundScores]:
    """Rounds a year apart with long names, full and empty bars, bounds and a gap."""
    chance = random.Random(4)
    titles = {f"d{i}": LONG if i % 3 == 0 else f"Domain number {i}" for i in range(domains)}

    def score(i: int, j: int) -> object:
        if (i, j) == (4, 3):
            return None
        value = (0.0, 5.0)[j] if j < 2 else chance.uniform(0, 5)
        return section(value, value * 0.8, min(5.0, value + 0.7), unanswered=1)

    return [
        scores(
            {f"d{j}": score(i, j) for j in range(domains)},  # type: ignore[misc]
            section(2.0 + i * 0.2),
            subject=SUBJECT,
            label=f"{2017 + i}{label}",
            day=date(2017 + i, 3 + i % 5, 1),
            version=f"{2016 + i * versions // rounds}.1",
            titles=titles,
            targets={f"d{j}": 3 + j for j in range(3)},
            profile="Baseline",
        )
        for i in range(rounds)
    ]


MIXED = {
    "legal": 5.0,
    "technical": section(60.0, 50.0, 80.0, range=(0.0, 100.0), unanswered=3),
    "people": section(1.0, range=(0.0, 1.0)),
    "cooperation": section(None, range=None),
}
PROFILES: dict[str, ProfileSeries] = {
    "plain": profile(exampleland()[1]),
    "published": profile(iraq()[1]),
    "one domain": profile(scores({"legal": 3.4})),
    "no domain": profile(scores({})),
    "no score": profile(scores({"legal": None})),
    "twelve long": profile(many(1, 12, label=", second revised round after the workshop")[0]),
    "own scales": profile(scores(MIXED, targets={"technical": 75})),
    "negative scale": profile(scores({"legal": section(-1.0, range=(-2.0, 2.0))})),
    "arabic": profile(arabic()[0]),
    "signs": profile(scores({"legal": 2.0}, subject="$x_1$ & <b> _y", titles={"legal": "$\\alpha$ 日本"})),
}
TRENDS: dict[str, TrendSeries] = {
    "plain": trend(exampleland(), [False, True, True]),
    "published": trend(iraq(), [False, False]),
    "one round": trend(many(1, 2), [False]),
    "one domain": trend(many(10, 1, 10, " after the workshop"), [False] * 10),
    "ten by twelve": trend(many(10, 12, 3), [False] + [True] * 9),
    "four": trend(many(5, 4), [False] + [True] * 4),
    "arabic": trend(arabic(), [False, True]),
    "same day": trend([scores({"legal": v}, v, label="2026") for v in (1, 2)], [False, True]),
    "no overall": trend([scores({"legal": 2.0})], [False]),
    "nothing": trend([scores({"legal": None})], [False]),
    "units": trend(
        [scores({"legal": 2.0}, 1), scores({"legal": section(60.0, range=(0.0, 100.0))}, 2)], [False, True]
    ),
}
ALL = [*((f"profile {name}", series) for name, series in PROFILES.items())]
ALL += [*((f"trend {name}", series) for name, series in TRENDS.items())]  # type: ignore[misc]


def words(figure: Figure) -> Iterator[tuple[str, Bbox]]:
    """Every visible text with the box that it takes."""
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    for text in figure.findobj(Text):
        assert isinstance(text, Text)
        assert not text.get_parse_math(), "dollar signs are letters"
        if text.get_visible() and text.get_text().strip():
            yield text.get_text(), text.get_window_extent(canvas.get_renderer())


def on_the_page(figure: Figure) -> list[tuple[str, Bbox]]:
    """The words of a figure, none of which is cut off."""
    page = figure.bbox.padded(1)
    boxes = list(words(figure))
    for text, box in boxes:
        assert page.x0 <= box.x0 <= box.x1 <= page.x1, text
        assert page.y0 <= box.y0 <= box.y1 <= page.y1, text
    return boxes


def overlaps(boxes: list[tuple[str, Bbox]]) -> list[tuple[str, str]]:
    boxes = [(text, box.padded(-2)) for text, box in boxes]  # a touch of two pixels at 100 an inch is none
    return [(a, b) for i, (a, x) in enumerate(boxes) for b, y in boxes[:i] if x.overlaps(y)]


@pytest.mark.parametrize(("name", "series"), ALL, ids=[name for name, _ in ALL])
def test_no_word_is_cut_off_or_lies_on_another(name: str, series: ProfileSeries | TrendSeries) -> None:
    boxes = on_the_page(DRAW[series.kind](series))
    if name != "trend same day":  # its two rounds share one place
        assert not overlaps(boxes)


def drawn(axes: Axes) -> list[tuple[str, int, str]]:
    """The lines of a panel that are not grey, rules or bounds: colour, points, marker."""
    return [
        (to_hex(line.get_color()).upper(), len(line.get_xdata()), str(line.get_marker()))
        for line in axes.lines
        if line.get_marker() not in ("None", "_")
    ]


def rules(axes: Axes) -> int:
    return sum(to_hex(line.get_color()).upper() == GREY for line in axes.lines)


def test_comparable_rounds_are_joined_with_the_others_in_grey() -> None:
    overall, legal, *_ = draw_trend(TRENDS["plain"]).axes
    assert drawn(overall) == drawn(legal) == [(BLUE, 3, "o")]
    grey = [line for line in legal.lines if line.get_color() == PALE]
    assert len(grey) == 3  # cooperation has a gap, so no line
    assert rules(overall) == 0


def test_editions_are_points_of_their_own_colour_and_shape_with_a_rule_between() -> None:
    for axes in draw_trend(TRENDS["published"]).axes:
        assert drawn(axes) == [(BLUE, 1, "o"), ("#D55E00", 1, "s")]
        assert rules(axes) == 1


def test_rounds_stand_at_their_true_dates() -> None:
    (point, *_) = draw_trend(TRENDS["published"]).axes[0].lines
    assert list(point.get_xdata()) == [date(2020, 6, 15).toordinal()]


def test_a_missing_score_is_a_word_not_a_point() -> None:
    axes = draw_trend(TRENDS["plain"]).axes[5]
    assert drawn(axes) == [(BLUE, 1, "o"), (BLUE, 1, "o")]
    assert "no score" in [text.get_text() for text in axes.texts]
    assert "no score" in [text.get_text() for text in draw_profile(PROFILES["plain"]).axes[0].texts]


def test_bars_end_at_the_scores() -> None:
    axes = draw_profile(PROFILES["published"]).axes[0]
    ends = [bar.get_x() + bar.get_width() for bar in axes.patches]  # type: ignore[attr-defined]
    assert ends == pytest.approx([row.value for row in PROFILES["published"].rows])


def test_a_scale_that_starts_below_zero_has_bars_from_its_lower_end() -> None:
    (bar,) = draw_profile(PROFILES["negative scale"]).axes[0].patches
    assert (bar.get_x(), bar.get_width()) == (-2, 1)  # type: ignore[attr-defined]


def test_dollar_signs_are_letters() -> None:
    figure = draw_profile(PROFILES["signs"])
    assert "$x_1$ & <b> _y 2026" in figure.texts[0].get_text()
    assert figure.axes[0].get_yticklabels()[0].get_text() == "$\\alpha$ □□"


def test_a_users_own_settings_change_nothing() -> None:
    def picture() -> bytes:
        return render(draw_profile(PROFILES["plain"]), "png", {})

    expected = picture()
    with matplotlib.rc_context(
        {"font.size": 20, "axes.facecolor": "red", "text.parse_math": True, "savefig.dpi": 50}
    ):
        assert picture() == expected
    assert matplotlib.rcParams["svg.fonttype"] == matplotlib.rcParamsDefault["svg.fonttype"]


def test_a_picture_is_as_wide_as_a_page_and_readable_in_grey() -> None:
    with Image.open(io.BytesIO(render(draw_trend(TRENDS["published"]), "png", {}))) as image:
        assert image.width == 1300  # 6.5 inches at 200 dots
    darkness = {colour: Image.new("RGB", (1, 1), colour).convert("L").getpixel((0, 0)) for colour in (BLUE, PALE)}
    assert darkness[BLUE] + 100 < darkness[PALE]


@pytest.mark.parametrize("tag", ["fr", "ar", "ar-IQ"])
def test_in_another_language_no_word_is_cut_off_or_lies_on_another(catalogues: None, tag: str) -> None:
    use_language(tag)
    for series in (
        profile(scores(MIXED, targets={"technical": 75}, profile="Baseline")),
        profile(arabic()[0]),
        trend(many(10, 4, 3), [False] + [True] * 9),
        trend(
            [scores({"legal": 2.0}, 1, label="2020"), scores({"legal": section(60.0, range=(0.0, 100.0))}, 2)],
            [False, True],
        ),
    ):
        assert not overlaps(on_the_page(DRAW[series.kind](series)))


def texts(figure: Figure) -> set[str]:
    """What stands in a figure, without isolates."""
    return {text.translate(dict.fromkeys(range(0x2066, 0x206A))) for text, _box in words(figure)}


def test_labels_and_key_are_in_the_language_in_use(catalogues: None) -> None:
    use_language("fr")
    assert {
        "cible Baseline 2027",
        "du minimum au maximum possibles",
        "aucun score",
        "2,1",
        "   1,8 à 2,7",
    } <= texts(draw_profile(profile(exampleland()[1])))
    assert {"les autres domaines", "Score global", "2,5"} <= texts(
        draw_trend(trend(exampleland(), [False, True, True]))
    )
    assert {"0\xa0%", "100\xa0%", "60,0 sur 0 à 100"} <= texts(draw_profile(profile(scores(MIXED))))
    steps = draw_profile(profile(scores({"legal": section(1.0, range=(0.0, 2.0))})))
    assert {"0,0", "0,5", "2,0"} <= texts(steps)


def test_arabic_sentences_start_at_the_right_edge_in_their_own_direction(catalogues: None) -> None:
    use_language("ar")
    figure = draw_trend(trend(iraq(), [False, False]))
    sentences = [text for text in figure.texts if text.get_text().strip()]
    assert len(sentences) >= 4
    assert {(text.get_ha(), round(text.get_position()[0] * 6.5, 2)) for text in sentences} == {("right", 6.38)}
    assert all(text.get_text().startswith("\u2066\u2067") for text in sentences)
    (key,) = figure.legends
    assert [text.get_text() for text in key.get_texts()] == [f"\u2067الإصدار \u2066{v}\u2069\u2069" for v in "45"]
