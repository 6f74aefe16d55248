"""The list of rounds with how far each has come."""

from __future__ import annotations

from dataclasses import dataclass

from cyberready.model.rounds import Round
from cyberready.model.scorecard import SectionScore
from cyberready.store.listing import list_rows
from cyberready.workspace.workspace import Workspace


@dataclass(frozen=True)
class Overview:
    """A round with its progress and overall score; value and rating are None where there is no score.

    `questions` and `done` count as in `store.listing.RoundRow`.
    """

    round: Round
    questions: int
    done: int
    value: float | None
    rating: str | None


def overviews(workspace: Workspace, *, every_revision: bool = False) -> list[Overview]:
    """The newest revision of each round, or all of them, oldest first.

    Stored scores are taken where they are those of the present answers; other rounds are scored now.
    """
    path = workspace.database.path
    stored = {} if path is None else {row.id: row for row in list_rows(path) if not row.stale}
    found = []
    for round in workspace.rounds() if every_revision else workspace.newest_rounds():
        row = stored.get(round.id)
        if row is None or row.questions is None or row.done is None:
            found.append(_scored(round, workspace.score(round).overall))
        else:
            found.append(Overview(round, row.questions, row.done, row.value, row.rating))
    return found


def _scored(round: Round, overall: SectionScore) -> Overview:
    done = overall.answered + overall.not_applicable + overall.unknown
    return Overview(round, overall.questions - overall.not_asked, done, overall.value, overall.rating)
