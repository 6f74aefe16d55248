from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from cyberready.charts.profile import ProfileSeries
from cyberready.errors import WrongCall
from cyberready.language.messages import _, use_language
from cyberready.workspace.charting import (
    chart_folder,
    profile_series,
    round_scores,
    trend_series,
    write_charts,
)
from cyberready.workspace.workspace import Workspace
from tests.workspace.made_up import SMALL, begin, put, small, write

ANSWERS = {"law.act": 2, "law.courts": 1, "skills.schools": 0}
FRENCH = """\
cyberready: 1
translates: small
language: fr
status: %s
texts: {title: Un petit questionnaire, law: {title: Droit}}
profiles: {sooner: But proche}
"""


@pytest.fixture
def french() -> Iterator[None]:
    use_language("fr-MA")
    yield
    use_language("en")


def targets(series: ProfileSeries) -> dict[str, float | None]:
    return {row.id: row.target for row in series.rows}


# `sooner` has the nearer date; its default is 1, for skills 0. `later` asks for 2 everywhere.
@pytest.mark.parametrize(
    ("name", "title", "expected"),
    [
        (None, "Sooner goal", {"law": 1, "skills": 0}),
        ("sooner", "Sooner goal", {"law": 1, "skills": 0}),
        ("later", "Later goal", {"law": 2, "skills": 2}),
    ],
)
def test_a_profile_shows_the_nearest_target_unless_another_is_named(
    workspace: Workspace, name: str | None, title: str, expected: dict[str, float]
) -> None:
    series = profile_series(workspace, begin(workspace, answers=ANSWERS), name)
    assert series.profile == title
    assert targets(series) == expected
    assert {row.id: row.value for row in series.rows} == pytest.approx({"law": 1.5, "skills": 0})


def test_a_profile_that_the_questionnaire_does_not_have_lists_those_it_has(
    folder: Path, workspace: Workspace
) -> None:
    with pytest.raises(WrongCall, match="later, sooner"):
        profile_series(workspace, begin(workspace), "soonest")
    start, end = SMALL.index("profiles:"), SMALL.index("domains:")
    put(folder, SMALL[:start] + SMALL[end:])
    without = begin(workspace, "2025")
    with pytest.raises(WrongCall, match="It has: none"):
        profile_series(workspace, without, "sooner")
    assert targets(profile_series(workspace, without)) == {"law": None, "skills": None}


def test_a_chart_knows_its_round_and_the_text_that_was_answered(workspace: Workspace) -> None:
    final = workspace.finalise(begin(workspace, answers=ANSWERS))
    scores = round_scores(workspace, final)
    assert (scores.subject, scores.label, scores.status) == ("Exampleland", "2024", "finalised")
    assert (scores.questionnaire, scores.version, scores.title) == ("small", "1", "A small questionnaire")
    assert scores.digest == final.questionnaire.digest
    assert scores.domains == {"law": "Law", "skills": "Skills"}
    empty = workspace.score(final, {})
    assert round_scores(workspace, final, scorecard=empty).scorecard == empty


def test_a_trend_is_drawn_in_order_of_time_and_joined_within_a_version(folder: Path, workspace: Workspace) -> None:
    put(folder, small(version="2"))
    put(folder, small(), "small/versions/1")
    rounds = [
        begin(workspace, label, {"law.act": value}, version=version)
        for label, value, version in [("2025", 2, "2"), ("2023", 1, "1"), ("2024", 2, "1")]
    ]
    series = trend_series(workspace, rounds)
    assert series.overall is not None
    assert [(p.label, p.joined) for p in series.overall.points] == [
        ("2023", False),
        ("2024", True),
        ("2025", False),
    ]
    # One of law's two questions, and law is one of two domains.
    assert [p.value for p in series.overall.points] == pytest.approx([0.25, 0.5, 0.5])
    assert [line.id for line in series.domains] == ["law", "skills"]


@pytest.mark.parametrize("other", [{"subject": "Elsewhere"}, {"questionnaire": "other"}])
def test_a_trend_is_of_one_subject_and_one_questionnaire(
    folder: Path, workspace: Workspace, other: dict[str, str]
) -> None:
    put(folder, small(id="other"), "other")
    rounds = [begin(workspace, "2024"), begin(workspace, "2025", **other)]
    for draw in (trend_series, lambda w, r: write_charts(w, "trend", r, None, ["csv"])):
        with pytest.raises(WrongCall, match="one subject with one questionnaire"):
            draw(workspace, rounds)
    assert [path.name for path in (folder / "results").glob("*/")] == [".cache"]


@pytest.mark.parametrize(
    ("kind", "labels", "files"),
    [
        ("profile", ["2024"], ["exampleland/2024/charts/profile-exampleland-2024-small"]),
        (
            "profile",
            ["2024", "2025"],
            [
                "exampleland/2024/charts/profile-exampleland-2024-small",
                "exampleland/2025/charts/profile-exampleland-2025-small",
            ],
        ),
        ("trend", ["2024", "2025"], ["exampleland/charts/trend-exampleland-small"]),
    ],
)
def test_charts_go_to_the_results_of_their_subject_and_round(
    workspace: Workspace, kind: str, labels: list[str], files: list[str]
) -> None:
    rounds = [begin(workspace, label, ANSWERS) for label in labels]
    written = write_charts(workspace, kind, rounds, None, ["csv"])
    results = workspace.folder / "results"
    assert {path for path in written if path.suffix == ".csv"} == {results / f"{file}.csv" for file in files}
    for file in files:
        manifest = json.loads((results / file).with_name("manifest.json").read_text("utf-8"))
        assert (results / file).name in manifest["charts"]


def test_a_given_folder_and_profile_hold_for_every_round(workspace: Workspace, tmp_path: Path) -> None:
    rounds = [begin(workspace, label, ANSWERS) for label in ("2024", "2025")]
    written = write_charts(workspace, "profile", rounds, tmp_path / "mine", ["csv"], "later")
    assert {path.parent for path in written} == {tmp_path / "mine"}
    with (tmp_path / "mine" / "profile-exampleland-2025-small.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [(row["id"], float(row["target"])) for row in csv.DictReader(file)] == [("law", 2), ("skills", 2)]


@pytest.mark.parametrize(
    ("subject", "label"),
    [("../../etc", ".."), ("العراق", "٢٠٢٤"), ("A/B", "1/2"), ("CON", "nul"), ("a\nb", "c:d"), ("...", "-")],
)
def test_no_name_leads_out_of_the_results(workspace: Workspace, subject: str, label: str) -> None:
    round = begin(workspace, label, ANSWERS, subject=subject, on="2024-06-30")
    results = workspace.folder / "results"
    for path in write_charts(workspace, "profile", [round], None, ["csv"]):
        parts = path.resolve().relative_to(results.resolve()).parts
        assert len(parts) == 4
        assert parts[2] == "charts"
        assert all(part.isascii() and part[0].isalnum() for part in parts)


def test_subjects_in_other_letters_have_folders_of_their_own(workspace: Workspace) -> None:
    rounds = [begin(workspace, subject=subject) for subject in ("العراق", "الأردن")]
    assert chart_folder(workspace, rounds[:1]) != chart_folder(workspace, rounds[1:])


@pytest.mark.parametrize(
    ("kind", "formats", "profile", "told"),
    [
        ("pie", ["csv"], None, "profile, trend"),
        ("profile", ["csv", "bmp"], None, "bmp"),
        ("trend", ["bmp"], None, "bmp"),
        ("profile", ["csv"], "never", "later, sooner"),
    ],
)
def test_a_wrong_kind_format_or_profile_writes_nothing(
    workspace: Workspace, kind: str, formats: list[str], profile: str | None, told: str
) -> None:
    rounds = [begin(workspace, "2024"), begin(workspace, "2025")]
    with pytest.raises(WrongCall, match=told):
        write_charts(workspace, kind, rounds, None, formats, profile)
    assert {path.name.split("-")[0] for path in (workspace.folder / "results").iterdir()} == {
        ".cache",
        "cyberready.db",
    }


def test_titles_are_in_the_language_in_use(folder: Path, workspace: Workspace, french: None) -> None:
    write(folder / "questionnaires" / "small" / "fr.yaml", FRENCH % "reviewed")
    round = begin(workspace, answers=ANSWERS)
    series = profile_series(workspace, round)
    assert series.language == "fr-MA"
    assert [row.title for row in series.rows] == ["Droit", "Skills"]  # what is not translated stays
    assert series.profile == "But proche"
    assert profile_series(workspace, round, "later").profile == "Later goal"
    assert targets(series) == {"law": 1, "skills": 0}
    assert "Un petit questionnaire" in series.source
    assert "Droit" in series.title
    assert [line.title for line in trend_series(workspace, [round]).domains] == ["Droit", "Skills"]


def test_a_chart_has_the_same_numbers_in_every_language(
    folder: Path, workspace: Workspace, french: None, tmp_path: Path
) -> None:
    write(folder / "questionnaires" / "small" / "fr.yaml", FRENCH % "machine")
    round = begin(workspace, answers=ANSWERS)
    for kind in ("profile", "trend"):
        for tag in ("fr-MA", "en"):
            use_language(tag)
            write_charts(workspace, kind, [round], tmp_path / tag, ["csv"])
    names = sorted(path.name for path in (tmp_path / "en").glob("*.csv"))
    assert len(names) == 2
    for name in names:
        assert (tmp_path / "fr-MA" / name).read_bytes() == (tmp_path / "en" / name).read_bytes()
    french, english = (
        json.loads((tmp_path / tag / "manifest.json").read_text("utf-8"))["charts"][names[0][:-4]]
        for tag in ("fr-MA", "en")
    )
    assert french["provenance"] == english["provenance"]
    assert (french["language"], english["language"]) == ("fr-MA", "en")
    assert "Droit" in french["title"]
    assert "Law" in english["title"]


@pytest.mark.parametrize(
    ("status", "tag", "told"),
    [
        ("machine", "fr-MA", True),
        ("reviewed", "fr-MA", False),
        ("approved", "fr-MA", False),
        ("machine", "en", False),
    ],
)
def test_a_translation_that_nobody_has_read_over_is_told(
    folder: Path, workspace: Workspace, french: None, status: str, tag: str, told: bool
) -> None:
    write(folder / "questionnaires" / "small" / "fr.yaml", FRENCH % status)
    use_language(tag)
    round = begin(workspace, answers=ANSWERS)
    for series in (profile_series(workspace, round), trend_series(workspace, [round])):
        assert series.source.endswith(_("Unreviewed translation.")) == told
