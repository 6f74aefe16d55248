"""The texts that a round keeps, stored once by their digest. What rounds.py is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from cyberready.signing import digest
from cyberready.store.database import Database

DocumentKind = Literal["questionnaire", "translation", "crosswalk"]


@dataclass(frozen=True)
class Document:
    """A text that a round keeps so that it never changes meaning; `body` is canonical JSON."""

    kind: DocumentKind
    language: str | None
    body: str

    @property
    def digest(self) -> str:
        """The document's identity: equal texts are stored once."""
        return digest(self.body)


def add_documents(db: Database, documents: Sequence[Document]) -> None:
    """Stores those that are new, inside `write()`."""
    db.run_all(
        "INSERT INTO documents (digest, kind, language, body) VALUES (?, ?, ?, ?) ON CONFLICT (digest) DO NOTHING",
        [(document.digest, document.kind, document.language, document.body) for document in documents],
    )


def attach_documents(db: Database, round_id: str, documents: Sequence[Document]) -> None:
    """Makes stored documents those of a round, inside `write()`."""
    db.run_all(
        "INSERT INTO round_documents (round_id, digest) VALUES (?, ?)",
        [(round_id, key) for key in dict.fromkeys(document.digest for document in documents)],
    )


def attached_documents(db: Database, round_id: str) -> tuple[Document, ...]:
    """The questionnaire, then crosswalk and translations by kind and language."""
    rows = db.rows(
        "SELECT kind, language, body FROM documents WHERE digest IN"
        " (SELECT digest FROM round_documents WHERE round_id = ?)"
        " ORDER BY kind <> 'questionnaire', kind, language, digest",
        (round_id,),
    )
    return tuple(Document(row["kind"], row["language"], row["body"]) for row in rows)
