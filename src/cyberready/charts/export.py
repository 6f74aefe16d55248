"""Series -> files: pictures that carry their own evidence, the table as CSV and a manifest of the folder."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from cyberready.charts.files import make_folder, write_whole
from cyberready.charts.names import slug
from cyberready.charts.profile import ProfileSeries
from cyberready.charts.trend import TrendSeries
from cyberready.charts.values import PROGRAM, Cell, Series, Table
from cyberready.errors import CannotWriteFile, WrongCall
from cyberready.language.messages import N_, _
from cyberready.signing import canonical_json

KINDS: Mapping[str, type[Series]] = {"profile": ProfileSeries, "trend": TrendSeries}
PICTURES = ("svg", "png", "pdf")
MANIFEST = "manifest.json"


def write_chart(
    kind: str, series: Series, folder: Path, stem: str, formats: Sequence[str] = PICTURES
) -> tuple[Path, ...]:
    """Write `<stem>.<format>` for each format, `<stem>.csv` in any case, and the chart's entry in `manifest.json`.

    The stem goes through `slug`. The same series gives the same bytes, on any day and in any process.

    Returns:
        The files in the order of the formats, then the CSV and the manifest.

    Raises:
        WrongCall: a kind or format that is not known.
        CannotWriteFile: the machine refuses, a file is a symbolic link, or the folder's manifest is not ours.
    """
    _known(_NO_CHART, [kind], KINDS)
    _known(_NO_FORMAT, formats, (*PICTURES, "csv"))
    if not isinstance(series, KINDS[kind]):
        raise TypeError(f"a {kind} is drawn from {KINDS[kind].__name__}, not {type(series).__name__}")
    stem = slug(stem)
    table = table_as_csv(series.table)
    evidence = provenance(series, table)
    contents: dict[str, bytes] = {}
    undrawn = ""
    pictures = [format for format in dict.fromkeys(formats) if format != "csv"]
    if pictures:
        from cyberready.charts import figures  # loads matplotlib, 0.7 s

        figure = figures.DRAW[kind](series)
        undrawn = figures.undrawable(series.title + series.subtitle + series.source + series.alt)
        for format in pictures:
            content = figures.render(figure, format, _metadata(series, format, canonical_json(evidence)))
            contents[f"{stem}.{format}"] = accessible(content, series, stem) if format == "svg" else content
    contents[f"{stem}.csv"] = table

    make_folder(folder)
    manifest = _merged(folder / MANIFEST, stem, _entry(kind, series, contents, evidence, undrawn))
    for name, content in contents.items():
        write_whole(folder / name, content)
    write_whole(folder / MANIFEST, manifest)
    return (*(folder / name for name in contents), folder / MANIFEST)


def table_as_csv(table: Table) -> bytes:
    """UTF-8 with a byte order mark, without which Excel garbles Arabic; numbers at full precision."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(table.header)
    writer.writerows([_cell(cell) for cell in row] for row in table.rows)
    return text.getvalue().encode("utf-8-sig")


def provenance(series: Series, table: bytes) -> dict[str, Any]:
    """Where the numbers come from, as it is put into every file; `table` is the SHA-256 of the CSV file."""
    return {
        "subject": series.subject,
        "rounds": [
            {
                "label": r.label,
                "date": r.date.isoformat(),
                "status": r.status,
                "questionnaire": r.questionnaire,
                "version": r.version,
                "digest": r.digest,
                "engine": r.engine,
            }
            for r in series.rounds
        ],
        "program": PROGRAM,
        "table": _sha256(table),
    }


def accessible(svg: bytes, series: Series, stem: str) -> bytes:
    """The SVG with what screen readers need and matplotlib leaves out: role, language, name, description."""
    ids = f"chart-{stem}-title", f"chart-{stem}-desc"
    # SVG has no `dir`; HTML, into which it may be pasted, has, and `direction` is the same to SVG.
    language, direction = series.language, series.direction
    root = (
        f'<svg role="img" aria-labelledby="{ids[0]} {ids[1]}" lang="{language}" xml:lang="{language}"'
        f' dir="{direction}" direction="{direction}" '
    )
    words = (
        f'<title id="{ids[0]}">{escape(series.title)}</title>\n <desc id="{ids[1]}">{escape(series.alt)}</desc>'
    )
    text = svg.decode("utf-8").replace("<svg ", root, 1)
    return re.sub(r"<title>.*?</title>", lambda _title: words, text, count=1, flags=re.DOTALL).encode("utf-8")


def _metadata(series: Series, format: str, evidence: str) -> dict[str, str | list[str] | None]:
    """The series' words and its provenance under each format's own keys; no date, so that bytes repeat."""
    keys: dict[str, dict[str, str | list[str] | None]] = {
        "svg": {
            "Title": series.title,
            "Description": series.alt,
            "Source": series.source,
            "Language": series.language,
            "Creator": PROGRAM,
            "Keywords": [evidence],
            "Date": None,
        },
        "png": {
            "Title": series.title,
            "Description": series.alt,
            "Source": series.source,
            "Software": PROGRAM,
            "cyberready": evidence,
        },
        "pdf": {
            "Title": series.title,
            "Subject": series.alt,
            "Keywords": evidence,
            "Creator": PROGRAM,
            "CreationDate": None,
        },
    }
    return keys[format]


def _entry(
    kind: str, series: Series, contents: Mapping[str, bytes], evidence: Mapping[str, Any], undrawn: str
) -> dict[str, Any]:
    entry = {
        "kind": kind,
        "title": series.title,
        "alt": series.alt,
        "language": series.language,
        "direction": series.direction,
        "files": {name: _sha256(content) for name, content in contents.items()},
        "provenance": evidence,
    }
    return entry | ({"undrawn": undrawn} if undrawn else {})


def _merged(path: Path, stem: str, entry: dict[str, Any]) -> bytes:
    """The folder's manifest with this entry; earlier files stay listed while they show the same in its words."""
    charts = _read_manifest(path)
    before = charts.get(stem, {})
    if isinstance(before, dict) and all(before.get(key) == entry[key] for key in ("provenance", "language")):
        entry = entry | {"files": {**before.get("files", {}), **entry["files"]}}
    charts[stem] = entry
    text = json.dumps({"charts": charts}, ensure_ascii=False, indent=2, sort_keys=True)
    return f"{text}\n".encode()


def _read_manifest(path: Path) -> dict[str, Any]:
    """What the folder has so far; a file of that name that is not ours is never overwritten."""
    if path.is_symlink():
        raise CannotWriteFile(path, _("it is a symbolic link"))
    try:
        charts = json.loads(path.read_text("utf-8"))["charts"]
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise CannotWriteFile(path, error.strerror or str(error)) from error
    except (ValueError, KeyError, TypeError, RecursionError):
        charts = None
    if not isinstance(charts, dict):
        raise CannotWriteFile(path, _("it is not a list of charts, so it was left as it is"))
    return charts


def _cell(cell: Cell) -> str | float:
    """Text that a spreadsheet would run as a formula gets an apostrophe in front (OWASP); numbers stay numbers."""
    if cell is None:
        return ""
    if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")):
        return f"'{cell}"
    return cell


_NO_CHART = N_("There is no chart {name!r}. Known: {known}.")
_NO_FORMAT = N_("There is no format {name!r}. Known: {known}.")


def _known(refusal: str, words: Sequence[str], known: Sequence[str] | Mapping[str, object]) -> None:
    for word in words:
        if word not in known:
            raise WrongCall(_(refusal).format(name=word, known=", ".join(known)))


def _sha256(content: bytes) -> str:
    return "sha256:" + hashlib.sha256(content).hexdigest()
