"""Which round a name stands for, among all that there are."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from cyberready.errors import AmbiguousRound, UnknownRound, UnknownSubject, WrongCall
from cyberready.language.messages import _
from cyberready.model.rounds import Round


def newest(rounds: Sequence[Round], subject: str | None = None) -> list[Round]:
    """The newest revision of each round, oldest round first; of one subject, by any spelling of its case."""
    found: dict[tuple[str, str, str], Round] = {}
    for round in rounds:
        key = (_folded(round.subject.name), round.questionnaire.id, round.label)
        if key not in found or round.revision > found[key].revision:
            found[key] = round
    chosen = [r for r in found.values() if subject is None or _folded(r.subject.name) == _folded(subject)]
    return sorted(chosen, key=lambda round: (round.date, round.created))


def named(rounds: Sequence[Round], name: str) -> Round:
    """The round of an id or of SUBJECT/LABEL[@QUESTIONNAIRE], in its newest revision.

    Raises:
        UnknownRound, AmbiguousRound: with the rounds that could be meant.
    """
    for round in rounds:
        if round.id == name:
            return round
    known = newest(rounds)
    exact = [round for round in known if name in (round.name, _full_name(round))]
    candidates = exact or [
        round for round in known if _folded(name) in (_folded(round.name), _folded(_full_name(round)))
    ]
    if not candidates:
        raise UnknownRound(name, map(_full_name, known))
    if len(candidates) > 1:
        # A/B with the round C, and A with the round B/C, are told apart by their ids alone.
        alike = len(set(map(_full_name, candidates))) < len(candidates)
        raise AmbiguousRound(name, [_full_name(r) + f" ({r.id})" * alike for r in candidates])
    return candidates[0]


def of_subject(rounds: Sequence[Round], subject: str, questionnaire: str | None = None) -> list[Round]:
    """The newest revision of each round of a subject with one questionnaire, oldest first.

    Raises:
        UnknownSubject: it has no round here.
        WrongCall: it has rounds of several questionnaires and none was chosen.
    """
    found = newest(rounds, subject)
    if not found:
        raise UnknownSubject(subject, sorted({round.subject.name for round in rounds}))
    ids = sorted({round.questionnaire.id for round in found})
    chosen = questionnaire or (ids[0] if len(ids) == 1 else None)
    if chosen not in ids:
        text = _("{name} has rounds of {ids}. Choose one with --questionnaire.")
        raise WrongCall(text.format(name=found[0].subject.name, ids=", ".join(ids)))
    return [round for round in found if round.questionnaire.id == chosen]


def _full_name(round: Round) -> str:
    return f"{round.name}@{round.questionnaire.id}"


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
