"""One assessor's sitting with one round: what is answered, where they are, what can be undone. Knows no widget."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from cyberready.language.folding import folded
from cyberready.model.answers import EMPTY, Answer, unlike
from cyberready.model.asking import asked, asking_order
from cyberready.model.facts import proposed_position
from cyberready.model.questionnaire import Question, Questionnaire
from cyberready.model.rounds import Meeting, Position, Round
from cyberready.model.scales import LevelsScale, Scale
from cyberready.model.translation import AS_WRITTEN, TranslationStatus
from cyberready.tui.pace import Pace

if TYPE_CHECKING:
    from cyberready.workspace.workspace import Workspace


def changed(answer: Answer, **updates: Any) -> Answer:
    """The answer with some keys replaced, validated anew.

    Raises:
        pydantic.ValidationError: a value is not of its key's kind (a date that is none, a note that is too long).
    """
    return Answer.model_validate({**answer.model_dump(), **updates})


def _order(questionnaire: Questionnaire) -> tuple[str, ...]:
    """The questions in file order, but in each domain those that count before those that are only recorded."""
    return tuple(
        question.id
        for domain in questionnaire.domains
        for counts in (True, False)
        for section in domain.walk()
        for question in section.questions
        if questionnaire.scored(question.id) == counts
    )


@dataclass(frozen=True)
class Change:
    """One question before and after; what undo takes back. `sheet` is whose it is on; None: the official one."""

    question: str
    before: Answer
    after: Answer
    sheet: str | None = None


@dataclass
class Sitting:
    """`meeting` is the basis, date and sources that stay set for new answers until they are changed.

    `current` and `left_in` are where it was left: the question, and whether its note was open.

    The sheet in hand is the official one, or with `assessor` that person's or body's own. Beside the official one
    stand the `others`, by name; who fills their own sees nobody else's, so that it stays a judgement of their own.
    """

    round: Round
    questionnaire: Questionnaire
    answers: dict[str, Answer]
    earlier_label: str = ""
    earlier: Mapping[str, Answer] = field(default_factory=dict)
    assessor: str | None = None
    others: dict[str, dict[str, Answer]] = field(default_factory=dict)
    current: str = ""
    left_in: str = "answer"
    meeting: Meeting = field(default_factory=Meeting)
    done: list[Change] = field(default_factory=list)
    undone: list[Change] = field(default_factory=list)
    translation: TranslationStatus = AS_WRITTEN
    pace: Pace = field(default_factory=Pace)
    # In all, until the next change: of 5,880 questions it takes 4 ms, and a key shows it seven times.
    _progress: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        self.order = _order(self.questionnaire)
        counted = (id for id in self.order if self.questionnaire.scored(id))
        self.places = {id: place for place, id in enumerate(counted, 1)}
        """The place of each question that counts among all that do, from 1."""
        self._asking_order = asking_order(self.questionnaire)
        self.asked = asked(self.questionnaire, self.answers, self._asking_order)
        self.current = self.current if self.current in self.questionnaire.questions else self.order[0]

    def speak(self, questionnaire: Questionnaire, translation: TranslationStatus) -> None:
        """Go on with the same questionnaire in another language; ids and structure are the same."""
        self.questionnaire, self.translation = questionnaire, translation

    @property
    def question(self) -> Question:
        return self.questionnaire.questions[self.current]

    @property
    def scale(self) -> Scale:
        return self.questionnaire.scale_of(self.current)

    @property
    def answer(self) -> Answer:
        return self.answers.get(self.current, EMPTY)

    @property
    def read_only(self) -> bool:
        return self.round.status == "finalised"

    def change(self, **updates: Any) -> Change | None:
        """Change the current answer; None when that changes nothing or the round is locked.

        A value takes the place of "not applicable" and "unknown", takes on what is set for the meeting, and makes
        a carried answer a re-checked one.
        """
        if "value" in updates and updates["value"] is not None:
            updates = {"not_applicable": None, "unknown": False, **updates}
            if self.answer.state == "unanswered":
                held = self.meeting.updates.items()
                updates = {**{key: value for key, value in held if not getattr(self.answer, key)}, **updates}
        if self.answer.recheck == "carried" and {"value", "not_applicable", "unknown"} & set(updates):
            taken_back = changed(self.answer, **updates).state == "unanswered"
            updates.setdefault("recheck", None if taken_back else "rechecked")
        return self._take(changed(self.answer, **updates))

    def set_for_meeting(self, **updates: Any) -> None:
        """Let this stay set for new answers until it is changed."""
        self.meeting = self.meeting.model_copy(update={**updates, "day": date.today()})

    def _take(self, after: Answer) -> Change | None:
        if self.read_only or after == self.answer:
            return None
        change = Change(self.current, self.answer, after, self.assessor)
        if self.answer.state == "unanswered" and after.state != "unanswered":
            self.pace.answered()
        return self._do(change)

    def _do(self, change: Change) -> Change:
        self.done.append(change)
        self.undone.clear()
        self._put(change, change.after)
        return change

    def _put(self, change: Change, answer: Answer) -> None:
        if change.sheet != self.assessor:
            self.others.setdefault(change.sheet or "", {})[change.question] = answer
            return
        self.answers[change.question] = answer
        self._progress = None
        self.asked = asked(self.questionnaire, self.answers, self._asking_order)

    def differing(self) -> dict[str, Answer]:
        """What others hold of the current question on sheets of their own, where it is not the answer in hand."""
        return {
            name: theirs
            for name, answers in self.others.items()
            if (theirs := answers.get(self.current, EMPTY)) != EMPTY
            and (theirs.state == "unanswered" or unlike(theirs, self.answer))
        }

    def record_dissent(self, body: str, **position: Any) -> Change | None:
        """Record on a body's own sheet what it holds of the current question: a value, a note with its reasons.

        Raises:
            pydantic.ValidationError: as in `changed`.
        """
        before = self.others.get(body, {}).get(self.current, EMPTY)
        after = changed(before, **{"not_applicable": None, "unknown": False, **position})
        if self.read_only or self.assessor is not None or after == before:
            return None
        return self._do(Change(self.current, before, after, body))

    def undo(self) -> Change | None:
        """Take the last change back, and go to its question."""
        if self.read_only or not self.done:
            return None
        change = self.done.pop()
        self.undone.append(change)
        self.current = change.question
        self._put(change, change.before)
        return replace(change, before=change.after, after=change.before)

    def redo(self) -> Change | None:
        """Make the change again that was taken back last."""
        if self.read_only or not self.undone:
            return None
        change = self.undone.pop()
        self.done.append(change)
        self.current = change.question
        self._put(change, change.after)
        return change

    def confirmable(self) -> bool:
        """Whether the last round has an answer here that can be confirmed."""
        return not self.read_only and self.earlier.get(self.current, EMPTY).state != "unanswered"

    def confirm_earlier(self, **checked: Any) -> Change | None:
        """Take the last round's answer over as re-checked now; None where there is none.

        Args:
            checked: the date at which it still held and who said so; what is set for the meeting without.
        """
        if not self.confirmable():
            return None
        keys = {"value", "not_applicable", "unknown", "facts", "criteria", "basis", "sources", "evidence"}
        earlier = self.earlier[self.current].model_dump(include=keys)
        own = {"facts", "criteria", "evidence"}  # of this round, where there are any
        kept = {key: value for key, value in earlier.items() if key not in own or not getattr(self.answer, key)}
        return self._take(changed(self.answer, **{**kept, **self.meeting.updates, **checked}, recheck="rechecked"))

    def tick(self, key: str, fact: int) -> Change | None:
        """Tick or untick one fact of an option."""
        facts = {option: set(ticked) for option, ticked in self.answer.facts.items()}
        facts.setdefault(key, set()).symmetric_difference_update({fact})
        return self.change(facts={option: tuple(sorted(t)) for option, t in facts.items() if t})

    def proposed(self) -> int | None:
        """The position of the option that the ticked facts propose."""
        if not isinstance(self.scale, LevelsScale):
            return None
        return proposed_position(self.question, self.scale, self.answer.facts)

    def step(self, by: int, where: Callable[[str], bool] | None = None) -> bool:
        """Go to the next (or, with -1, the previous) question that is asked and fits; False when there is none."""
        at = self.order.index(self.current) + by
        while 0 <= at < len(self.order):
            id = self.order[at]
            if self.asked[id] and (where is None or where(id)):
                self.current = id
                return True
            at += by
        return False

    def next_open(self) -> bool:
        """Go to the next question that is asked and unanswered, from the start again at the end."""
        return self.next_where(self.is_open)

    def next_where(self, where: Callable[[str], bool]) -> bool:
        """Go to the next question that is asked and fits, from the start again at the end."""
        start = self.current
        if self.step(1, where):
            return True
        self.current = self.order[0]
        if (self.asked[self.current] and where(self.current)) or self.step(1, where):
            return True
        self.current = start
        return False

    def is_open(self, id: str) -> bool:
        return self.answers.get(id, EMPTY).state == "unanswered"

    def is_flagged(self, id: str) -> bool:
        return self.answers.get(id, EMPTY).flag

    def is_carried(self, id: str) -> bool:
        """Whether the last round's answer stands here without having been looked at again."""
        return self.answers.get(id, EMPTY).recheck == "carried"

    def carried(self) -> int:
        """How many of the asked questions that count hold an answer that nobody has looked at again."""
        scored = self.questionnaire.scored
        return sum(self.asked[id] and scored(id) and self.is_carried(id) for id in self.order)

    @property
    def facts_day(self) -> date:
        """The day that is offered where one asks when the facts were so."""
        return self.meeting.as_of or min(self.round.date, date.today())

    def is_unsure(self, id: str) -> bool:
        return self.answers.get(id, EMPTY).confidence == "low"

    def differs(self, id: str) -> bool:
        """Whether the last round answered otherwise."""
        return unlike(self.answers.get(id, EMPTY), self.earlier.get(id))

    def minutes_left(self) -> int | None:
        """How long the open questions that count will take at this sitting's pace; None before it shows."""
        done, total = self.progress()
        return self.pace.minutes(total - done)

    def progress(self, section: str | None = None) -> tuple[int, int]:
        """How many of the asked questions that count have been dealt with, in all or in one section."""
        if section is None:
            self._progress = self._progress or self._dealt_with(self.order)
            return self._progress
        return self._dealt_with([q.id for s in self.questionnaire.sections[section].walk() for q in s.questions])

    def _dealt_with(self, ids: Sequence[str]) -> tuple[int, int]:
        asked_ids = [id for id in ids if self.asked[id] and self.questionnaire.scored(id)]
        return sum(not self.is_open(id) for id in asked_ids), len(asked_ids)

    def search(self, words: str) -> Iterator[str]:
        """The questions whose texts, notes, evidence or sources hold every word, whatever its case or accents."""
        wanted = folded(words).split()
        for id, question in self.questionnaire.questions.items():
            answer = self.answers.get(id, EMPTY)
            facts = " ".join(fact for described in question.options.values() for fact in described)
            titles = " ".join(section.title for section in self.questionnaire.paths[id])
            shown = " ".join(f"{item.title} {item.issuer} {item.link}" for item in answer.evidence)
            said = (answer.note, answer.not_applicable or "", *answer.sources, shown)
            text = folded(" ".join((id, titles, question.text, question.help, facts, *said)))
            if wanted and all(word in text for word in wanted):
                yield id


def open_sitting(
    workspace: Workspace,
    name: str,
    question: str | None = None,
    language: str = "",
    assessor: str | None = None,
) -> Sitting:
    """A sitting with the round of this name, where it was left or at this question, in a language.

    Args:
        assessor: whose own sheet to fill, begun with the first answer; the official one without.

    Raises:
        UnknownRound, AmbiguousRound: there is no such round, or more than one.
    """
    from cyberready.workspace.languages import questionnaire_in

    round = workspace.round(name)
    position = workspace.position(round, assessor) or Position(question="", field="answer")
    last = workspace.earlier(round)
    questionnaire, translation = questionnaire_in(workspace, round, language)
    return Sitting(
        round=round,
        questionnaire=questionnaire,
        translation=translation,
        answers=workspace.answers(round, assessor),
        assessor=assessor,
        others=workspace.own_sheets(round) if assessor is None else {},
        earlier_label=last[0].label if last else "",
        earlier=last[1] if last else {},
        current=question or position.question,
        left_in=position.field if question is None else "answer",
        meeting=position.meeting if position.meeting.day == date.today() else Meeting(),
    )
