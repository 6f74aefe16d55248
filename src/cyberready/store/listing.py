"""The list of rounds for the home screen, by nothing but sqlite3.

Importing sqlite_utils costs 0.3 s (it loads numpy) and pydantic 0.1 s; the list of rounds is on the screen before.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from cyberready.store.connecting import PlainErrors, connect_read_only

_SELECT = """
SELECT
    r.id, s.name, s.kind, s.parent, r.questionnaire, r.version, r.label, r.revision, r.date, r.status, r.changed,
    o.questions - o.not_asked, o.answered + o.not_applicable + o.unknown, o.value, o.rating, r.scores_stale,
    {archived}
FROM rounds AS r
JOIN subjects AS s ON s.id = r.subject_id
LEFT JOIN scores AS o ON o.round_id = r.id AND o.section = ''
WHERE NOT EXISTS (
    SELECT 1 FROM rounds AS later
    WHERE later.subject_id = r.subject_id AND later.questionnaire = r.questionnaire
        AND later.label = r.label AND later.revision > r.revision
)
ORDER BY s.name_key, r.date, r.created
"""


class RoundRow(NamedTuple):
    """The newest revision of a round; the counts, value and rating are None when it was never scored.

    `questions` counts those that are asked, `done` those of them that were dealt with: answered, not applicable or
    unknown.
    """

    id: str
    subject: str
    kind: str | None
    parent: str | None
    questionnaire: str
    version: str
    label: str
    revision: int
    date: str
    status: str
    changed: str
    questions: int | None
    done: int | None
    value: float | None
    rating: str | None
    stale: bool
    archived: bool


def list_rows(path: Path) -> list[RoundRow]:
    """The rounds by subject, then date; none when there is no file yet. It works beside a program that is writing,
    and on a file of the first schema, which is brought up to date only after the list is on the screen.

    Raises:
        CannotStore: the file cannot be read now.
        DamagedDatabase: the file is damaged or is no database of ours; opening it says more.
    """
    if not path.exists():
        return []
    with PlainErrors(path), closing(connect_read_only(path)) as connection:
        first = connection.execute("PRAGMA user_version").fetchone()[0] < 2
        rows = connection.execute(_SELECT.format(archived="0" if first else "r.archived"))
        return [RoundRow._make((*row[:-2], bool(row[-2]), bool(row[-1]))) for row in rows]
