"""The crosswalk that is written: it reads back without a fault, and says where a person must decide."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from cyberready.library.companions import check_crosswalk
from cyberready.library.crosswalk import crosswalk
from cyberready.library.differences import differences
from cyberready.library.finding import Library, load, shipped_folder
from cyberready.library.reading import Document, parse, read_document
from cyberready.library.validation import validate
from cyberready.model.questionnaire import Questionnaire
from cyberready.model.translation import Crosswalk
from tests.library.versions import BASE, edited, next_versions, read

SMALL = read(BASE)
NEXT = edited(
    ("id: skills.schools", "id: skills.classes"),
    ("how to stay safe", "how to keep safe"),
    ("law against crime", "law on crime"),
    ("{id: skills.hours, text: How many hours a year do teachers train,", "{id: skills.budget, text: Who pays?,"),
    ("criteria: [published, known]", "revision: 2"),
)
TEXT = """\
# How the questions of small 1 became those of small 2.
# A pair below the word GUESS was matched by its words alone, and may be wrong.
# Review each: mend the pair or keep it, then take the comment out.
cyberready: 1
from: {id: small, version: "1"}
to: {id: small, version: "2"}
pairs:
  # GUESS, alike by 94 %: review.
  # old skills.schools: Do schools teach how to stay safe?
  # new skills.classes: Do schools teach how to keep safe?
  - {old: [skills.schools], new: [skills.classes], relation: reworded}
  # Changed, but the revision did not: text.
  # If what is measured changed, raise the revision and write reworded.
  - {old: [law.act], new: [law.act], relation: same}
  - {old: [law.courts], new: [law.courts], relation: reworded}
new:
  - skills.budget
dropped:
  - skills.hours
"""


def read_back(text: str, old: Questionnaire, new: Questionnaire) -> Crosswalk:
    """The crosswalk as the program reads it beside the newer version; it must have no fault."""
    document = parse(text, Document("crosswalk.yaml"))
    found = validate(Crosswalk, document)
    assert found is not None
    check_crosswalk(found, new, old, document)
    assert document.faults == []
    return found


def test_the_text() -> None:
    assert crosswalk(differences(SMALL, NEXT)) == TEXT


def test_it_passes_the_check_where_it_lies(tmp_path: Path) -> None:
    (tmp_path / "versions" / "1").mkdir(parents=True)
    (tmp_path / "versions" / "1" / "questionnaire.yaml").write_text(BASE, encoding="utf-8")
    newer = BASE.replace('version: "1"', 'version: "2"').replace("skills.schools", "skills.classes")
    (tmp_path / "questionnaire.yaml").write_text(newer, encoding="utf-8")
    (tmp_path / "crosswalk.yaml").write_text(crosswalk(differences(SMALL, read(newer))), encoding="utf-8")
    assert read_document(tmp_path / "crosswalk.yaml").faults == []
    loaded = load(tmp_path)
    assert loaded.warnings == ()
    assert [kind for kind, _, _ in loaded.companions] == ["crosswalk"]


OTHER_SECTION = ("      - {id: skills.hours", "  - id: x\n    title: X\n    questions:\n      - {id: hours")


@pytest.mark.parametrize(
    ("edits", "remarks"),
    [
        ([], []),
        ([("weight: 2", "weight: 3")], []),
        ([("against crime", "on crime")], ["Changed, but the revision did not: text."]),
        ([("[published, known]", "[known]")], ["Changed, but the revision did not: criteria."]),
        ([("id: law.act", "id: law.text"), ("question: law.act", "question: law.text"), ("{law.act: 2}", "{}")],
         ["GUESS, alike by 100 %: review."]),
        ([OTHER_SECTION], ["GUESS, alike by 100 %: review."]),
        ([OTHER_SECTION, ("teachers train", "teachers teach")],
         ["GUESS, alike by 87 %: review.",
          "More than the section changed: write reworded if what is measured did."]),
    ],
)  # fmt: skip
def test_what_a_person_must_decide_is_remarked(edits: list[tuple[str, str]], remarks: list[str]) -> None:
    text = crosswalk(differences(SMALL, edited(*edits)))
    told = [line.strip(" #") for line in text.splitlines() if line.strip().startswith("#")]
    assert [remark for remark in remarks if remark not in told] == []
    assert ("GUESS" in text) == any("GUESS" in remark for remark in remarks)
    assert ("did not:" in text) == any("did not:" in remark for remark in remarks)
    assert ("More than" in text) == any("More than" in remark for remark in remarks)


def test_a_long_text_is_cut_and_one_of_several_lines_stays_a_comment() -> None:
    long = ("how to stay safe?", "how to stay safe?" + "\\n- not a pair" + " and so on" * 30)
    quoted = ("text: Do schools", 'text: "Do schools')
    end = ("and so on\n        scale", 'and so on"\n        scale')
    new = edited(quoted, long, end, ("id: skills.schools", "id: skills.classes"), base=BASE)
    text = crosswalk(differences(SMALL, new))
    assert max(map(len, text.splitlines())) <= 110
    read_back(text, SMALL, new)


def test_questionnaires_of_two_ids() -> None:
    other = edited(("id: small", "id: other"))
    found = read_back(crosswalk(differences(SMALL, other)), SMALL, other)
    assert (found.from_.id, found.to.id) == ("small", "other")


def test_the_published_editions() -> None:
    library = Library((shipped_folder(),))
    old, new = (library.load("gci-published", version).questionnaire for version in ("edition-4", "edition-5"))
    found = read_back(crosswalk(differences(old, new)), old, new)
    assert [pair.relation for pair in found.pairs] == ["reworded"] * 5


@given(next_versions(), next_versions())
@settings(max_examples=80, deadline=None)
def test_it_always_passes_the_check_and_has_each_question_once(old: Questionnaire, new: Questionnaire) -> None:
    differing = differences(old, new)
    text = crosswalk(differing)
    found = read_back(text, old, new)
    assert sorted([*found.dropped, *(id for pair in found.pairs for id in pair.old)]) == sorted(old.questions)
    assert sorted([*found.new, *(id for pair in found.pairs for id in pair.new)]) == sorted(new.questions)
    assert (found.from_.version, found.to.version) == (old.version, new.version)
    assert text.count("GUESS, ") == sum(row.guess for row in differing.questions)
