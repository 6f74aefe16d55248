"""The review of a round on the command line."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Command
from tests.cli.made_up import sheet, write


def test_the_points_stand_by_kind_with_what_was_answered(workspace: Path, command: Command) -> None:
    before = sheet("law.crime.act: 1, law.crime.courts: 1", label="2024", date="2024-06-30")
    now = (
        "law.crime.act: {value: 2, flag: true},"
        " law.crime.courts: {value: 1, confidence: low, status: host_disputed,"
        " host_view: {value: 2, text: since May}}"
    )
    write(workspace / "2024.yaml", before)
    write(workspace / "2025.yaml", sheet(now))
    command("import", "2024.yaml", "2025.yaml")
    assert command("review", "Exampleland/2025").out.splitlines() == [
        "Exampleland/2025 · small 1",
        "",
        "5 points to look at, in 3 questions. None forbids to finalise; you decide what may stay.",
        "",
        "No answer yet (1)",
        "",
        "  skills.schools",
        "",
        "Differs from 2024, and why or a note is missing (1)",
        "",
        "  law.crime.act  1 Some, now 2 All",
        "",
        "Disputed by the host (1)",
        "",
        "  law.crime.courts  1 Some; the host: 2 All since May",
        "",
        "Confidence is low (1)",
        "",
        "  law.crime.courts  1 Some",
        "",
        "Flagged (1)",
        "",
        "  law.crime.act  2 All",
        "",
        "3 questions: 2 answered, 0 not applicable, 0 unknown, 1 unanswered, 0 not asked.",
        "Finalising locks these answers with their notes and evidence, and the scores.",
    ]
    command("finalise", "Exampleland/2025")
    final = command("review", "Exampleland/2025").out.splitlines()
    assert final[2] == "5 points to look at, in 3 questions."
    assert (
        final[-1] == "This round is finalised: its answers, their notes and evidence, and its scores are locked."
    )
    found = command("review", "Exampleland/2025", "--json").json
    assert (found["round"], found["earlier"]) == ("Exampleland/2025", "2024")
    assert found["points"][0] == {"kind": "unanswered", "question": "skills.schools"}
    assert len(found["points"]) == 5


def test_a_clean_review_says_so(workspace: Path, command: Command) -> None:
    write(workspace / "s.yaml", sheet())
    command("import", "s.yaml")
    ended = command("review", "Exampleland/2025")
    assert (ended.status, ended.out.splitlines()[2]) == (0, "Nothing to look at: the review is clean.")
