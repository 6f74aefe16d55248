"""The question card: shows one question in place, takes answers, saves and scores them behind the keyboard."""

from __future__ import annotations

import asyncio
from abc import abstractmethod
from typing import Any

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.events import Key
from textual.timer import Timer
from textual.widgets import Digits, Input, Static, TextArea

from cyberready.language.digits import digit_of_key
from cyberready.language.messages import _, tag_in_use
from cyberready.language.plain import one_line
from cyberready.model.answers import LONGEST_TEXT
from cyberready.model.rounds import Position, Round
from cyberready.model.scales import LevelsScale, MultipleScale, NumberScale
from cyberready.model.scorecard import Scorecard
from cyberready.tui import card
from cyberready.tui.card import Level
from cyberready.tui.details import details, workshop
from cyberready.tui.safety import content, line
from cyberready.tui.sitting import Change, Sitting, open_sitting
from cyberready.tui.speaking import FullScreen
from cyberready.tui.widgets.field import Field
from cyberready.tui.widgets.footer import Footer
from cyberready.tui.widgets.levels import Levels
from cyberready.tui.widgets.note import Note
from cyberready.tui.widgets.outline import Outline
from cyberready.tui.widgets.question import Question
from cyberready.workspace.languages import questionnaire_in
from cyberready.workspace.workspace import Workspace

# Long enough that a fast typist makes no write a letter, short enough that a crash costs less than a word.
_TYPING_PAUSE = 0.6
_SCORES_PAUSE = 1.0
# Scoring in a thread competes with the paint for the interpreter: after it, a key shows in 12 ms instead of 21.
_REPAINT_PAUSE = 0.05


class CardScreen(FullScreen):
    """What a screen with a question card does, but for its keys and where they lead."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-tall"), (30, "-high")]
    AUTO_FOCUS = ""  # else a window that closes leaves the focus on levels that are not shown

    def __init__(self, round_id: str, question: str | None = None, assessor: str | None = None) -> None:
        super().__init__()
        self.round_id, self._question, self.assessor = round_id, question, assessor
        self._sitting: Sitting | None = None
        self._workspace: Workspace | None = None
        self._scorecard: Scorecard | None = None
        self._guide = False
        self._projector = False
        self._shown = ""
        self._narrow: bool | None = None
        self._texts: dict[str, str] = {}
        self._typing: Timer | None = None
        self._storing: Timer | None = None
        self._scoring: Timer | None = None

    def shows(self, round_id: str) -> bool:
        """Whether this is the card of a round's official sheet."""
        return self.round_id == round_id and self.assessor is None

    @property
    def sitting(self) -> Sitting:
        assert self._sitting is not None
        return self._sitting

    @property
    def workspace(self) -> Workspace:
        assert self._workspace is not None
        return self._workspace

    def compose(self) -> ComposeResult:
        yield Static(line(_("Opening…")), id="where")
        with Horizontal(id="body"):
            yield Outline(id="outline")
            with Vertical(id="card"):
                yield Question("", id="question", markup=False)
                yield Digits("", id="agreed")
                yield Static("", id="guide", markup=False)
                yield Levels(id="levels")
                yield Field(id="value", max_length=LONGEST_TEXT)
                yield Note(id="note", tab_behavior="focus", show_line_numbers=False)
                yield Static("", id="details", markup=False)
        yield Static("", id="status", markup=False)
        yield Footer()

    def on_mount(self) -> None:
        for id in ("note", "value", "guide"):
            self.query_one(f"#{id}").display = False
        self.open()

    @work
    async def open(self) -> None:
        self._workspace = await self._app.ready()
        given = (self._workspace, self.round_id, self._question, tag_in_use(), self.assessor)
        sitting = await asyncio.to_thread(open_sitting, *given)
        if not self._whole():
            return
        self._sitting = sitting
        self.round_id = self.sitting.round.id
        self.query_one(Outline).show(self.sitting)
        self._show(new=True)
        self.go_into(self.sitting.left_in)
        self.call_after_refresh(self._show_details)  # once the width of the card is known
        self.refresh_bindings()
        self._rescore()

    @abstractmethod
    def go_into(self, field: str) -> None:
        """Open the field of the question in which it was left."""

    def retell(self) -> None:
        """The same question in the language now in use; what is being typed goes on."""
        super().retell()
        if self._sitting is not None:
            self.sitting.speak(*questionnaire_in(self.workspace, self.sitting.round, tag_in_use()))
            self._texts.clear()
            self.query_one(Outline).show(self.sitting)
            self._show()

    # What is shown

    def _show(self, *, new: bool = False, anew: bool = False) -> None:
        """Show the current question; `new` when it was another one before, `anew` with its answer as it stands."""
        sitting = self.sitting
        moved = new or self._shown != sitting.current
        self.set_class(self._projector, "-projector")
        self._shown = sitting.current
        self._show_where()
        self._put("question", card.question(sitting), layout=True)
        self.query_one("#guide").display = self._guide
        self._put("guide", card.guide(sitting) if self._guide else "", layout=True)
        levels, value = self.query_one(Levels), self.query_one("#value", Field)
        chooses = isinstance(sitting.scale, LevelsScale | MultipleScale)
        levels.display, value.display = chooses, not chooses
        several = isinstance(sitting.scale, MultipleScale)
        levels.spaced = self._projector
        shown = card.levels(sitting, self._shows_earlier(), dissent=not self._projector)
        levels.show(shown, several=several, keep_cursor=not (moved or anew))
        self.query_one("#agreed", Digits).update(_agreed(shown) if self._projector and not several else "")
        if not chooses and (moved or anew):
            self._stop_typing()
            with self.prevent(Input.Changed):
                value.value = _field_text(sitting)
            value.placeholder = card.expects(sitting)
            value.disabled = sitting.read_only
            value.of_number, value.begun = isinstance(sitting.scale, NumberScale), False
        self._show_details()
        if moved:
            self.query_one("#note").display = False
            (levels if chooses else value).focus()
            self._keep_position("answer")
        self.query_one(Outline).update(sitting)
        self._show_status()

    def _shows_earlier(self) -> bool:
        beside = self._app.settings.last_answer == "beside"
        return not self._projector and (beside or self.sitting.answer.state != "unanswered")

    def _show_details(self) -> None:
        width = max(20, self.query_one("#card").size.width - 2)
        if self._projector:
            text = workshop(self.sitting, width)
        else:
            text = details(self.sitting, self._scorecard, earlier=self._shows_earlier(), width=width)
        lines = self._texts.get("details", "").count("\n")
        self._put("details", text, layout=not text or text.count("\n") != lines)

    def _show_where(self) -> None:
        self._put("where", one_line(card.where(self.sitting, self.size.width)), layout=False)

    def _put(self, id: str, text: str, *, layout: bool) -> None:
        """Show a text where another stood; the screen is laid out again, half a key's cost, only where it must."""
        if self._texts.get(id) != text:
            layout = layout or id not in self._texts
            self._texts[id] = text
            self.query_one(f"#{id}", Static).update(content(text), layout=layout)

    def _show_status(self) -> None:
        if self._sitting is not None and self._whole():
            scorecard = None if self._projector else self._scorecard
            text = card.status(self.sitting, scorecard, self._app.save_state)
            self._put("status", one_line(text), layout=False)
            self.query_one("#status").set_class(self._app.saver.state == "failed", "-failed")

    def _whole(self) -> bool:
        """Whether the screen still has its parts: what comes back from a thread may find the app being left."""
        # Textual remembers what it found for one; looking through all takes 0.5 ms, several times a key.
        return all(
            self.query_one_optional(f"#{id}") is not None
            for id in ("where", "card", "levels", "details", "status")
        )

    def saved(self) -> None:
        """The save state changed."""
        self._show_status()

    def on_resize(self) -> None:
        narrow = self.has_class("-narrow")
        if self._narrow not in (None, narrow):
            self.remove_class("-outline")  # which hides it on a wide screen and shows it on a narrow one
        self._narrow = narrow
        if self._sitting is not None:
            self._show_where()
            self.call_after_refresh(self._show_details)
            self.call_after_refresh(self.query_one(Outline).update, self.sitting)  # it may have unfolded
            self.refresh_bindings()

    def locked(self, final: Round) -> None:
        """A round was finalised from another screen; where it is this one, it can no longer be changed."""
        if self._sitting is not None and final.id == self.round_id:
            self.sitting.round = final
            self._show(anew=True)

    # What is changed

    def _refused(self) -> bool:
        """Whether nothing can be changed here, which is said."""
        if self.sitting.read_only:
            self.notify(_("This round is finalised and never changes. Amend it from the list of rounds."))
        return self.sitting.read_only

    def _change(self, action: str = "answer", **updates: Any) -> None:
        if not self._refused():
            self._keep(self.sitting.change(**updates), action)

    def _keep(self, change: Change | None, action: str, *, typed: bool = False) -> None:
        """Show a change at once, save it behind, and score it anew."""
        if change is not None:
            workspace, round = self.workspace, self.sitting.round
            given = (round, change.question, change.after, action, change.sheet)
            self._app.saver.put(lambda: workspace.save(*given))
            if self._scoring is not None:
                self._scoring.stop()
            self._scoring = self.set_timer(_REPAINT_PAUSE, self._rescore)
        # What was typed stays as it was typed; what changed the answer otherwise changes the field with it.
        self._show(anew=change is not None and not typed and change.before.value != change.after.value)

    @work(exclusive=True, group="score")
    async def _rescore(self) -> None:
        answers, round = dict(self.sitting.answers), self.sitting.round
        self._scorecard = await asyncio.to_thread(self.workspace.score, round, answers)
        if not self._whole():
            return
        self._show_details()
        self._show_status()
        if self._storing is not None:
            self._storing.stop()
        if not self.sitting.read_only:
            self._storing = self.set_timer(_SCORES_PAUSE, self._store_scores)

    def _focus_answer(self) -> None:
        levels = self.query_one(Levels)
        (levels if levels.display else self.query_one("#value")).focus()

    def _leave_scores(self) -> None:
        """Keep the scores before going elsewhere, if they are still to be kept."""
        if self._storing is not None:
            self._storing.stop()
            self._store_scores()

    def _store_scores(self) -> None:
        workspace, round = self.workspace, self.sitting.round
        if self.assessor is None:
            self._app.saver.put(lambda: workspace.refresh(round))

    def _keep_position(self, where: str) -> None:
        workspace, round, assessor = self.workspace, self.sitting.round, self.assessor
        position = Position(question=self.sitting.current, field=where, meeting=self.sitting.meeting)
        begun = assessor is None or bool(self.sitting.answers)  # a name mistyped leaves no empty sheet behind
        if begun and not workspace.database.read_only:
            self._app.saver.put(lambda: workspace.keep_position(round, position, assessor))

    def on_key(self, event: Key) -> None:
        """Digits answer, wherever the focus is but in a text field."""
        if self._sitting is None or self.covered:
            return
        digit = digit_of_key(event.character)
        value = self.query_one("#value", Input)
        if isinstance(self.focused, Input | TextArea):
            return
        if digit is None:
            return
        if value.display and not value.disabled:
            event.stop()
            value.focus()
            value.value = str(digit)
            return
        for position, level in enumerate(self.query_one(Levels).levels):
            if level.digit == str(digit):
                event.stop()
                self._choose(position)

    @on(Levels.Chosen)
    def chosen(self, event: Levels.Chosen) -> None:
        self._choose(event.position)

    def _choose(self, position: int) -> None:
        scale = self.sitting.scale
        if isinstance(scale, LevelsScale | MultipleScale) and position >= len(scale.options):
            return  # the heading of the quality criteria is no option
        if isinstance(scale, LevelsScale):
            self._change(value=scale.options[position].value)
        elif isinstance(scale, MultipleScale):
            before = self.sitting.answer.value if isinstance(self.sitting.answer.value, tuple) else ()
            option = scale.options[position].value
            chosen = {o.value for o in scale.options if (o.value in before) != (o.value == option)}
            self._change(value=tuple(o.value for o in scale.options if o.value in chosen))

    @on(Levels.Ticked)
    def ticked(self, event: Levels.Ticked) -> None:
        if self._refused():
            return
        if event.key == card.CRITERIA:
            criteria = set(self.sitting.answer.criteria) ^ {event.fact}
            self._change(criteria=tuple(sorted(criteria)))
        else:
            self._keep(self.sitting.tick(event.key, event.fact), "facts")

    @on(Input.Changed, "#value")
    def typing_value(self) -> None:
        self._after_typing(self._take_value)

    def _take_value(self) -> bool:
        """Take what stands in the field as the answer; False, with the reason, when it cannot be one."""
        self._stop_typing()
        text = self.query_one("#value", Input).value
        if self.sitting.read_only:
            return True
        value, problem = card.value_of(self.sitting, text)
        if problem:
            self._put("details", one_line(f"! {problem}"), layout=True)
            if not self.query_one("#details").display:  # on a low screen
                self.notify(problem, severity="warning", markup=False)
            return False
        if value is not None or self.sitting.answer.value is not None:
            self._keep(self.sitting.change(value=value), "answer", typed=True)
        return True

    @on(TextArea.Changed, "#note")
    def typing_note(self) -> None:
        self._after_typing(self._take_note)

    def _take_note(self) -> None:
        self._stop_typing()
        note = self.query_one("#note", TextArea)
        if note.display and not self.sitting.read_only:
            self._change("note", note=note.text)

    def _after_typing(self, take: Any) -> None:
        self._stop_typing()
        self._typing = self.set_timer(_TYPING_PAUSE, take)

    def _stop_typing(self) -> None:
        if self._typing is not None:
            self._typing.stop()
            self._typing = None

    @property
    def covered(self) -> bool:
        """Whether the outline stands where the question would be, so that nothing may answer it unseen."""
        return self.has_class("-narrow") and self.has_class("-outline")

    def _fold_outline(self) -> None:
        """Show the question where the outline stood."""
        if self.covered:
            self.remove_class("-outline")
            self.call_after_refresh(self._show_details)  # its width was none
            self.refresh_bindings()
            self._focus_answer()

    def _settle(self) -> bool:
        """Take over what is being typed before going elsewhere; False when it cannot be taken."""
        if self.query_one("#note").display:
            if self._typing is not None:
                self._take_note()
            return True
        field = self.query_one("#value", Input)
        return not field.display or field.value == _field_text(self.sitting) or self._take_value()


def _agreed(levels: tuple[Level, ...]) -> str:
    """The digit of the level that a room agreed on."""
    return next((level.digit for level in levels if level.chosen), "").strip()


def _field_text(sitting: Sitting) -> str:
    """What stands in the field of a typed answer."""
    return "" if sitting.answer.value is None else str(sitting.answer.value)
