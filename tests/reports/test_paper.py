from __future__ import annotations

from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from cyberready.reports import document as doc
from cyberready.reports.paper import paper
from tests.reports.made_up import ARABIC, SMALL, hostile, questionnaire

# Every text of the small questionnaire and of the document around it, one a line.
ALWAYS = """
A small questionnaire
What it is about.
7
CC-BY-4.0
small-one
20 minutes
English (en)
Law
What is written.
Crime
Cases
People
law.crime.act
law.crime.courts
law.cases.count
people.who
people.since
people.words
Is there a law?
Is it applied?
How many cases?
Who helps?
Since when?
What else?
Read the articles.
ministry, parliament
no draft
a bill
in force
published
the gazette
the debate
never used
used once
used often
judges are named
sessions are open
the CERT
a school
a contract
a lecture
From 2 an answer needs evidence on the basis document, verified.
"""
ONLY_TO_READ = """
Nothing goes without it.
Weight 2
write one
vote it
ABC:1
weight 3 · level 2 · required
a number · cases · from 0 to 99
a date
a text
What to do next
ABC: A framework, 3
"""
ONLY_IN_A_FORM = """
Subject
Round
Date that it describes
Assessor
How to fill in
none of these
cases · from 0 to 99
YYYY-MM-DD
"""
# Once for each of the six questions.
IN_EACH_ANSWER = """
not applicable, because
unknown: asked, nobody knew
Evidence seen: title, issuer, date
Basis
self-declared
desk research
interview
document
verified
Confidence
low
medium
high
Date of the facts
Who said it
Note
"""


def texts(part: object) -> list[str]:
    """Every text of a document, in order."""
    if is_dataclass(part):
        return [text for field in fields(part) for text in texts(getattr(part, field.name))]
    if isinstance(part, tuple):
        return [text for item in part for text in texts(item)]
    return [part] if isinstance(part, str) and part else []


def of(document: doc.Document, kind: type[doc.Block]) -> list[doc.Block]:
    return [block for block in document.blocks if isinstance(block, kind)]


def questions(document: doc.Document) -> list[doc.Question]:
    return [block for block in document.blocks if isinstance(block, doc.Question)]


@pytest.mark.parametrize("form", [True, False])
def test_every_text_stands_in_it_exactly_once(tmp_path: Path, form: bool) -> None:
    said = texts(paper(questionnaire(tmp_path), form=form).blocks)

    def not_said(lines: str, times: int) -> dict[str, int]:
        counts = {line: said.count(line) for line in lines.strip().splitlines()}
        return {line: count for line, count in counts.items() if count != times}

    assert not_said(ALWAYS, 1) == {}
    assert not_said(ONLY_TO_READ, 0 if form else 1) == {}
    assert not_said(ONLY_IN_A_FORM, 1 if form else 0) == {}
    assert not_said(IN_EACH_ANSWER, 6 if form else 0) == {}


def test_a_form_has_a_box_for_whatever_can_be_ticked(tmp_path: Path) -> None:
    to_fill_in, to_read = (paper(questionnaire(tmp_path), form=form) for form in (True, False))
    ticked = [part for question in questions(to_fill_in) for part in (*question.parts, *question.answer)]
    assert all(part.boxes for part in ticked if isinstance(part, doc.Choices))
    told = [part for question in questions(to_read) for part in (*question.parts, *question.answer)]
    assert not any(part.boxes for part in told if isinstance(part, doc.Choices))
    assert not any(isinstance(part, doc.Blank | doc.Row) for part in told)


def test_a_level_has_its_label_and_its_facts(tmp_path: Path) -> None:
    act = questions(paper(questionnaire(tmp_path), form=True))[0]
    assert (
        doc.Choices(
            items=(
                doc.Choice("Nothing", "0", ("no draft",)),
                doc.Choice("Some", "1", ("a bill",)),
                doc.Choice("All", "2", ("in force", "published")),
            ),
            boxes=True,
        )
        in act.parts
    )


@pytest.mark.parametrize(
    ("id", "room"),
    [
        ("law.cases.count", doc.Row((doc.Blank("Number", "cases · from 0 to 99"), doc.Blank("")))),
        ("people.since", doc.Row((doc.Blank("Date", "YYYY-MM-DD"), doc.Blank("")))),
        ("people.words", doc.Blank("Answer", lines=6)),
    ],
)
def test_there_is_room_for_a_value_that_is_written(tmp_path: Path, id: str, room: doc.Part) -> None:
    asked = {question.id: question for question in questions(paper(questionnaire(tmp_path), form=True))}
    assert room in asked[id].parts


@pytest.mark.parametrize(
    ("minimum", "maximum", "said"),
    [("", "", "cases"), ("minimum: 0, ", "", "cases · at least 0"), ("", "maximum: 9.5, ", "cases · at most 9.5")],
)
def test_the_bounds_of_a_number(tmp_path: Path, minimum: str, maximum: str, said: str) -> None:
    bounded = SMALL.replace("minimum: 0, maximum: 99, ", minimum + maximum)
    assert said in texts(paper(questionnaire(tmp_path, bounded), form=True).blocks)


def test_questions_that_count_have_the_numbers_of_the_screens(tmp_path: Path) -> None:
    numbers = {question.id: question.number for question in questions(paper(questionnaire(tmp_path), form=True))}
    assert numbers == {
        "law.crime.act": "1",
        "law.crime.courts": "2",
        "law.cases.count": "3",
        "people.who": "4",
        "people.since": "R1",
        "people.words": "R2",
    }


def test_sections_are_numbered_and_no_level_is_left_out(tmp_path: Path) -> None:
    document = paper(questionnaire(tmp_path), form=True)
    headings = [(b.level, b.number, b.text) for b in document.blocks if isinstance(b, doc.Heading)]
    assert headings == [(1, "1", "Law"), (2, "1.1", "Crime"), (2, "1.2", "Cases"), (1, "2", "People")]
    levels = [block.level for block in document.blocks if isinstance(block, doc.Heading | doc.Question)]
    assert all(after <= before + 1 for before, after in zip([0, *levels], levels, strict=False))


def test_conditions_stand_where_they_hold(tmp_path: Path) -> None:
    document = paper(questionnaire(tmp_path), form=True)
    said = "“Is there a law?” (question 1, law.crime.act)"
    own = doc.Paragraph(f"Only if {said} is at least 2 (All).", tone="condition")
    assert [question.id for question in questions(document) if own in question.parts] == ["law.crime.courts"]
    of_section = doc.Paragraph(f"Only if {said} has an answer.", tone="condition")
    before = document.blocks[document.blocks.index(of_section) - 1]
    assert isinstance(before, doc.Heading)
    assert before.text == "Cases"


@pytest.mark.parametrize(
    ("section", "ids"),
    [
        ("law", ["law.crime.act", "law.crime.courts", "law.cases.count"]),
        ("law.crime", ["law.crime.act", "law.crime.courts"]),
        ("people", ["people.who", "people.since", "people.words"]),
    ],
)
def test_one_section(tmp_path: Path, section: str, ids: list[str]) -> None:
    whole, part = (paper(questionnaire(tmp_path), form=True, section=name) for name in (None, section))
    assert [question.id for question in questions(part)] == ids
    assert part.blocks[0] == whole.blocks[0]
    first = next(block for block in part.blocks if isinstance(block, doc.Heading))
    assert first.level == 1
    numbers = {question.id: question.number for question in questions(whole)}
    assert all(question.number == numbers[question.id] for question in questions(part))


def test_what_hides_a_domain_is_said_of_its_section_alone(tmp_path: Path) -> None:
    hidden = SMALL.replace("title: Law\n", "title: Law\n    when: {question: people.who, answered: true}\n")
    document = paper(questionnaire(tmp_path, hidden), form=True, section="law.crime")
    assert "Only if “Who helps?” (question 4, people.who) has an answer." in texts(document.blocks)


def test_there_is_no_such_section(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        paper(questionnaire(tmp_path), form=True, section="lore")


def test_a_long_questionnaire_has_contents_and_a_page_for_each_domain(tmp_path: Path) -> None:
    more = "".join(f"      - {{id: people.q{n}, text: Question {n}?, scale: words}}\n" for n in range(15))
    short, long = (paper(questionnaire(tmp_path, SMALL + extra), form=True) for extra in ("", more))
    assert of(short, doc.Contents) == []
    assert of(long, doc.Contents) == [doc.Contents("Contents")]
    fresh = [block.text for block in long.blocks if isinstance(block, doc.Heading) and block.fresh]
    assert fresh == ["Law", "People"]
    assert not any(block.fresh for block in short.blocks if isinstance(block, doc.Heading))


@pytest.mark.parametrize("unreviewed", [True, False])
def test_an_unreviewed_translation_is_said_on_the_first_page(tmp_path: Path, unreviewed: bool) -> None:
    title = paper(questionnaire(tmp_path), form=True, unreviewed=unreviewed).blocks[0]
    assert isinstance(title, doc.Title)
    assert title.warning.startswith("Unreviewed translation") == unreviewed


def test_the_language_is_the_documents(tmp_path: Path) -> None:
    document = paper(questionnaire(tmp_path, ARABIC), form=True)
    assert (document.language, document.right_to_left) == ("ar", True)
    assert "العربية (ar)" in texts(document.blocks)
    assert not paper(questionnaire(tmp_path), form=True).right_to_left


def test_a_language_that_no_table_knows_is_shown_by_its_tag(tmp_path: Path) -> None:
    document = paper(questionnaire(tmp_path, SMALL.replace("language: en", "language: xx")), form=False)
    assert "xx" in texts(document.blocks)


def test_the_running_head_is_one_short_line(tmp_path: Path) -> None:
    assert paper(questionnaire(tmp_path), form=True).head == "A small questionnaire · 7"
    assert paper(hostile(tmp_path, "A\nB"), form=True).head == "A B · A B"
    assert len(paper(hostile(tmp_path, "word " * 600), form=True).head) < 130
