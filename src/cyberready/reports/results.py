"""A round's results as pages: the table of scores, and what stands out in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from cyberready.charts.text import in_figures, rounded
from cyberready.language.messages import _
from cyberready.model.questionnaire import Section
from cyberready.model.scorecard import Scorecard, SectionScore
from cyberready.reports.pages import Lines, Page, Table, TableRow
from cyberready.reports.wording import Reader

_STANDING_OUT = 5


@dataclass(frozen=True)
class Results:
    """A scorecard with the targets it is held to, and the scores of the last round that answered the same text."""

    reader: Reader
    card: Scorecard
    targets: Mapping[str, float] = field(default_factory=dict)
    before: Scorecard | None = None
    label: str = ""
    """The last round's."""

    def score(self, id: str) -> SectionScore:
        return self.card.sections[id] if id else self.card.overall

    def change(self, id: str) -> float | None:
        """How far the score lies from the last round's; None where either has none."""
        if self.before is None:
            return None
        before = self.before.sections[id] if id else self.before.overall
        now = self.score(id)
        return None if now.value is None or before.value is None else now.value - before.value

    def misses(self, section: Section) -> bool:
        """Whether a section, or one within it, has a target and does not meet it."""
        return any(self.falls_short(below.id) for below in section.walk())

    def falls_short(self, id: str) -> bool:
        """Whether a section has a target of its own and does not meet it."""
        return id in self.targets and not _meets(self.score(id).value, self.targets[id])


def results_page(results: Results) -> Page:
    """Every score with its bounds, its target and its change, for a text or a table of one's own."""
    heads = [_("score"), _("lowest"), _("highest"), _("target"), _("rating")]
    if results.before is not None:
        heads.append(_("since {round}").format(round=results.label))
    rows = [_row(results, "", _("Overall"))]
    for domain in results.reader.questionnaire.domains:
        rows += [_row(results, section.id, f"{'– ' * depth}{section.title}") for section, depth in _walk(domain)]
    found: list[Lines | Table] = [Table(("", *heads), tuple(rows), frozenset({1, 2, 3, 4, 6}))]
    if results.before is not None:
        found.append(Lines((not_judged(results.label),)))
    return tuple(found)


def standing_out_page(results: Results) -> Page:
    """The best and the weakest of the sections that hold scored questions, and the widest gaps to the target."""
    questionnaire = results.reader.questionnaire
    sections = [
        (id, score)
        for id, score in results.card.sections.items()
        if score.value is not None and score.range is not None
        if any(questionnaire.scored(question.id) for question in questionnaire.sections[id].questions)
    ]
    sections.sort(key=lambda entry: -_place(entry[1]))
    half = min(_STANDING_OUT, len(sections) // 2)
    gaps = [(id, gap) for id, target in results.targets.items() if (gap := _gap(results, id, target)) > 0]
    gaps.sort(key=lambda entry: -entry[1])
    blocks: list[Lines | Table] = []
    for heading, ids in (
        (_("Strengths: the highest of the sections that hold questions"), [id for id, _score in sections[:half]]),
        (_("Weaknesses: the lowest of them"), [id for id, _score in reversed(sections[len(sections) - half :])]),
        (_("The widest gaps to the target"), [id for id, _gap in gaps[:_STANDING_OUT]]),
    ):
        if ids:
            blocks.append(Lines((heading,), heading=True))
            blocks.append(_table(results, ids))
    if not blocks:
        return (Lines((_("No score stands out yet: too little is answered."),)),)
    if results.before is not None:
        blocks.append(Lines((not_judged(results.label),)))
    return tuple(blocks)


def not_judged(label: str) -> str:
    """What stands beside every change that no comparison has looked at."""
    return _("Changes since {round} are not judged: they may be no more than rating error.").format(round=label)


def change_mark(change: float | None) -> str:
    """A change with its direction in a sign: `▲0.3`, `▼0.2`, `=0.0`."""
    if change is None:
        return ""
    written = rounded(abs(change))
    sign = "=" if float(written) == 0 else "▲" if change > 0 else "▼"
    return f"{sign}{in_figures(written)}"


def _table(results: Results, ids: list[str]) -> Table:
    heads = ["", _("score"), _("target")]
    if results.before is not None:
        heads.append(_("since {round}").format(round=results.label))
    rows = []
    for id in ids:
        cells = [_figure(results, id, results.score(id).value), _figure(results, id, results.targets.get(id))]
        if results.before is not None:
            cells.append(change_mark(results.change(id)))
        rows.append(TableRow(id, results.reader.name(id), tuple(cells)))
    return Table(tuple(heads), tuple(rows), frozenset(range(1, len(heads))))


def _row(results: Results, id: str, name: str) -> TableRow:
    score = results.score(id)
    cells = [
        _("no score") if score.value is None else _figure(results, id, score.value),
        _figure(results, id, score.low),
        _figure(results, id, score.high),
        _figure(results, id, results.targets.get(id)),
        "" if score.rating is None else results.reader.ratings.get(score.rating, score.rating),
    ]
    if results.before is not None:
        cells.append(change_mark(results.change(id)))
    return TableRow(id, name, tuple(cells))


def _walk(section: Section, depth: int = 0) -> Iterator[tuple[Section, int]]:
    yield section, depth
    for child in section.sections:
        yield from _walk(child, depth + 1)


def _figure(results: Results, id: str, value: float | None) -> str:
    own = results.reader.questionnaire.sections[id].decimals if id else None
    places = results.reader.questionnaire.scoring.decimals if own is None else own
    return "" if value is None else in_figures(rounded(value, places))


def _place(score: SectionScore) -> float:
    """How far along its unit a score lies, so that sections of other units can stand beside it."""
    assert score.value is not None
    assert score.range is not None
    low, high = score.range
    return (score.value - low) / (high - low)


def _gap(results: Results, id: str, target: float) -> float:
    value = results.score(id).value if id in results.card.sections else None
    return 0.0 if value is None or _meets(value, target) else target - value


def _meets(value: float | None, target: float) -> bool:
    return value is not None and round(value, 9) >= round(target, 9)
