"""The questionnaires that come with the program keep the format and their own promises."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from cyberready.library.finding import Library, Loaded, load, reopen, shipped_folder
from cyberready.library.reading import read_document
from cyberready.library.validation import validate
from cyberready.model.answers import Sheet
from cyberready.model.questionnaire import Question

FILES = sorted(shipped_folder().rglob("questionnaire.yaml"))
SHEETS = sorted(shipped_folder().rglob("examples/*.yaml"))


def named(file: Path) -> str:
    return str(file.relative_to(shipped_folder()))


def test_there_are_questionnaires_to_test() -> None:
    assert {"trust-security-ict", "gci-published"} <= set(Library((shipped_folder(),)).newest())


@pytest.mark.parametrize("file", FILES, ids=named)
def test_a_shipped_questionnaire_has_no_fault(file: Path) -> None:
    """Nor do the translations and crosswalks beside it."""
    assert load(file).warnings == ()


@pytest.mark.parametrize("file", FILES, ids=named)
def test_a_shipped_questionnaire_reopens_from_what_a_round_keeps(file: Path) -> None:
    loaded = load(file)
    assert reopen(loaded.body) == loaded.questionnaire


@pytest.mark.parametrize("file", FILES, ids=named)
def test_a_shipped_questionnaire_lies_where_its_id_and_version_say(file: Path) -> None:
    questionnaire = load(file).questionnaire
    if file.parent.parent.name == "versions":
        assert file.parts[-4:-1] == (questionnaire.id, "versions", questionnaire.version)
    else:
        assert file.parent.name == questionnaire.id


@pytest.mark.parametrize("file", SHEETS, ids=named)
def test_an_example_answers_a_shipped_version(file: Path) -> None:
    document = read_document(file)
    sheet = validate(Sheet, document)
    assert document.faults == []
    assert sheet is not None
    questions = Library((shipped_folder(),)).load(sheet.questionnaire, sheet.version).questionnaire.questions
    assert set(sheet.answers) <= set(questions)


@pytest.fixture(scope="module")
def trust() -> Loaded:
    return load(shipped_folder() / "trust-security-ict")


def scored(loaded: Loaded) -> list[Question]:
    return [question for id, question in loaded.questionnaire.questions.items() if loaded.questionnaire.scored(id)]


def descriptors(question: Question) -> list[tuple[str, ...]]:
    return list(question.options.values())


def repeated(texts: list[str]) -> list[str]:
    """Texts that stand more than once, whatever their spacing and capitals."""
    counts = Counter(" ".join(text.casefold().split()) for text in texts)
    return [text for text, count in counts.items() if count > 1]


def test_it_has_eight_domains_of_three_sections_of_three_scored_questions(trust: Loaded) -> None:
    questionnaire = trust.questionnaire
    assert len(questionnaire.domains) == 8
    assert {domain.id: len(domain.sections) for domain in questionnaire.domains} == {
        domain.id: 3 for domain in questionnaire.domains
    }
    sections = [section for domain in questionnaire.domains for section in domain.sections]
    assert {section.id: sum(questionnaire.scored(q.id) for q in section.questions) for section in sections} == {
        section.id: 3 for section in sections
    }
    assert [section.id for section in sections if section.sections] == []
    assert len(scored(trust)) == 72


def test_each_domain_has_one_or_two_outcome_numbers_that_are_not_scored(trust: Loaded) -> None:
    questionnaire = trust.questionnaire
    for domain in questionnaire.domains:
        unscored = [q for part in domain.walk() for q in part.questions if not questionnaire.scored(q.id)]
        assert 1 <= len(unscored) <= 2, domain.id
        assert {questionnaire.scale_of(q.id).type for q in unscored} == {"number"}
        assert all(q.text and q.help and q.evidence and q.respondents for q in unscored)


def test_every_scored_question_describes_its_six_levels(trust: Loaded) -> None:
    levels = ["0", "1", "2", "3", "4", "5"]
    assert {q.id: sorted(q.options) for q in scored(trust)} == {q.id: levels for q in scored(trust)}
    empty = [
        q.id for q in scored(trust) for facts in descriptors(q) if not facts or not all(map(str.strip, facts))
    ]
    assert empty == []


def test_descriptors_are_distinct_within_a_question_and_across_the_file(trust: Loaded) -> None:
    facts = [fact for q in scored(trust) for described in descriptors(q) for fact in described]
    assert repeated(facts) == []
    whole = ["; ".join(described) for q in scored(trust) for described in descriptors(q)]
    assert len(whole) == 72 * 6
    assert repeated(whole) == []


def test_texts_and_helps_are_distinct(trust: Loaded) -> None:
    questions = list(trust.questionnaire.questions.values())
    assert repeated([question.text for question in questions]) == []
    assert repeated([question.help for question in questions]) == []


@pytest.mark.parametrize("name", ["help", "evidence", "respondents", "references"])
def test_every_scored_question_has(trust: Loaded, name: str) -> None:
    assert [question.id for question in scored(trust) if not getattr(question, name)] == []


def test_every_domain_says_why_it_weighs_what_it_weighs(trust: Loaded) -> None:
    domains = trust.questionnaire.domains
    assert [domain.id for domain in domains if len(domain.why_weight.split()) < 20] == []
    assert repeated([domain.why_weight for domain in domains]) == []


def test_there_are_two_profiles_and_the_ambitious_one_asks_for_more(trust: Loaded) -> None:
    profiles = trust.questionnaire.profiles
    assert set(profiles) == {"baseline", "ambitious"}
    baseline, ambitious = profiles["baseline"], profiles["ambitious"]
    assert baseline.default is not None
    assert ambitious.default is not None
    assert baseline.default < ambitious.default
    assert baseline.by is not None
    assert ambitious.by is not None
    assert baseline.by < ambitious.by


def test_ids_follow_the_section_that_holds_them(trust: Loaded) -> None:
    paths = trust.questionnaire.paths
    assert [id for id, path in paths.items() if not id.startswith(f"{path[-1].id}.")] == []
