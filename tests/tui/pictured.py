"""The workspace that the pictures show: made up, in three languages, the same on every machine and day."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

from cyberready.library.finding import load
from cyberready.model.answers import Answer, Subject
from cyberready.workspace.workspace import Workspace
from tests.whole import ANSWERS, QUESTIONNAIRE

from .made_up import add

FRENCH = """\
cyberready: 1
translates: whole
language: fr
status: machine
texts:
  title: Un questionnaire de toutes sortes
  law: {title: Droit}
  law.act:
    text: Existe-t-il une loi contre les attaques d'ordinateurs ?
    help: Une loi compte lorsqu'elle est en vigueur.
    options:
      0: Rien n'est écrit
      1: Un projet est devant le parlement
      2: [Elle est en vigueur, Elle vise l'accès illégal]
      3: Des jugements ont été rendus sur son fondement
    evidence: [le journal officiel]
  law.courts: {text: Les tribunaux la connaissent-ils ?}
  law.since: {text: Depuis quand est-elle en vigueur ?}
  law.remark: {text: Quoi d'autre sur la loi ?}
  skills: {title: Compétences}
  skills.schools: {text: Est-ce enseigné à l'école ?}
  skills.partners: {text: Qui y aide ?}
  skills.cases: {text: Combien d'affaires ont été résolues ?}
  trust: {title: Confiance}
  trust.shop: {text: Achète-t-on en ligne ?}
scales: {level: {0: Absent, 1: Amorcé, 2: Fait, 3: Prouvé}}
ratings: [Bas, Moyen, Haut]
profiles: {goal: Objectif}
"""
ARABIC = """\
cyberready: 1
translates: whole
language: ar
status: machine
texts:
  title: استبيان من كل نوع
  law: {title: القانون}
  law.act:
    text: هل يوجد قانون ضد الهجمات على الحواسيب؟
    help: يحتسب القانون متى كان نافذا.
    options:
      0: لم يكتب شيء
      1: مشروع قانون أمام البرلمان
      2: [القانون نافذ, يشمل الدخول غير المشروع]
      3: صدرت أحكام بموجبه
    evidence: [الجريدة الرسمية]
  law.courts: {text: هل تعرفه المحاكم؟}
  law.since: {text: منذ متى هو نافذ؟}
  law.remark: {text: ماذا أيضا عن القانون؟}
  skills: {title: المهارات}
  skills.schools: {text: هل يدرس في المدارس؟}
  skills.partners: {text: من يساعد في ذلك؟}
  skills.cases: {text: كم قضية حلت؟}
  trust: {title: الثقة}
  trust.shop: {text: هل يشتري الناس عبر الإنترنت؟}
scales: {level: {0: غائب, 1: بدأ, 2: منجز, 3: مثبت}}
ratings: [منخفض, متوسط, مرتفع]
profiles: {goal: الهدف}
"""
LATEST = {
    **{id: ANSWERS[id] for id in ("law.act", "law.courts", "skills.schools", "skills.partners")},
    "trust.shop": Answer(not_applicable="no shops online"),
    "trust.survey": Answer(value=2, confidence="low", flag=True, note="One survey, of 2024; the next is planned."),
}


def fill(folder: Path) -> None:
    """Make the workspace: two finalised rounds and a draft of one subject, the draft of another."""
    file = add(folder, QUESTIONNAIRE, "whole")
    (file.parent / "fr.yaml").write_text(FRENCH, encoding="utf-8")
    (file.parent / "ar.yaml").write_text(ARABIC, encoding="utf-8")
    source = load(file)
    with Workspace.open(folder, by="A. Assessor") as workspace:

        def begin(subject: str, year: int, answers: dict[str, Answer]) -> None:
            who = Subject(name=subject, kind="country")
            round = workspace.start(source, who, str(year), date(year, 6, 30), answers=answers)
            workspace.refresh(round)
            if year < 2026:
                workspace.finalise(round)

        begin("Exampleland", 2024, {**ANSWERS, "law.act": Answer(value=1), "trust.audit": Answer(value=0)})
        begin("Exampleland", 2025, {**ANSWERS, "trust.survey": Answer(value=3)})
        begin("Exampleland", 2026, LATEST)
        begin("Otherland", 2026, {"law.act": Answer(value=0)})
    with closing(sqlite3.connect(folder / "results" / "cyberready.db")) as database, database:
        # The list marks the round that was changed last: Exampleland's draft.
        database.execute("UPDATE rounds SET created = date, changed = date || 'T08:00:00.000Z'")
        database.execute(
            "UPDATE rounds SET changed = '2026-07-01T08:00:00.000Z' WHERE label = '2026' AND subject_id ="
            " (SELECT id FROM subjects WHERE name = 'Exampleland')"
        )
