"""Charts of stored rounds: gathers what a chart needs, in the language in use, and hands it on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cyberready.charts.apart import Drawing, draw, draw_apart
from cyberready.charts.names import slug
from cyberready.charts.series import ProfileSeries, RoundScores, TrendSeries, profile, trend
from cyberready.comparison.trend import joined
from cyberready.errors import WrongCall
from cyberready.language.messages import _, tag_in_use
from cyberready.model.rounds import Round
from cyberready.scoring.engine import ENGINE
from cyberready.scoring.profiles import section_targets
from cyberready.workspace.languages import questionnaire_in
from cyberready.workspace.workspace import Workspace

if TYPE_CHECKING:
    from cyberready.model.scorecard import Scorecard

KINDS = ("profile", "trend")


def round_scores(
    workspace: Workspace, round: Round, profile_name: str | None = None, scorecard: Scorecard | None = None
) -> RoundScores:
    """What a chart needs to know of a round, titles in the language in use; the first profile where none is named.

    Raises:
        WrongCall: the questionnaire has no such profile.
    """
    questionnaire = workspace.questionnaire(round)
    if profile_name is not None and profile_name not in questionnaire.profiles:
        known = ", ".join(questionnaire.profiles) or _("none")
        text = _("{questionnaire} has no profile {name!r}. It has: {known}.")
        raise WrongCall(text.format(questionnaire=questionnaire.id, name=profile_name, known=known))
    name = profile_name or next(iter(questionnaire.profiles_by_date), None)
    chosen = None if name is None else questionnaire.profiles[name]
    shown, translation = questionnaire_in(workspace, round, tag_in_use())
    return RoundScores(
        subject=round.subject.name,
        label=round.label,
        date=round.date,
        questionnaire=questionnaire.id,
        version=questionnaire.version,
        title=shown.title,
        digest=round.questionnaire.digest,
        status=round.status,
        engine=ENGINE,
        scorecard=scorecard or workspace.score(round),
        domains={domain.id: domain.title for domain in shown.domains},
        targets={} if chosen is None else section_targets(questionnaire, chosen),
        profile="" if name is None else shown.profiles[name].title or name,
        written={domain.id: domain.title for domain in questionnaire.domains},
        unreviewed=translation.unreviewed,
    )


def profile_series(workspace: Workspace, round: Round, profile_name: str | None = None) -> ProfileSeries:
    """The profile chart of one round."""
    return profile(round_scores(workspace, round, profile_name))


def trend_series(workspace: Workspace, rounds: Sequence[Round]) -> TrendSeries:
    """The trend chart of some rounds of one subject, in order of time.

    Raises:
        WrongCall: the rounds are of several subjects or questionnaires.
    """
    subjects = {round.subject.name for round in rounds}
    questionnaires = {round.questionnaire.id for round in rounds}
    if len(subjects) > 1 or len(questionnaires) > 1:
        text = _(
            "A trend shows the rounds of one subject with one questionnaire, "
            "not of {subjects} with {questionnaires}."
        )
        known = {"subjects": ", ".join(sorted(subjects)), "questionnaires": ", ".join(sorted(questionnaires))}
        raise WrongCall(text.format(**known))
    ordered = sorted(rounds, key=lambda round: (round.date, round.created))
    return trend([round_scores(workspace, round) for round in ordered], joined(ordered))


def chart_folder(workspace: Workspace, rounds: Sequence[Round]) -> Path:
    """Where a chart goes when no folder is given: results/SUBJECT/ROUND/charts, or results/SUBJECT/charts."""
    subject = workspace.folder / "results" / slug(rounds[0].subject.name)
    return (subject / slug(rounds[0].label) if len(rounds) == 1 else subject) / "charts"


def write_charts(
    workspace: Workspace,
    kind: str,
    rounds: Sequence[Round],
    folder: Path | None,
    formats: Sequence[str],
    profile_name: str | None = None,
    *,
    apart: bool = False,
) -> tuple[Path, ...]:
    """Draw a chart of the rounds (a profile of each, or one trend of all) and write its files.

    Args:
        apart: in a process of its own, so that a thread which waits for it holds nobody up.

    Raises:
        WrongCall: there is no such kind of chart, format or profile.
        CannotWriteFile: the folder cannot be written.
    """
    drawings = _drawings(workspace, kind, rounds, folder, tuple(formats), profile_name)
    return draw_apart(drawings) if apart else draw(drawings)


def _drawings(
    workspace: Workspace,
    kind: str,
    rounds: Sequence[Round],
    folder: Path | None,
    formats: tuple[str, ...],
    profile_name: str | None,
) -> list[Drawing]:
    if kind not in KINDS:
        raise WrongCall(
            _("There is no chart {name!r}. There are: {kinds}.").format(name=kind, kinds=", ".join(KINDS))
        )
    if kind == "trend":
        series = trend_series(workspace, rounds)
        stem = f"trend-{slug(rounds[0].subject.name)}-{rounds[0].questionnaire.id}"
        return [Drawing("trend", series, folder or chart_folder(workspace, rounds[:2]), stem, formats)]
    return [
        Drawing(
            "profile",
            profile_series(workspace, round, profile_name),
            folder or chart_folder(workspace, [round]),
            f"profile-{slug(round.subject.name)}-{slug(round.label)}-{round.questionnaire.id}",
            formats,
        )
        for round in rounds
    ]
