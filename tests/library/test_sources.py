"""Which files a questionnaire is read from, and that each is read once and whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from cyberready.library.sources import FILE, LARGEST, Source, read_source, sources_of

# Of a folder that holds every kind of file: what is read of it, in this order.
LIES_THERE = [
    FILE,
    "fr.yaml",
    "ar-IQ.yaml",
    "crosswalk.yaml",
    "notes.yaml",
    "fr.yml",
    "README.md",
    "examples/a.yaml",
]
OLDER = [f"versions/{version}/{FILE}" for version in ("1", "2026.10")] + ["versions/1/fr.yaml"]
READ = [
    (FILE, "questionnaire"),
    ("ar-IQ.yaml", "translation"),
    ("crosswalk.yaml", "crosswalk"),
    (f"versions/1/{FILE}", "older"),
    (f"versions/2026.10/{FILE}", "older"),
    ("fr.yaml", "translation"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (*LIES_THERE, *OLDER):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    return tmp_path


def read(path: Path, below: Path) -> list[tuple[str, str]]:
    sources = sources_of(path)
    assert all(source.raw == source.path.relative_to(below).as_posix().encode() for source in sources)
    return [(source.path.relative_to(below).as_posix(), source.kind) for source in sources]


def test_what_lies_beside_it_is_read_in_the_order_of_the_names(folder: Path) -> None:
    assert read(folder, folder) == read(folder / FILE, folder) == READ


def test_older_versions_are_read_only_for_a_crosswalk(folder: Path) -> None:
    (folder / "crosswalk.yaml").unlink()
    assert read(folder, folder) == [pair for pair in READ if pair[1] not in ("crosswalk", "older")]


def test_a_file_by_another_name_stands_alone(folder: Path) -> None:
    assert read(folder / "notes.yaml", folder) == [("notes.yaml", "questionnaire")]


@pytest.mark.parametrize("name", ["missing.yaml", "examples"])
def test_what_cannot_be_read_says_why(folder: Path, name: str) -> None:
    source = read_source(folder / name)
    assert source.raw == b""
    assert source.trouble == source.trouble.lower() != ""


def test_no_more_is_read_than_shows_that_it_is_too_large(tmp_path: Path) -> None:
    file = tmp_path / FILE
    with file.open("wb") as stream:
        stream.truncate(2 * LARGEST)
    assert read_source(file) == Source(file, b"\0" * (LARGEST + 1))
