"""The questionnaire as a linear dialogue: one line in, a few lines out, nothing drawn.

For screen readers, terminals that cannot draw, and answers that come from a pipe. The same sitting and the same
saving as in the app stand behind it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from cyberready.cli.output import say, talk
from cyberready.errors import CyberreadyError
from cyberready.language.digits import western
from cyberready.language.keyboards import latin
from cyberready.language.messages import N_, _
from cyberready.model.answers import BASES, Evidence
from cyberready.model.rounds import Position
from cyberready.model.scales import LevelsScale, MultipleScale
from cyberready.tui.sitting import Change, Sitting
from cyberready.tui.typed import not_a_date, sources_in
from cyberready.workspace.workspace import Workspace

_HELP = N_(
    "A number or an option's name answers (several: 1 3; a text or date as it is). An empty line goes on.\n"
    "p  the question before      a  the next unanswered    g ID  go to a question\n"
    "u  unknown                  x REASON  not applicable  c  take the answer back\n"
    "n TEXT  note                b BASIS  what it rests on (self_declared, desk, interview, document, verified)\n"
    "e TITLE  add evidence       ef PATH  add a file as evidence, copied into the workspace\n"
    "d YYYY-MM-DD  date of the facts\n"
    "o S1, S2  sources           f  flag                 =  as last round, re-checked\n"
    "t OPTION NUMBER  tick or untick a fact of an option; t NUMBER  a quality criterion\n"
    "h  how to judge it          s  the question again     q  leave; everything is saved"
)


@dataclass
class Dialogue:
    """Reads commands until the input ends; each answer is durable before the next prompt."""

    workspace: Workspace
    sitting: Sitting
    _going: bool = field(default=True, init=False)

    def run(self, lines: Iterable[str]) -> None:
        """Ask, and do what each line says."""
        done, total = self.sitting.progress()
        name = self.sitting.round.name
        say(
            _("{round}: {done} of {total} done. ? lists what you can type.").format(
                round=name, done=done, total=total
            )
        )
        if self.sitting.read_only:
            say(_("This round is finalised: you can read it, not change it."))
        self._ask()
        for line in lines:
            self._do(line.strip())
            if not self._going:
                break
        done, total = self.sitting.progress()
        say(_("{done} of {total} done; all is saved.").format(done=done, total=total))

    def _ask(self) -> None:
        """The question with its options, the last round's answer and this one's."""
        from cyberready.tui import card
        from cyberready.tui.details import details

        sitting = self.sitting
        say("")
        say(card.where(sitting, 10_000))
        say(card.question(sitting))
        for level in card.levels(sitting, earlier=True):
            marks = f" ({'; '.join(level.marks)})" if level.marks else ""
            chosen = _(", chosen") if level.chosen else ""
            facts = (f"[x] {fact}" if n in level.ticked else fact for n, fact in enumerate(level.facts))
            say(f"  {level.key.strip()} {level.label}{chosen}{marks}: {'; '.join(facts)}".rstrip(": "))
        if not isinstance(sitting.scale, LevelsScale | MultipleScale):
            say(f"  {card.expects(sitting)}")
        say(details(sitting, None, earlier=True, width=10_000))
        if not self.workspace.database.read_only:
            position = Position(question=sitting.current, field="answer", meeting=sitting.meeting)
            self.workspace.keep_position(sitting.round, position, sitting.assessor)

    def _do(self, line: str) -> None:
        word, _space, rest = line.partition(" ")
        commands: Mapping[str, Callable[[str], None]] = {
            "": lambda _rest: self._moved(self.sitting.step(1)),
            "p": lambda _rest: self._moved(self.sitting.step(-1)),
            "a": lambda _rest: self._moved(self.sitting.next_open()),
            "g": self._go,
            "u": lambda _rest: self._change(value=None, not_applicable=None, unknown=True),
            "x": self._not_applicable,
            "c": lambda _rest: self._change(value=None, not_applicable=None, unknown=False),
            "n": lambda rest: self._change(note=rest),
            "b": self._basis,
            "e": self._evidence,
            "ef": self._evidence_file,
            "d": self._as_of,
            "o": self._sources,
            "t": self._tick,
            "f": lambda _rest: self._change(flag=not self.sitting.answer.flag),
            "=": lambda _rest: self._keep(self.sitting.confirm_earlier(), "confirm"),
            "h": self._guide,
            "s": lambda _rest: self._ask(),
            "?": lambda _rest: say(_(_HELP)),
            "q": self._leave,
        }
        if word not in commands and word and self._value(line)[1]:
            word = "".join(map(latin, word))  # the same key on an Arabic keyboard
        if word in commands and not (rest and word in ("p", "a", "u", "c", "f", "h", "s", "q", "?")):
            commands[word](rest.strip())
        else:
            self._answer(line)

    def _answer(self, text: str) -> None:
        value, problem = self._value(text)
        if problem:
            talk(f"! {problem}")
        else:
            self._change(value=value)

    def _value(self, text: str) -> tuple[object, str]:
        """What a line says as an answer, and what is wrong with it."""
        from cyberready.tui import card

        scale = self.sitting.scale
        if not isinstance(scale, LevelsScale | MultipleScale):
            return card.value_of(self.sitting, text)
        options = {option.key.casefold(): option.value for option in scale.options}
        words = western(text).casefold().replace(",", " ").replace("،", " ").split()
        unknown = [word for word in words if word not in options]
        if unknown or (isinstance(scale, LevelsScale) and len(words) != 1):
            offered = ", ".join(option.key for option in scale.options)
            return None, _("{text} is none of {options}. ? lists what you can type.").format(
                text=text, options=offered
            )
        chosen = [options[word] for word in words]
        return (chosen[0] if isinstance(scale, LevelsScale) else tuple(dict.fromkeys(chosen))), ""

    def _change(self, **updates: object) -> None:
        if self.sitting.read_only:
            talk(_("! This round is finalised and never changes; `cyberready amend` makes a new revision of it."))
            return
        self._keep(self.sitting.change(**updates), "answer")

    def _keep(self, change: Change | None, action: str) -> None:
        """Save a change before anything else is asked; what cannot be saved is taken back and said."""
        if change is None:
            say(_("Nothing changed."))
            return
        try:
            self.workspace.save(self.sitting.round, change.question, change.after, action, change.sheet)
        except CyberreadyError as error:
            self.sitting.undo()
            talk(f"! {_('NOT SAVED')}: {error}")
            return
        from cyberready.tui.details import details

        sitting = self.sitting
        if sitting.assessor is None:
            scorecard = self.workspace.refresh(sitting.round)
        else:
            scorecard = self.workspace.score(sitting.round, sitting.answers)
        say(f"{_('saved')}. {details(sitting, scorecard, earlier=False, width=10_000)}")

    def _moved(self, moved: bool) -> None:
        if moved:
            self._ask()
        else:
            say(_("There is no further question that way."))

    def _go(self, id: str) -> None:
        if id in self.sitting.questionnaire.questions:
            self.sitting.current = id
            self._ask()
        else:
            talk(_("! There is no question {id}.").format(id=id))

    def _not_applicable(self, reason: str) -> None:
        if reason:
            self._change(value=None, unknown=False, not_applicable=reason)
        else:
            talk(_("! Give the reason: x REASON."))

    def _basis(self, word: str) -> None:
        if word in BASES:
            self.sitting.set_for_meeting(basis=word)
            self._change(basis=word)
        else:
            talk(_("! A basis is one of {words}.").format(words=", ".join(BASES)))

    def _evidence(self, title: str) -> None:
        if title:
            self._change(evidence=(*self.sitting.answer.evidence, Evidence(title=title)))
        else:
            talk(_("! Give the title: e TITLE."))

    def _evidence_file(self, text: str) -> None:
        from cyberready.workspace.evidence import attach, title_of, with_file
        from cyberready.workspace.typed_paths import path_typed

        if not text:
            return talk(_("! Give the path of a file: ef PATH."))
        if self.sitting.read_only:
            return self._change()
        path = path_typed(text)
        try:
            kept = attach(self.workspace, path)
        except CyberreadyError as error:
            return talk(f"! {error}")
        new = with_file(Evidence(title=title_of(path)), kept)
        return self._change(evidence=(*self.sitting.answer.evidence, new))

    def _sources(self, text: str) -> None:
        sources = sources_in(text)
        self.sitting.set_for_meeting(sources=sources)
        self._change(sources=sources)

    def _tick(self, text: str) -> None:
        """Tick or untick a fact of an option or, by its number alone, a quality criterion; both count from 1."""
        question, scale = self.sitting.question, self.sitting.scale
        option, _space, number = western(text).rpartition(" ")
        keys = [o.key for o in scale.options] if isinstance(scale, LevelsScale) else []
        key = next((key for key in keys if key.casefold() == option.strip().casefold()), "")
        facts = question.options.get(key, ()) if option else question.criteria
        if not (number.isdecimal() and 1 <= int(number) <= len(facts)):
            talk(_("! There is no such fact or criterion: t OPTION NUMBER, or t NUMBER, counted from 1."))
        elif self.sitting.read_only:
            self._change()
        elif option:
            self._keep(self.sitting.tick(key, int(number) - 1), "facts")
        else:
            self._change(criteria=tuple(sorted(set(self.sitting.answer.criteria) ^ {int(number) - 1})))

    def _as_of(self, text: str) -> None:
        if problem := not_a_date(text, needed=True):
            talk(f"! {problem}")
        else:
            as_of = date.fromisoformat(western(text.strip()))
            self.sitting.set_for_meeting(as_of=as_of)
            self._change(as_of=as_of)

    def _guide(self, rest: str) -> None:
        from cyberready.tui import card

        say(card.guide(self.sitting))

    def _leave(self, rest: str) -> None:
        self._going = False
