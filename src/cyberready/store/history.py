"""Chains of digests that only grow: one for each answer sheet, and one for the workspace.

An entry's digest covers all its columns and the digest before it, so nothing can be changed, left out or put in
between without every later digest showing it. docs/database.md says how to recompute it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from cyberready.model.values import clean
from cyberready.signing import canonical_json, digest
from cyberready.store.database import Cell, Database

WORKSPACE = "workspace"
_APPEND = """
INSERT INTO history (chain, sequence, at, by, action, question, before, after, detail, previous, digest)
VALUES (:chain, :sequence, :at, :by, :action, :question, :before, :after, :detail, :previous, :digest)
"""


@dataclass(frozen=True)
class Entry:
    """One thing that was done; `before`, `after` and `detail` are JSON texts."""

    chain: str
    sequence: int
    at: str
    by: str
    action: str
    question: str | None
    before: str | None
    after: str | None
    detail: str | None
    previous: str
    digest: str = ""

    def computed(self) -> str:
        """The digest that the other columns lead to."""
        return digest(canonical_json({key: text for key, text in vars(self).items() if key != "digest"}))


@dataclass(frozen=True)
class Head:
    """The end of a chain: the last sequence and digest; 0 and the digest of its name while it is empty."""

    chain: str
    sequence: int
    digest: str


@dataclass(frozen=True)
class Act:
    """Who does what, when: the same for all entries of a transaction. `at` is UTC, ISO 8601 with milliseconds."""

    by: str
    action: str
    at: str


def act(by: str, action: str) -> Act:
    """What this person does now."""
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    return Act(clean(by), action, at.removesuffix("+00:00") + "Z")


def start(chain: str) -> Head:
    """What the first entry of a chain follows."""
    return Head(chain, 0, digest(chain))


def head(db: Database, chain: str) -> Head:
    """Where the chain ends at present."""
    rows = db.rows("SELECT sequence, digest FROM history WHERE chain = ? ORDER BY sequence DESC LIMIT 1", (chain,))
    return Head(chain, rows[0]["sequence"], rows[0]["digest"]) if rows else start(chain)


def append(
    db: Database,
    last: Head,
    act: Act,
    *,
    question: str | None = None,
    before: str | None = None,
    after: str | None = None,
    detail: str | None = None,
) -> Head:
    """Adds an entry after the head, inside the same `write()` that read the head, and gives the new head.

    Nothing is remembered between transactions, so that any number of processes may add to a chain.
    """
    columns: dict[str, Cell] = {
        "chain": last.chain,
        "sequence": last.sequence + 1,
        "at": act.at,
        "by": act.by,
        "action": act.action,
        "question": question,
        "before": before,
        "after": after,
        "detail": detail,
        "previous": last.digest,
    }
    columns["digest"] = new = digest(canonical_json(columns))
    db.run(_APPEND, columns)
    return Head(last.chain, last.sequence + 1, new)


def entries(db: Database, chain: str) -> tuple[Entry, ...]:
    """The whole chain in its own order; the clock may have been set back, the sequence not."""
    return tuple(
        Entry(**{key: row[key] for key in row.keys()})  # noqa: SIM118
        for row in db.rows("SELECT * FROM history WHERE chain = ? ORDER BY sequence", (chain,))
    )


def broken_links(db: Database, chain: str) -> tuple[int, ...]:
    """The sequences of entries that were altered, or that do not follow the entry before them.

    A chain cut short at its end has no broken link: compare its head with the one that finalising recorded.
    """
    broken = []
    last = start(chain)
    for entry in entries(db, chain):
        follows = entry.sequence == last.sequence + 1 and entry.previous == last.digest
        if not follows or entry.digest != entry.computed():
            broken.append(entry.sequence)
        last = Head(chain, entry.sequence, entry.digest)
    return tuple(broken)
