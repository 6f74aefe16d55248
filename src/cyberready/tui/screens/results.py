"""The scores of a round as bars with target and bounds; each opens down to its questions."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from rich.cells import cell_len, set_cell_size
from textual import on, work
from textual.app import ComposeResult
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from cyberready.charts.blocks import bar
from cyberready.charts.text import rounded
from cyberready.language.formats import shown_count, shown_date, shown_number
from cyberready.language.messages import N_, _, tag_in_use
from cyberready.language.plain import one_line, plain
from cyberready.model.questionnaire import Questionnaire, Section
from cyberready.model.rounds import Round
from cyberready.model.scorecard import ProfileResult, Scorecard, SectionScore
from cyberready.model.translation import AS_WRITTEN
from cyberready.reports.results import Results, change_mark, results_page
from cyberready.tui.card import score_text
from cyberready.tui.keys import key
from cyberready.tui.safety import content, line
from cyberready.tui.screens.page import copy_page
from cyberready.tui.speaking import Reading
from cyberready.tui.widgets.footer import Footer
from cyberready.tui.widgets.outline import state_mark
from cyberready.tui.widgets.rows import Rows
from cyberready.tui.wrapping import COLUMN, PART, cut
from cyberready.workspace import charting
from cyberready.workspace.explaining import results_of
from cyberready.workspace.languages import questionnaire_in
from cyberready.workspace.questionnaires import rating_words
from cyberready.workspace.workspace import Workspace

_GATES = {"criteria": N_("cut: criteria"), "evidence": N_("cut: evidence")}


_CHANGES = N_(
    "▲ and ▼ tell how far a score lies from the last round's. "
    "Nothing judges here whether that is more than rating error."
)


class ResultsScreen(Reading):
    """Enter opens a domain or a section, and goes to a question."""

    BINDINGS = [
        key("enter", "open", N_("Open"), show=True),
        key("m", "explain", N_("Made of"), N_("What this score is made of, and what would raise it"), show=True),
        key("o", "explain_overall", N_("Overall"), N_("What the overall score is made of")),
        key("s", "policies", N_("Other policies"), N_("The scores under other policies, and without evidence")),
        key("w", "standing_out", N_("Strengths"), N_("Strengths, weaknesses and the widest gaps")),
        key("d", "domain", N_("Domain"), N_("Only the marked domain with all its sections, or all")),
        key("g", "gaps", N_("Gaps"), N_("Only what misses its target, or all"), show=True),
        key("y", "copy", N_("Copy"), N_("Copy the table as Markdown")),
        key("v", "review", N_("Review"), N_("What to look at before finalising"), show=True),
        key("p", "profile", N_("Other target"), show=True),
        key("t", "trend", N_("Trend")),
        key("c", "chart", N_("Write the chart")),
        key("f", "finalise", N_("Finalise"), show=True),
        key("escape", "app.pop_screen", N_("Back"), show=True),
    ]
    AUTO_FOCUS = "#rows"

    def __init__(self, round_id: str) -> None:
        super().__init__()
        self._round_id = round_id
        self._round: Round | None = None
        self._scorecard: Scorecard | None = None
        self._questionnaire: Questionnaire | None = None
        self._translation = AS_WRITTEN
        self._ratings: dict[str, str] = {}
        self._open: set[str] = set()
        self._profile = 0
        self._results: Results | None = None
        self._only_gaps = False
        self._carried: set[str] = set()
        self._only_domain = ""

    def compose(self) -> ComposeResult:
        yield Static("", id="title", markup=False)
        yield Rows(id="rows", markup=False)
        yield Static("", id="status", markup=False)
        yield Footer()

    @work(exclusive=True, group="load")
    async def load(self) -> None:
        workspace: Workspace = await self._app.ready()
        await self._app.saver.finished(5.0)
        self._round = await asyncio.to_thread(workspace.round, self._round_id)
        self._questionnaire, self._translation = questionnaire_in(workspace, self._round, tag_in_use())
        self._ratings = rating_words(workspace.questionnaire(self._round), self._questionnaire)
        self._scorecard = await asyncio.to_thread(workspace.refresh, self._round)
        self._results = await asyncio.to_thread(results_of, workspace, self._round)
        answers = await asyncio.to_thread(workspace.answers, self._round)
        self._carried = {id for id, answer in answers.items() if answer.recheck == "carried"}
        self.show()

    def show(self) -> None:
        if self._scorecard is None or self._questionnaire is None or self._round is None or self._results is None:
            return  # a key may come, or the window be resized, while some of it is still read
        overall = self._scorecard.overall
        rating = f"{PART}{self._ratings[overall.rating]}" if overall.rating else ""
        score = _("overall {score}").format(score=score_text(overall))
        if overall.range is not None and overall.value is not None:
            most = shown_number(f"{overall.range[1]:g}")
            score = _("overall {score} of {most}").format(score=score_text(overall), most=most)
        status = {"draft": _("draft"), "finalised": _("final")}[self._round.status]
        name = cut(one_line(self._round.name), 40)
        head = f"{name} ({status}){PART}{score}"
        unreviewed = f"{PART}{_('unreviewed translation')}" if self._translation.unreviewed else ""
        fits = cell_len(head + rating + unreviewed) <= self.size.width - 2
        self.query_one("#title", Static).update(line(head + (rating if fits else "") + unreviewed))
        rows = self.query_one("#rows", OptionList)
        at = rows.highlighted or 0
        rows.clear_options()
        for domain in self._questionnaire.domains:
            if self._only_domain not in ("", domain.id):
                continue
            if self._only_gaps and not self._held().misses(domain):
                continue
            rows.add_options(Option(line_of, id=id) for id, line_of in self._section_rows(domain, 0))
        if rows.option_count:
            rows.highlighted = min(at, rows.option_count - 1)
        width = self.size.width - 2
        told = self._told(dated=True)
        self.query_one("#status", Static).update(
            line(cut(told if cell_len(told) <= width else self._told(dated=False), width))
        )

    def _told(self, *, dated: bool) -> str:
        """What the line below the scores tells."""
        assert self._results is not None
        told = [_("only gaps: g shows all")] if self._only_gaps else []
        if self._only_domain:
            told.append(_("only this domain: d shows all"))
        if self._results.before is not None:
            told.append(_("▲▼ not judged"))
        told.append(self._summary(dated=dated))
        assert self._questionnaire is not None
        if carried := sum(map(self._questionnaire.scored, self._carried)):  # as the card counts them
            told.append(_("{count} carried over").format(count=shown_count(carried)))
        return PART.join(told)

    def _section_rows(self, section: Section, depth: int) -> Iterator[tuple[str, Any]]:
        assert self._scorecard is not None
        score = self._scorecard.sections[section.id]
        mark = "▾" if section.id in self._open else "▸"
        title = f"{'  ' * depth}{mark} {one_line(section.title)}"
        yield section.id, content(self._bar_line(title, score, section.id))
        if section.id not in self._open:
            return
        met = self._only_gaps and section.id in self._targets() and not self._held().falls_short(section.id)
        for child in section.sections:
            no_target = child.id not in self._targets() and not met
            if not self._only_gaps or self._held().misses(child) or no_target:
                yield from self._section_rows(child, depth + 1)
        for question in section.questions if not met else ():
            asked = self._scorecard.questions[question.id]
            points = "" if asked.points is None else shown_number(f"{asked.points:g}")
            gate = f" ({_(_GATES[asked.gate])})" if asked.gate else ""
            mark = state_mark(asked.state, carried=question.id in self._carried)
            text = f"{'  ' * depth}  {mark} {points:>3}{gate}  {one_line(question.text)}"
            yield question.id, content(cut(text, max(40, self.size.width - 4)))

    def _bar_line(self, title: str, score: SectionScore, id: str) -> str:
        """Title, bar, score, target: what does not fit is cut from the title."""
        width = self.size.width - 4
        target = self._targets().get(id)
        narrow = self.size.width < 60
        length = 6 if narrow else 24 if self.size.width >= 100 else 14
        drawn = " " * length
        if score.value is not None:
            drawn = bar(score.value, score.low, score.high, score.range, length).replace(" ", "·")
        if target is not None and score.range is not None:
            at = round((target - score.range[0]) / (score.range[1] - score.range[0]) * length)
            at = min(length - 1, max(0, at))
            drawn = f"{drawn[:at]}┃{drawn[at + 1 :]}"
        gap = ""
        if target is not None:
            reached = score.value is not None and round(score.value, 9) >= round(target, 9)
            mark = "–" if score.value is None else "✓" if reached else "✗"
            gap = f"{mark} {shown_number(rounded(target, 1))}"
        done = score.answered + score.not_applicable + score.unknown
        counts = f"{shown_count(done)}/{shown_count(score.questions - score.not_asked)}"
        change = change_mark(self._held().change(id))
        # at 80 columns the change stands where else the counts do; a score opened has them
        last = f"{change:>6}" if change else f"{counts:>6}"
        if change and self.size.width >= 100:
            last = f"{change:>6} {counts:>6}"
        told = score_text(score)
        if narrow and score.value is not None:
            told = told.partition(" ")[0]  # the bar shows between which it lies
        tail = f"{COLUMN}{drawn} {told:<{4 if narrow else 14}} {gap:<6} {last}"
        room = max(8, width - len(tail))
        return set_cell_size(cut(title, room), room) + tail

    def _held(self) -> Results:
        """The results, held to the profile that is shown."""
        assert self._results is not None
        return replace(self._results, targets=self._targets())

    def _profiles(self) -> list[str]:
        return self._questionnaire.profiles_by_date if self._questionnaire else []

    def _result(self) -> ProfileResult | None:
        names = self._profiles()
        if not names or self._scorecard is None:
            return None
        return self._scorecard.profiles[names[self._profile % len(names)]]

    def _targets(self) -> dict[str, float]:
        result = self._result()
        if result is None or self._scorecard is None:
            return {}
        return {target.id: target.target for target in result.targets if target.id in self._scorecard.sections}

    def _summary(self, *, dated: bool) -> str:
        result, names = self._result(), self._profiles()
        if result is None or self._questionnaire is None:
            return _("No target is set in this questionnaire.")
        name = names[self._profile % len(names)]
        profile = self._questionnaire.profiles[name]
        met = sum(target.met for target in result.targets)
        text = _("┃ target “{title}”: {met} of {count} met")
        if profile.by and dated:
            text = _("┃ target “{title}” by {date}: {met} of {count} met")
        date = shown_date(profile.by) if profile.by else ""
        counts = {"met": shown_count(met), "count": shown_count(len(result.targets))}
        title = cut(one_line(profile.title or name), 28)
        told = text.format(title=title, date=date, **counts)
        least = self._questionnaire.scoring.minimum_answered
        if least and self._scorecard is not None and self._scorecard.overall.value is None:
            told += " · " + _("no score before {share} % is answered").format(
                share=shown_number(rounded(least * 100, 0))
            )
        return told

    @on(OptionList.OptionSelected, "#rows")
    def selected(self) -> None:
        self.action_open()

    def action_open(self) -> None:
        rows = self.query_one("#rows", OptionList)
        if rows.highlighted is None or self._questionnaire is None:
            return
        id = str(rows.get_option_at_index(rows.highlighted).id)
        if id in self._questionnaire.sections:
            self._open ^= {id}
            self.show()
        else:
            self._app.open_question(self._round_id, id)

    def action_explain(self) -> None:
        rows = self.query_one("#rows", OptionList)
        if rows.highlighted is not None:
            self._app.open_explanation(self._round_id, str(rows.get_option_at_index(rows.highlighted).id))

    def action_explain_overall(self) -> None:
        self._app.open_explanation(self._round_id)

    def action_policies(self) -> None:
        self._app.open_policies(self._round_id)

    def action_standing_out(self) -> None:
        names = self._profiles()
        self._app.open_standing_out(self._round_id, names[self._profile % len(names)] if names else "")

    def action_domain(self) -> None:
        rows = self.query_one("#rows", OptionList)
        if rows.highlighted is None or self._questionnaire is None:
            return
        id = str(rows.get_option_at_index(rows.highlighted).id)
        self._only_domain = "" if self._only_domain else self._questionnaire.domain_of(id).id
        if self._only_domain:
            self._open |= {section.id for section in self._questionnaire.sections[self._only_domain].walk()}
        self.show()

    def action_gaps(self) -> None:
        self._only_gaps = not self._only_gaps
        self._open_to_gaps()
        self.show()

    def _open_to_gaps(self) -> None:
        """Open what stays among the gaps only for a section within it."""
        if not self._only_gaps or self._questionnaire is None or self._results is None:
            return
        held = self._held()
        for id, section in self._questionnaire.sections.items():
            if held.misses(section) and not held.falls_short(id):
                self._open.add(id)

    def action_copy(self) -> None:
        if self._results is not None:
            copy_page(self._app, results_page(self._held()))

    def action_review(self) -> None:
        self._app.open_review(self._round_id)

    def action_profile(self) -> None:
        self._profile += 1
        self._open_to_gaps()
        self.show()

    def action_trend(self) -> None:
        if self._round is not None:
            self._app.open_trend(self._round.id)

    def action_chart(self) -> None:
        # The app's work, so that one is told where the chart is when this screen was left meanwhile.
        self._app.run_worker(write_chart(self._app, "profile", [self._round] if self._round else []))

    @work
    async def action_finalise(self) -> None:
        if await self._app.finalise(self._round_id):
            self.load()

    def help_text(self) -> str:
        return _(
            "Each bar runs over the unit of its score. ┃ is the target, ▓ what is not certain and ░ what open "
            "questions could still add; in brackets the lowest and highest score that they leave possible. "
            "✓ and ✗ tell whether the target is met. Too few answers give no score. Enter opens a line, down to "
            "the question; m opens a score into its arithmetic, o the overall one, s shows other policies."
        ) + (" " + _(_CHANGES) if self._results is not None and self._results.before is not None else "")


async def write_chart(app: Any, kind: str, rounds: list[Round]) -> None:
    """Write a chart's files in a process of its own (drawing takes about two seconds) and say where they are."""
    if not rounds:
        return
    app.notify(_("Drawing the chart…"))
    workspace = await app.ready()
    formats = ("svg", "png", "pdf")
    files = await app.attempt(lambda: charting.write_charts(workspace, kind, rounds, None, formats, apart=True))
    if files:
        endings = ", ".join(file.suffix[1:] for file in files if file.stem == files[0].stem)
        told = f"{files[0].stem}: {endings}\n{files[0].parent}"
        app.notify(plain(told), title=_("Written"), timeout=12, markup=False)
