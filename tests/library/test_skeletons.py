"""What authors start from passes the check, and says all that a person has to fill in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cyberready.errors import FaultyFile
from cyberready.library.companions import source_texts
from cyberready.library.finding import load
from cyberready.library.reading import Document, parse
from cyberready.library.skeletons import LANGUAGES, starting_questionnaire, translation_skeleton, written
from cyberready.library.validation import validate
from cyberready.model.questionnaire import Questionnaire, Section
from cyberready.model.translation import Translation
from tests.library.test_companions import SOURCE, TEXTS

# What a start shows once: the keys of the format that it does not use are these.
UNUSED = {"license", "linear", "maximum", "minimum_answered", "overall", "level", "required"}


def put(folder: Path, text: str, name: str = "questionnaire.yaml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


# A questionnaire


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_start_has_no_fault_and_is_in_its_language(tmp_path: Path, language: str) -> None:
    loaded = load(put(tmp_path, starting_questionnaire("depot-safety", "Depots", language)))
    assert loaded.warnings == ()
    questionnaire = loaded.questionnaire
    assert (questionnaire.id, questionnaire.title, questionnaire.language) == ("depot-safety", "Depots", language)


def structure(questionnaire: Questionnaire) -> object:
    """What a questionnaire is beside its texts."""
    return [
        list(questionnaire.scales),
        {id: (question.scale, question.weight, question.when) for id, question in questionnaire.questions.items()},
        {id: section.weight for id, section in questionnaire.sections.items()},
        {id: sorted(texts) for id, texts in source_texts(questionnaire).items()},
        [rating.from_ for rating in questionnaire.scoring.ratings],
    ]


def test_the_starts_differ_in_their_texts_alone(tmp_path: Path) -> None:
    found = [
        load(put(tmp_path, starting_questionnaire("q", "Q", language))).questionnaire for language in LANGUAGES
    ]
    english, *others = found
    for other in others:
        assert structure(other) == structure(english)
        for id, texts in source_texts(english).items():
            assert id == "title" or source_texts(other)[id] != texts, id
    comments = [starting_questionnaire("q", "Q", language).count("#") for language in LANGUAGES]
    assert len(set(comments)) == 1


def test_a_start_shows_every_feature(tmp_path: Path) -> None:
    text = starting_questionnaire("q", "Q")
    questionnaire = load(put(tmp_path, text)).questionnaire
    assert {scale.type for scale in questionnaire.scales.values()} == {
        "levels",
        "multiple",
        "number",
        "text",
        "date",
    }
    questions = questionnaire.questions.values()
    for name in ("help", "options", "advice", "when", "respondents", "criteria", "evidence", "evidence_from"):
        assert any(getattr(question, name) for question in questions), name
    assert any(question.weight != 1 for question in questions)
    assert any(section.weight != 1 and section.why_weight for section in questionnaire.sections.values())
    assert questionnaire.profiles["baseline"].sections
    assert questionnaire.profiles["baseline"].questions
    assert questionnaire.scoring.ratings
    fields = {*Questionnaire.model_fields, *Section.model_fields, *type(next(iter(questions))).model_fields}
    shown = set(re.findall(r"[a-z_]+", text))
    assert {name.rstrip("_") for name in fields} - shown <= UNUSED


@pytest.mark.parametrize(
    "title", ["Depots: safe?", "# 1", "{id}", "yes", "12", 'a "b"', "- x", "أسئلة", "a\u2028b"]
)
def test_any_title_is_kept(tmp_path: Path, title: str) -> None:
    assert load(put(tmp_path, starting_questionnaire("12", title))).questionnaire.title == title


# A translation


@pytest.fixture
def questionnaire(tmp_path: Path) -> Questionnaire:
    return load(put(tmp_path, SOURCE)).questionnaire


def test_a_skeleton_passes_with_a_warning_of_its_coverage(tmp_path: Path, questionnaire: Questionnaire) -> None:
    put(tmp_path, translation_skeleton(questionnaire, "fr", "reviewed", "The office", "# first"), "fr.yaml")
    loaded = load(tmp_path)
    (fault,) = loaded.warnings
    assert fault.what == f"0 of {TEXTS} texts are translated; the first that is missing: title."
    ((_, _, body),) = loaded.companions
    translation = Translation.model_validate_json(body)
    assert (translation.language, translation.status, translation.by) == ("fr", "reviewed", "The office")
    assert set(translation.texts) == set(source_texts(questionnaire))


def test_a_skeleton_shows_each_source_above_its_place(questionnaire: Questionnaire) -> None:
    text = translation_skeleton(questionnaire, "fr", schema="# yaml-language-server: $schema=x")
    assert text.startswith("# yaml-language-server: $schema=x\n")
    assert (
        """
  d.a:
    # Is it so?
    text:
    # Look.
    help:
    options:
      # 0: not so
      # 1:
      #   - it is so
      #   - and seen
    advice:
      # 0: Begin.
    evidence:
      # - law
      # - gazette
"""
        in text
    )
    assert "# scales:\n#   m:\n#     0: No\n#     1: Yes\n#   hours:\n#     unit: hours\n" in text
    assert "# ratings:\n#   - Low\n#   - High\n" in text
    assert "# profiles:\n#   base: Baseline\n" in text


def filled_in(skeleton: str) -> str:
    """As somebody would who writes X behind each key, and takes away the # where the key is a comment."""
    head, body = skeleton.split("texts:\n", 1)
    lines = []
    for line in body.splitlines():
        if re.match(r"\s*# (- |[\w.-]+:|  )|# (scales|ratings|profiles):", line):
            line = line.replace("# ", "", 1)
        elif re.fullmatch(r"    (title|description|why_weight|text|help):", line):
            line += " X"
        elif re.match(r"\s*#", line):
            continue
        lines.append(line)
    return f"{head}texts:\n" + "\n".join(lines) + "\n"


def test_a_skeleton_that_is_filled_in_is_a_whole_translation(tmp_path: Path, questionnaire: Questionnaire) -> None:
    put(tmp_path, filled_in(translation_skeleton(questionnaire, "fr")), "fr.yaml")
    assert load(tmp_path).warnings == ()


@given(
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1).filter(
        lambda text: bool(text.strip())
    )
)
def test_no_source_leaves_its_comment(source: str) -> None:
    """Whatever a text holds, line breaks of any kind and what looks like YAML, the skeleton stays one."""
    document = parse(SOURCE, Document("q.yaml"))
    document.data["domains"][0]["questions"][0]["text"] = source
    document.data["domains"][0]["questions"][0]["evidence"][0] = source
    document.data["title"] = source
    questionnaire = validate(Questionnaire, document)
    assert questionnaire is not None
    read = parse(translation_skeleton(questionnaire, "fr", by=source.strip()), Document("fr.yaml"))
    assert not read.faults
    assert list(read.data) == ["cyberready", "translates", "language", "status", "by", "texts"]
    assert {id: list(entry) for id, entry in read.data["texts"].items()} == {
        id: ["text"] if id == "title" else list(texts) for id, texts in source_texts(questionnaire).items()
    }


@given(st.text(st.characters(codec="utf-8")))
def test_a_text_that_is_written_is_read_again(text: str) -> None:
    line = written(text)
    read = parse(f"a: {line}\nb: [{line}, {{c: {line}}}]\n", Document("q.yaml"))
    assert not read.faults
    assert read.data == {"a": text, "b": [text, {"c": text}]}
    assert "\n" not in line
    assert yaml.safe_load(f"a: {line}") == {"a": text} or re.fullmatch(
        "[A-Za-z]+", text
    )  # `yes` is true to others


def test_a_faulty_start_would_be_seen(tmp_path: Path) -> None:
    with pytest.raises(FaultyFile):
        load(put(tmp_path, starting_questionnaire("q", "Q").replace("scale: practice", "scale: nothing")))
