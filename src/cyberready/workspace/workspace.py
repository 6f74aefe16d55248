"""One workspace: its questionnaires, its rounds, and what is done with them."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any

from pydantic import ValidationError

from cyberready.comparison.trend import trend
from cyberready.errors import (
    DamagedDatabase,
    NotAnAnswer,
    RoundIsDraft,
    RoundIsFinal,
    UnknownRound,
    UnknownSheet,
    WrongCall,
)
from cyberready.language.messages import _
from cyberready.library.answers import answer_problems
from cyberready.library.finding import Loaded, reopen
from cyberready.model.answers import Answer, Sheet, Subject
from cyberready.model.questionnaire import Questionnaire
from cyberready.model.rounds import Position, Round
from cyberready.model.scales import TextScale
from cyberready.model.scorecard import QuestionnaireReference, Scorecard
from cyberready.model.trend import Trend
from cyberready.scoring.engine import ENGINE
from cyberready.scoring.plan import Plan
from cyberready.scoring.sheets import compile_plan, score_sheet
from cyberready.store import rounds as store
from cyberready.store.database import Database
from cyberready.workspace.carrying import carried, last_before, still_answering
from cyberready.workspace.location import database_file, locate
from cyberready.workspace.naming import named, newest, of_subject
from cyberready.workspace.questionnaires import cache_beside, library_of


class Workspace:
    """A folder with `questionnaires/`, `results/` and the database; opened once, closed at the end."""

    def __init__(self, folder: Path, database: Database, by: str = "") -> None:
        self.folder = folder
        self.database = database
        self.by = by
        self.library = library_of(folder, cache_beside(database.path))
        self._questionnaires: dict[str, Questionnaire] = {}
        self._plans: dict[str, Plan] = {}

    @classmethod
    def open(cls, folder: str | Path | None = None, by: str = "", *, make: bool = True) -> Workspace:
        """Open the workspace that a folder stands for, and make it where it is new.

        Without `make` nothing is made: where there is no database yet, an empty one in memory stands for it.

        Raises:
            CannotStore, DamagedDatabase, NewerDatabase: the database cannot be opened; it is left untouched.
        """
        place = locate(folder)
        file = database_file(place)
        opened = cls(place, Database.open(file if make or file.exists() else None), by)
        if make and not opened.database.read_only:
            # With `results/` it marks the folder, so that commands run inside it find it again.
            with suppress(OSError):
                (place / "questionnaires").mkdir(exist_ok=True)
        return opened

    @classmethod
    def without_rounds(cls, folder: str | Path | None = None) -> Workspace:
        """Only the questionnaires of a workspace; its database, sound or not, is left alone."""
        return cls(locate(folder), Database.open(None))

    def close(self) -> None:
        self.database.close()

    def __enter__(self) -> Workspace:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def questionnaire(self, round: Round) -> Questionnaire:
        """The questionnaire as the round keeps it, whatever has become of its file.

        Raises:
            DamagedDatabase: someone took it out of the database, or altered it there.
        """
        digest = round.questionnaire.digest
        if digest not in self._questionnaires:
            documents = store.read_documents(self.database, round.id)
            try:
                body = next(document.body for document in documents if document.digest == digest)
                self._questionnaires[digest] = reopen(body)
            except (StopIteration, ValidationError) as error:
                problem = _("the questionnaire of {name} is gone or altered").format(name=round.name)
                raise DamagedDatabase(
                    self.database.path, _("is damaged ({problem}).").format(problem=problem)
                ) from error
        return self._questionnaires[digest]

    def plan(self, round: Round) -> Plan:
        """The round's questionnaire, compiled for scoring."""
        digest = round.questionnaire.digest
        if digest not in self._plans:
            self._plans[digest] = compile_plan(self.questionnaire(round))
        return self._plans[digest]

    def rounds(self) -> tuple[Round, ...]:
        """Every round with every revision, oldest first."""
        return store.list_rounds(self.database)

    def newest_rounds(self, subject: str | None = None) -> list[Round]:
        """The newest revision of each round, oldest round first; of one subject, by any spelling of its case."""
        return newest(self.rounds(), subject)

    def round(self, name: str) -> Round:
        """The round of an id or of SUBJECT/LABEL[@QUESTIONNAIRE], in its newest revision.

        Raises:
            UnknownRound, AmbiguousRound: with the rounds that could be meant.
        """
        return named(self.rounds(), name)

    def rounds_of(self, subject: str, questionnaire: str | None = None) -> list[Round]:
        """The newest revision of each round of a subject with one questionnaire, oldest first.

        Raises:
            UnknownSubject: it has no round here.
            WrongCall: it has rounds of several questionnaires and none was chosen.
        """
        return of_subject(self.rounds(), subject, questionnaire)

    def start(
        self,
        loaded: Loaded,
        subject: Subject,
        label: str,
        on: date,
        *,
        assessor: str | None = None,
        from_last: bool = False,
        answers: Mapping[str, Answer] | None = None,
    ) -> Round:
        """Begin a round; with `from_last`, with the last round's answers, each marked as carried.

        Raises:
            RoundExists: the subject has a round of this questionnaire with this label.
        """
        questionnaire = loaded.questionnaire
        last = last_before(self.rounds(), subject.name, questionnaire.id, on)
        given = dict(answers or {})
        if from_last and last is not None:
            given = self.carried(last, questionnaire)
        return self.begin(
            questionnaire,
            subject=subject,
            reference=QuestionnaireReference(
                id=questionnaire.id, version=questionnaire.version, digest=loaded.digest
            ),
            documents=documents_of(loaded),
            label=label,
            date=on,
            assessor=assessor,
            answers=given,
            earlier=last.id if last else None,
        )

    def begin(
        self,
        questionnaire: Questionnaire,
        *,
        reference: QuestionnaireReference,
        assessor: str | None,
        **given: Any,
    ) -> Round:
        """A round with its scores, so that lists tell them; `given` and the errors are those of the store."""
        with self.database.write():
            begun = store.create_round(
                self.database,
                questionnaire=reference,
                assessor=assessor,
                typed=typed_questions(questionnaire),
                by=self.by or assessor or "",
                **given,
            )
            self.refresh(begun)
        return begun

    def carried(self, last: Round, questionnaire: Questionnaire) -> dict[str, Answer]:
        """A round's answers to the questions that are still the same in a version, told apart as carried."""
        return carried(still_answering(self.answers(last), self.questionnaire(last), questionnaire))

    def amend(self, round: Round, why: str) -> Round:
        """A new revision of a finalised round, with all its sheets, to be changed and finalised again.

        Raises:
            RoundIsDraft: a draft needs no amendment.
            WrongCall: there is no reason, or it has been amended already.
        """
        if round.status != "finalised":
            raise RoundIsDraft(round.name)
        if not why.strip():
            raise WrongCall(_("An amendment needs its reason."))
        if any(other.amends == round.id for other in self.rounds()):
            raise WrongCall(
                _("{name} has been amended already; amend its newest revision.").format(name=round.name)
            )
        return self.begin(
            self.questionnaire(round),
            subject=round.subject,
            reference=round.questionnaire,
            documents=store.read_documents(self.database, round.id),
            label=round.label,
            date=round.date,
            assessor=round.assessor,
            answers=self.answers(round),
            own=self.own_sheets(round),
            revision=round.revision + 1,
            amends=round.id,
            why=why,
            earlier=round.earlier,
        )

    def finalise(self, round: Round) -> Round:
        """Lock a round with its scorecard; it never changes again.

        Raises:
            RoundIsFinal: it is locked already.
        """
        if round.status == "finalised":
            raise RoundIsFinal(round.name)
        by = self.by or round.assessor or ""
        with self.database.write():  # so that no answer comes in between the scoring and the locking
            return store.finalise_round(self.database, round.id, self.score(round), engine=ENGINE, by=by)

    def answers(self, round: Round, assessor: str | None = None) -> dict[str, Answer]:
        """The answers of the official sheet, or of an assessor's own."""
        return store.read_answers(self.database, round.id, assessor)

    def own_sheets(self, round: Round) -> dict[str, dict[str, Answer]]:
        """What assessors and bodies answered on sheets of their own, by their names; the official one apart."""
        return {name: self.answers(round, name) for name in store.read_assessors(self.database, round.id)}

    def sheet(self, round: Round, assessor: str | None = None) -> Sheet:
        """The official sheet, or an assessor's own, questions in the questionnaire's order.

        Raises:
            UnknownSheet: the assessor has none in this round.
        """
        names = store.read_assessors(self.database, round.id)
        if assessor is not None and assessor not in names:
            raise UnknownSheet(assessor, round.name, names)
        answers = self.answers(round, assessor)
        return Sheet(
            questionnaire=round.questionnaire.id,
            version=round.questionnaire.version,
            subject=round.subject,
            round=round.label,
            date=round.date,
            assessor=assessor,
            answers={id: answers[id] for id in self.questionnaire(round).questions if id in answers},
        )

    def save(
        self,
        round: Round,
        question: str,
        answer: Answer,
        action: str = "answer",
        assessor: str | None = None,
    ) -> None:
        """Store one answer durably: when this returns, it survives the loss of power.

        Args:
            assessor: whose own sheet it goes to; the official one without.

        Raises:
            NotAnAnswer: the question's scale does not offer it.
            RoundIsFinal: the round is locked.
            CannotStore: the machine refused; nothing was changed.
        """
        questionnaire = self.questionnaire(round)
        scale = questionnaire.scale_of(question)
        problems = answer_problems(questionnaire.questions[question], scale, answer)
        if problems:
            raise NotAnAnswer(question, problems)
        store.save_answer(
            self.database,
            round.id,
            question,
            answer,
            by=self.by or round.assessor or "",
            typed=isinstance(scale, TextScale),
            action=action,
            assessor=assessor,
        )

    def earlier(self, round: Round) -> tuple[Round, dict[str, Answer]] | None:
        """The last round before this one with its answers to the questions that are still the same.

        None where there was none, and where it was deleted since.
        """
        if round.earlier is not None:
            with suppress(UnknownRound):
                before = store.get_round(self.database, round.earlier)
                if before.questionnaire.digest == round.questionnaire.digest:
                    return before, self.answers(before)
                kept = still_answering(self.answers(before), self.questionnaire(before), self.questionnaire(round))
                return before, kept
        return None

    def position(self, round: Round, assessor: str | None = None) -> Position | None:
        """Where one was on the official sheet, or on an assessor's own, when it was left."""
        return store.read_position(self.database, round.id, assessor)

    def keep_position(self, round: Round, position: Position, assessor: str | None = None) -> None:
        store.save_position(self.database, round.id, position, assessor)

    def score(self, round: Round, answers: Mapping[str, Answer] | None = None) -> Scorecard:
        """The scores of a round, or of these answers in its place."""
        given = self.answers(round) if answers is None else answers
        return score_sheet(self.plan(round), given, round.questionnaire.digest)

    def refresh(self, round: Round) -> Scorecard:
        """Score the round and keep the scores where lists and SQL find them."""
        scorecard = self.score(round)
        if not self.database.read_only:
            with suppress(RoundIsFinal):  # which keeps the scores that it was finalised with
                store.save_scores(self.database, round.id, scorecard)
        return scorecard

    def trend(self, subject: str, questionnaire: str | None = None) -> Trend:
        """The rounds of a subject over time, with the errors of `rounds_of`."""
        rounds = self.rounds_of(subject, questionnaire)
        scored = [(round, self.score(round)) for round in rounds]
        return trend(rounds[0].subject.name, rounds[0].questionnaire.id, scored)

    def summary(self, round: Round) -> dict[str, Any]:
        """The round as commands print it."""
        return {
            "id": round.id,
            "subject": round.subject.name,
            "questionnaire": round.questionnaire.id,
            "version": round.questionnaire.version,
            "label": round.label,
            "revision": round.revision,
            "date": round.date.isoformat(),
            "status": round.status,
            "assessor": round.assessor,
            "changed": round.changed,
            "archived": round.archived,
        }


def documents_of(loaded: Loaded) -> list[store.Document]:
    """What a round of this questionnaire keeps: its text, its translations and its crosswalk."""
    return [
        store.Document("questionnaire", loaded.questionnaire.language, loaded.body),
        *(store.Document(kind, language, body) for kind, language, body in loaded.companions),
    ]


def typed_questions(questionnaire: Questionnaire) -> set[str]:
    """The questions whose value is text that a person typed."""
    return {id for id in questionnaire.questions if isinstance(questionnaire.scale_of(id), TextScale)}
