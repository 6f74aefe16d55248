"""A questionnaire as a file for people: to read, or as a form for a meeting."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from cyberready.errors import WrongCall
from cyberready.language.messages import _
from cyberready.library.finding import Library
from cyberready.model.questionnaire import Questionnaire
from cyberready.reports import pdf
from cyberready.reports.markdown import markdown
from cyberready.reports.paper import paper
from cyberready.workspace.questionnaires import load_in

Format = Literal["md", "pdf"]


@dataclass(frozen=True)
class Shown:
    """The file's content, the tag of its language, and the characters that the PDF's own font lacks."""

    content: bytes
    language: str
    undrawable: str = ""


def show(
    library: Library, name: str, format: Format, *, language: str | None, form: bool, section: str | None
) -> Shown:
    """A questionnaire by id, folder or file, or one section of it, in a language where it has that.

    Raises:
        WrongCall: there is no such section, or PDF is asked for and Typst is not installed.
        UnknownQuestionnaire, FaultyFile: as when it is loaded.
    """
    if format == "pdf" and not pdf.available():
        raise WrongCall(
            _(
                "A PDF is made by Typst, which is not installed. "
                "Run `pip install 'cyberready[report]'`, or take --format md, which needs nothing more."
            )
        )
    questionnaire, translation = load_in(library, name, language)
    if section is not None and section not in questionnaire.sections:
        raise WrongCall(_no_section(questionnaire, section))
    document = paper(questionnaire, form=form, unreviewed=translation.unreviewed, section=section)
    if format == "pdf":
        return Shown(pdf.pdf(document), questionnaire.language, pdf.undrawable(document))
    return Shown(markdown(document).encode("utf-8"), questionnaire.language)


def _no_section(questionnaire: Questionnaire, section: str) -> str:
    """Those that look like it; else the domains, since a questionnaire may have a hundred sections."""
    alike = get_close_matches(section, questionnaire.sections, 5) or [
        domain.id for domain in questionnaire.domains
    ]
    text = _("There is no section {section!r} in {questionnaire}. It has, among others: {sections}.")
    return text.format(section=section, questionnaire=questionnaire.id, sections=", ".join(alike))
