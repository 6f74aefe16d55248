"""Charts as files that carry their own evidence."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import re
import stat
import subprocess
import sys
import zlib
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

from cyberready.charts.export import provenance, table_as_csv, write_chart
from cyberready.charts.series import Table, profile, trend
from cyberready.errors import CannotWriteFile, WrongCall
from cyberready.language.messages import use_language

from .made_up import arabic, exampleland, iraq, scores

SVG = "{http://www.w3.org/2000/svg}"
EDITIONS = trend(iraq(), [False, False])


def manifest(folder: Path) -> dict[str, dict[str, object]]:
    charts: dict[str, dict[str, object]] = json.loads((folder / "manifest.json").read_text("utf-8"))["charts"]
    return charts


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("charts")
    write_chart("trend", EDITIONS, folder, "Iraq trend")
    write_chart("profile", profile(arabic()[0]), folder, "العراق")
    return folder


def test_files_have_stable_names_and_are_returned(tmp_path: Path) -> None:
    paths = write_chart("trend", EDITIONS, tmp_path / "new", "Iraq trend", ("png", "svg", "png"))
    assert [path.name for path in paths] == ["iraq-trend.png", "iraq-trend.svg", "iraq-trend.csv", "manifest.json"]
    assert all(path.is_file() for path in paths)


@pytest.mark.skipif(os.name != "posix", reason="modes as on POSIX systems")
def test_only_the_owner_may_read(written: Path) -> None:
    assert {stat.S_IMODE(path.stat().st_mode) for path in written.iterdir()} == {0o600}


def test_table_file_holds_the_published_numbers(written: Path) -> None:
    rows = list(csv.DictReader(io.StringIO((written / "iraq-trend.csv").read_text("utf-8-sig"))))
    assert [float(row["score"]) for row in rows[:4]] == [20.7149, 53.068564414933626, 0.0, 11.206002201749271]
    assert (written / "iraq-trend.csv").read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "＝1"])
def test_a_cell_never_runs_as_a_formula(text: str) -> None:
    assert "'" + text in table_as_csv(Table(("a",), ((text,),))).decode("utf-8-sig")


def test_numbers_stay_numbers_and_nothing_stays_empty() -> None:
    content = table_as_csv(Table(("a", "b", "c"), ((-1.5, None, "no score"),)))
    assert content.decode("utf-8-sig") == "a,b,c\r\n-1.5,,no score\r\n"


def test_svg_can_be_read_aloud(written: Path) -> None:
    root = ElementTree.fromstring((written / "iraq-trend.svg").read_bytes())
    title, description = root.findall(f"{SVG}title") + root.findall(f"{SVG}desc")
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert (root.get("lang"), root.get("dir"), root.get("direction")) == ("en", "ltr", "ltr")
    assert (title.text, description.text) == (EDITIONS.title, EDITIONS.alt)


def test_every_file_tells_where_its_numbers_come_from(written: Path) -> None:
    expected = provenance(EDITIONS, (written / "iraq-trend.csv").read_bytes())
    root = ElementTree.fromstring((written / "iraq-trend.svg").read_bytes())
    (keyword,) = root.iter("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}li")
    assert json.loads(keyword.text or "") == expected
    assert json.loads(png_texts(written / "iraq-trend.png")["cyberready"]) == expected
    assert png_texts(written / "iraq-trend.png")["Description"] == EDITIONS.alt
    assert pdf_text(written / "iraq-trend.pdf", "Keywords") == json.dumps(
        expected, sort_keys=True, separators=(",", ":")
    )
    assert manifest(written)["iraq-trend"]["provenance"] == expected


def test_provenance_names_subject_rounds_texts_and_table(written: Path) -> None:
    table = (written / "iraq-trend.csv").read_bytes()
    evidence = provenance(EDITIONS, table)
    assert evidence["subject"] == "Iraq"
    assert evidence["table"] == "sha256:" + hashlib.sha256(table).hexdigest()
    assert [
        (r["label"], r["date"], r["questionnaire"], r["version"], r["engine"]) for r in evidence["rounds"]
    ] == [
        ("2020", "2020-06-15", "gci", "4", "1"),
        ("2024", "2024-06-15", "gci", "5", "1"),
    ]
    assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", r["digest"]) for r in evidence["rounds"])


def png_texts(path: Path) -> dict[str, str]:
    with Image.open(path) as image:
        return {str(key): str(value) for key, value in image.info.items()}


def pdf_text(path: Path, key: str) -> str:
    """A text of the PDF's information dictionary: ASCII in parentheses, with escapes."""
    (found,) = re.findall(rb"/%s \(((?:\\.|[^\\)])*)\)" % key.encode(), path.read_bytes(), re.DOTALL)
    return re.sub(rb"\\(.)", rb"\1", found).decode("ascii")


def test_arabic_names_travel_in_pictures(written: Path) -> None:
    (stem,) = set(manifest(written)) - {"iraq-trend"}
    assert re.fullmatch(r"x[0-9a-f]{8}", stem)
    assert json.loads(png_texts(written / f"{stem}.png")["cyberready"])["subject"] == "جمهورية العراق 2024-05-01"
    fonts = (written / f"{stem}.pdf").read_bytes()
    assert b"/CIDFontType2" in fonts or any(b"CIDFontType2" in part for part in inflated(fonts))


def inflated(content: bytes) -> list[bytes]:
    parts = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL)
    return [zlib.decompress(part) for part in parts if part[:1] == b"x"]


def test_manifest_lists_each_chart_with_the_digests_of_its_files(written: Path) -> None:
    for stem, entry in manifest(written).items():
        files = entry["files"]
        assert isinstance(files, dict)
        assert set(files) == {f"{stem}.{ending}" for ending in ("csv", "pdf", "png", "svg")}
        for name, digest in files.items():
            assert digest == "sha256:" + hashlib.sha256((written / name).read_bytes()).hexdigest()
    assert list(manifest(written)) == sorted(manifest(written))


def test_manifest_tells_what_could_not_be_drawn(tmp_path: Path) -> None:
    write_chart("profile", profile(scores({"legal": 1}, subject="日本")), tmp_path, "japan", ["svg"])
    assert manifest(tmp_path)["japan"]["undrawn"] == "日本"


def test_the_files_tell_their_language_and_the_table_is_in_none(tmp_path: Path, catalogues: None) -> None:
    write_chart("trend", trend(iraq(), [False, False]), tmp_path, "a", ["svg"])
    table = (tmp_path / "a.csv").read_bytes()
    use_language("ar-IQ")
    series = trend(iraq(), [False, False])
    write_chart("trend", series, tmp_path, "a", ["png"])
    entry = manifest(tmp_path)["a"]
    assert (entry["language"], entry["direction"], entry["title"]) == ("ar-IQ", "rtl", series.title)
    assert (tmp_path / "a.csv").read_bytes() == table
    assert set(entry["files"]) == {"a.csv", "a.png"}  # type: ignore[call-overload]  # the SVG is in English
    write_chart("trend", series, tmp_path, "a", ["svg"])
    root = ElementTree.fromstring((tmp_path / "a.svg").read_bytes())
    assert (root.get("lang"), root.get("dir"), root.get("direction")) == ("ar-IQ", "rtl", "rtl")
    assert set(manifest(tmp_path)["a"]["files"]) == {"a.csv", "a.png", "a.svg"}  # type: ignore[call-overload]


def test_earlier_files_stay_listed_only_while_the_numbers_are_the_same(tmp_path: Path) -> None:
    first, second = (profile(scores({"legal": value})) for value in (1, 2))
    write_chart("profile", first, tmp_path, "a", ["svg"])
    write_chart("profile", first, tmp_path, "a", ["csv"])
    assert set(manifest(tmp_path)["a"]["files"]) == {"a.csv", "a.svg"}  # type: ignore[call-overload]
    write_chart("profile", second, tmp_path, "a", ["csv"])
    assert set(manifest(tmp_path)["a"]["files"]) == {"a.csv"}  # type: ignore[call-overload]


@pytest.mark.parametrize("content", ["", "[]", '{"name": "a web app"}', '{"charts": []}', "\xff"])
def test_a_manifest_that_is_not_ours_is_never_overwritten(tmp_path: Path, content: str) -> None:
    (tmp_path / "manifest.json").write_text(content, "latin-1")
    with pytest.raises(CannotWriteFile, match="not a list of charts"):
        write_chart("profile", profile(exampleland()[0]), tmp_path, "a", [])
    assert (tmp_path / "manifest.json").read_text("latin-1") == content
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.skipif(os.name != "posix", reason="links as on POSIX systems")
@pytest.mark.parametrize("name", ["manifest.json", "a.csv"])
def test_links_are_never_followed(tmp_path: Path, name: str) -> None:
    target = tmp_path / "elsewhere"
    target.write_text('{"charts": {}}')
    folder = tmp_path / "charts"
    folder.mkdir()
    (folder / name).symlink_to(target)
    with pytest.raises(CannotWriteFile, match="symbolic link"):
        write_chart("profile", profile(exampleland()[0]), folder, "a", [])
    assert target.read_text() == '{"charts": {}}'


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotWriteFile):
        write_chart("profile", profile(exampleland()[0]), tmp_path / "file", "a", [])


@pytest.mark.parametrize("stem", ["../../escape", "/etc/passwd", "..", "a\x00b", "العراق"])
def test_no_name_leaves_the_folder(tmp_path: Path, stem: str) -> None:
    folder = tmp_path / "charts"
    for path in write_chart("profile", profile(exampleland()[0]), folder, stem, []):
        assert path.parent == folder
    assert [path.name for path in tmp_path.iterdir()] == ["charts"]


def test_unknown_words_are_told_with_the_known_ones(tmp_path: Path) -> None:
    series = profile(exampleland()[0])
    with pytest.raises(WrongCall, match=r"no format 'gif'\. Known: svg, png, pdf, csv\."):
        write_chart("profile", series, tmp_path, "a", ["svg", "gif"])
    with pytest.raises(WrongCall, match=r"no chart 'radar'\. Known: profile, trend\."):
        write_chart("radar", series, tmp_path, "a")
    with pytest.raises(TypeError, match="drawn from TrendSeries"):
        write_chart("trend", series, tmp_path, "a")
    assert not list(tmp_path.iterdir())


CHILD = """
import sys
from pathlib import Path
from tests.charts.made_up import arabic, exampleland
from cyberready.charts.export import write_chart
from cyberready.charts.series import profile, trend
write_chart("trend", trend(exampleland(), [False, True, True]), Path(sys.argv[1]), "trend")
write_chart("profile", profile(arabic()[0]), Path(sys.argv[1]), "profile")
"""


def test_bytes_are_the_same_in_every_process(tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    for seed, day in (("1", "0"), ("2", "1700000000")):
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(root), "SOURCE_DATE_EPOCH": day}
        subprocess.run([sys.executable, "-c", CHILD, str(tmp_path / seed)], check=True, env=environment)
    first, second = ({p.name: p.read_bytes() for p in (tmp_path / seed).iterdir()} for seed in "12")
    assert len(first) == 9
    assert first == second


@pytest.mark.parametrize("module", ["series", "blocks", "export"])
def test_importing_does_not_load_the_heavy_libraries(module: str) -> None:
    code = f"import sys, cyberready.charts.{module}; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    ).stdout.split()
    assert not {"matplotlib", "numpy", "pydantic", "PIL", "babel"} & set(loaded)
