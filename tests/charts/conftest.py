"""Small catalogues in the place of those that are shipped: what the charts say in French and Arabic."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cyberready.charts.trend_words import NOT_JUDGED
from cyberready.charts.values import UNDECIDED
from cyberready.language import messages
from cyberready.language.messages import use_language
from tests.language.test_messages import compiled

FRENCH = {
    "": "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=n>1;\n",
    "no score": "aucun score",
    "{low} to {high}": "{low} à {high}",
    "{number} %": "{number}\xa0%",
    "{share} of the scale": "{share} de l'échelle",
    "{score} on {scale}": "{score} sur {scale}",
    "{score}\non {scale}": "{score}\nsur {scale}",
    "{before}; {after}": "{before}\xa0; {after}",
    "{round} ({date}, draft)": "{round} ({date}, brouillon)",
    "{subject} {round}: {finding}": "{subject} {round}\xa0: {finding}",
    "{subject}: {finding}": "{subject}\xa0: {finding}",
    "highest in {highest}, lowest in {lowest}": "minimum pour {lowest}, maximum pour {highest}",
    "{number} domain ({score})\0{number} domains ({score})": (
        "{number} domaine ({score})\0{number} domaines ({score})"
    ),
    "Score per domain, {scale}": "Score par domaine, de {scale}",
    "At or above the target of {profile}: {reached} of {number} domains that have one."
    "\0At or above the target of {profile}: {reached} of {number} domains that have one.": (
        "Cible {profile} atteinte\xa0: {reached} sur {number} domaine qui en a une."
        "\0Cible {profile} atteinte\xa0: {reached} sur {number} domaines qui en ont une."
    ),
    "No score, for want of answers that count: {domains}.": "Aucun score, faute de réponses\xa0: {domains}.",
    "Bar chart of the score per domain, {scale} with the target of {profile}: {subject}, {round}.": (
        "Barres, {scale}, cible {profile}\xa0: {subject}, {round}."
    ),
    "{domain}: {score}.": "{domain}\xa0: {score}.",
    "{domain}: {score}, target {target}.": "{domain}\xa0: {score}, cible {target}.",
    "{domain}: {score}, between {low} and {high}, target {target}.": (
        "{domain}\xa0: {score}, entre {low} et {high}, cible {target}."
    ),
    "{first} and {last}, two editions that cannot be compared": "{first} et {last}, éditions non comparables",
    "Overall score": "Score global",
    "Overall score {overall}, domains {domains}": "Score global de {overall}, domaines de {domains}",
    "overall score from {first} to {last}": "score global de {first} à {last}",
    "round {rounds}\0rounds {rounds}": "cycle {rounds}\0cycles {rounds}",
    "{line}, {scale}: {scores}.": "{line}, {scale}\xa0: {scores}.",
    "{before}; not comparable with that, {after}": "{before}\xa0; non comparable, {after}",
    "{questionnaire}, version {versions}\0{questionnaire}, versions {versions}": (
        "{questionnaire}, version {versions}\0{questionnaire}, versions {versions}"
    ),
    "Source: {questionnaires}. Scores by engine {engines}, chart by {program}.": (
        "Source\xa0: {questionnaires}. Moteur {engines}, graphique {program}."
    ),
    "Unreviewed translation.": "Traduction non relue.",
    UNDECIDED: "Traits fins\xa0: du minimum au maximum possibles.",
    NOT_JUDGED: "Les changements ne sont pas jugés.",
    "target {profile}": "cible {profile}",
    "score": "score",
    "lowest to highest possible": "du minimum au maximum possibles",
    "the other domains": "les autres domaines",
    "▲ higher, ▼ lower, = the same as the round before. Changes are not judged here.": "▲ plus haut, ▼ plus bas",
    "{number} earlier round left out: the window is too narrow."
    "\0{number} earlier rounds left out: the window is too narrow.": "{number} cycle omis.\0{number} cycles omis.",
}
ARABIC = {
    "": "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=6; plural="
    "n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5;\n",
    "no score": "لا درجة",
    "{low} to {high}": "من {low} إلى {high}",
    "{subject} {round}: {finding}": "{subject} {round}: {finding}",
    "highest in {highest}, lowest in {lowest}": "الأعلى في {highest}، والأدنى في {lowest}",
    "Score per domain, {scale}": "الدرجة لكل مجال، {scale}",
    "Overall score {overall}, domains {domains}": "الدرجة الإجمالية {overall}، والمجالات {domains}",
    "overall score from {first} to {last}": "الدرجة الإجمالية من {first} إلى {last}",
    "round {rounds}\0rounds {rounds}": "\0".join(
        f"{word} {{rounds}}" for word in ("الجولات", "الجولة", "الجولتان", "الجولات", "الجولات", "الجولات")
    ),
    "{before}; {after}": "{before}؛ {after}",
    "Overall score": "الدرجة الإجمالية",
    "Source: {questionnaires}. Scores by engine {engines}, chart by {program}.": (
        "المصدر: {questionnaires}. حسب الدرجات المحرك {engines}، ورسم المخطط {program}."
    ),
    "{questionnaire}, version {versions}\0{questionnaire}, versions {versions}": "\0".join(
        f"{{questionnaire}}، {word} {{versions}}"
        for word in ("الإصدارات", "الإصدار", "الإصداران", "الإصدارات", "الإصدارات", "الإصدارات")
    ),
    UNDECIDED: "تمتد الخطوط الرفيعة من أدنى درجة إلى أعلى درجة يمكن أن تعطيها الأسئلة التي بلا إجابة.",
    NOT_JUDGED: "التغيرات مرسومة ولا يحكم عليها: لا تبين إلا مقارنة جولتين هل يفوق التغير خطأ التقدير.",
    "target {profile}": "هدف {profile}",
    "score": "الدرجة",
    "lowest to highest possible": "من أدنى درجة ممكنة إلى أعلاها",
    "the other domains": "المجالات الأخرى",
    "version {version}": "الإصدار {version}",
}


@pytest.fixture
def catalogues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Lets a test use French and Arabic; English is in use again after it."""
    for language, texts in (("fr", FRENCH), ("ar", ARABIC)):
        file = tmp_path / "catalogues" / language / "LC_MESSAGES" / "cyberready.mo"
        file.parent.mkdir(parents=True)
        file.write_bytes(compiled(texts))
    monkeypatch.setattr(messages, "CATALOGUES", tmp_path / "catalogues")
    messages.messages_of.cache_clear()
    yield
    messages.messages_of.cache_clear()
    use_language("en")
