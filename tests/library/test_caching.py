"""A kept questionnaire is the same as a fresh reading, or it is not taken; nothing in its folder is an error."""

from __future__ import annotations

import hmac
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from cyberready.errors import FaultyFile
from cyberready.language.messages import use_language
from cyberready.library import caching, finding
from cyberready.library.caching import KEPT, Cache, key_of
from cyberready.library.finding import FILE, Library, Loaded, load, shipped_folder
from cyberready.signing import canonical_json, digest
from tests.library.marked import question, questionnaire

OLD = questionnaire(root="version: '1'")
# With a warning in each file: a missing descriptor, and texts that are not translated.
NEW = questionnaire(root="version: '2'", questions=[question("options: {0: a}\ntext: قانون?")])
FRENCH = "cyberready: 1\ntranslates: q\nlanguage: fr\nstatus: machine\ntexts: {title: Été}\n"
CROSSWALK = "cyberready: 1\nfrom: {id: q, version: '1'}\nto: {id: q, version: '2'}\nnew: [d.q]\n"
FILES = {FILE: NEW, "fr.yaml": FRENCH, "crosswalk.yaml": CROSSWALK, f"versions/1/{FILE}": OLD}


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
    return path


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """The questionnaire `q` with all that may lie beside it, and a cache of which nothing is made yet."""
    for name, text in FILES.items():
        write(tmp_path / "questionnaires" / "q" / name, text)
    (tmp_path / "results").mkdir()
    cache = Cache(tmp_path / "results" / ".cache", tmp_path / "settings" / "cache.key")
    return Library((tmp_path / "questionnaires",), cache)


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """One item for each questionnaire that was read and checked afresh."""
    counted: list[int] = []
    checked = finding._checked

    def counting(*given: Any) -> tuple[Loaded, Any]:
        counted.append(1)
        return checked(*given)

    monkeypatch.setattr(finding, "_checked", counting)
    return counted


def entries(library: Library) -> list[Path]:
    assert library.cache is not None
    return sorted(library.cache.folder.iterdir()) if library.cache.folder.exists() else []


def entry(library: Library) -> Path:
    (only,) = entries(library)
    return only


# Hits


@pytest.mark.parametrize("file", sorted(shipped_folder().rglob(FILE)), ids=lambda file: file.parent.name)
def test_a_hit_is_a_miss_for_each_shipped_questionnaire(file: Path, library: Library, readings: list[int]) -> None:
    fresh, missed, hit = load(file), library.load(str(file)), library.load(str(file))
    assert len(readings) == 2
    assert hit == missed == fresh
    assert repr(hit) == repr(fresh)  # with the order of the file, and with whole numbers whole
    assert hit.digest == digest(hit.body)


def test_everything_beside_it_is_kept(library: Library, readings: list[int]) -> None:
    missed, hit = library.load("q"), library.load("q")
    assert len(readings) == 1
    assert hit == missed == load(library.folders[0] / "q")
    assert [(kind, language) for kind, language, _ in hit.companions] == [("crosswalk", ""), ("translation", "fr")]
    assert [Path(fault.file).name for fault in hit.warnings] == ["fr.yaml", FILE]
    assert hit.lines["d.q"] > 1


def test_it_is_found_wherever_its_files_lie(
    library: Library, tmp_path: Path, readings: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same bytes in another place are the same questionnaire, with the places of its own warnings."""
    library.load("q")
    (tmp_path / "questionnaires").rename(tmp_path / "moved")
    monkeypatch.chdir(tmp_path / "moved" / "q")
    for path in (tmp_path / "moved" / "q", Path(FILE)):
        assert library.load_from(path) == load(path)
    assert len(readings) == 1 + 2  # once kept, and twice by `load`


def test_a_version_is_found_without_reading_the_newest_whole(library: Library, readings: list[int]) -> None:
    for version in ("1", "2", "1", "2"):
        assert library.load("q", version).questionnaire.version == version
    assert len(readings) == 2


# Misses


@pytest.mark.parametrize("name", FILES)
def test_one_byte_of_any_file_is_enough(library: Library, readings: list[int], name: str) -> None:
    library.load("q")
    write(library.folders[0] / "q" / name, FILES[name] + "#")
    library.load("q")
    assert len(readings) == 2
    assert len(entries(library)) == 2


def renamed(folder: Path) -> None:
    write(folder / "fr.yaml", FRENCH.replace("language: fr", "language: fr-DZ")).rename(folder / "fr-DZ.yaml")


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: write(folder / "de.yaml", FRENCH.replace("language: fr", "language: de")),
        lambda folder: (folder / "fr.yaml").unlink(),
        lambda folder: (folder / "crosswalk.yaml").unlink(),
        lambda folder: (folder / "versions" / "1" / FILE).unlink(),
        lambda folder: write(folder / "versions" / "0" / FILE, OLD),
        renamed,
    ],
    ids=["added", "removed", "crosswalk", "older", "older added", "renamed"],
)
def test_another_set_of_files_is_another_questionnaire(
    library: Library, readings: list[int], change: Callable[[Path], Any]
) -> None:
    library.load("q")
    change(library.folders[0] / "q")
    assert library.load("q") == load(library.folders[0] / "q")
    assert len(readings) == 3


def test_bytes_cannot_move_from_one_file_or_name_to_the_next() -> None:
    keys = {
        key_of(files)
        for files in (
            [("a", b"bc")],
            [("ab", b"c")],
            [("a", b"b"), ("c", b"")],
            [("a", b""), ("bc", b"")],
            [("a", b"b1 1\nc")],
            [],
        )
    }
    assert len(keys) == 6


def test_another_program_format_or_language_finds_nothing(
    library: Library, readings: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    library.load("q")
    with monkeypatch.context() as patch:
        patch.setattr(caching, "FORMAT", caching.FORMAT + 1)
        library.load("q")
    with monkeypatch.context() as patch:
        patch.setattr(caching, "_program", lambda: "0.0.0")
        library.load("q")
    use_language("ar")
    try:
        library.load("q")
    finally:
        use_language("en")
    assert len(readings) == 4
    library.load("q")
    assert len(readings) == 4


def test_what_has_errors_is_not_kept(library: Library) -> None:
    write(library.folders[0] / "q" / "fr.yaml", FRENCH + "frobnicate: 1\n")
    for _ in range(2):
        with pytest.raises(FaultyFile):
            library.load("q")
    assert entries(library) == []


def test_without_a_cache_nothing_is_kept_and_load_never_looks(library: Library, readings: list[int]) -> None:
    bare = replace(library, cache=None)
    for _ in range(2):
        bare.load("q")
    library.load("q")
    load(library.folders[0] / "q")
    assert len(readings) == 4
    assert len(entries(library)) == 1


def test_what_changes_while_it_is_read_is_never_kept_under_the_bytes_of_before(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is parsed is what the key was made of: a file that is written between the two plays no part."""
    file, checked = library.folders[0] / "q" / FILE, finding._checked

    def meanwhile(*given: Any) -> tuple[Loaded, Any]:
        write(file, NEW.replace("title: Q", "title: Other"))
        return checked(*given)

    with monkeypatch.context() as patch:
        patch.setattr(finding, "_checked", meanwhile)
        assert library.load("q").questionnaire.title == "Q"
    assert library.load("q").questionnaire.title == "Other"
    write(file, NEW)
    assert library.load("q").questionnaire.title == "Q"


# Damage and deceit


def parts(raw: bytes) -> tuple[bytes, Any]:
    head, middle, kept = raw[:9], raw[73:82], raw[82:-1]
    assert (head, middle) == (b'{"seal":"', b'","kept":')
    return raw[9:73], json.loads(kept)


def sealed(key: str, value: Any, secret: bytes | None) -> bytes:
    """An entry as a deceiver would make it: with the right form, and a seal of their own."""
    kept = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    seal = sha256(kept) if secret is None else hmac.new(secret, f"{key}\n".encode() + kept, sha256)
    return b'{"seal":"' + seal.hexdigest().encode() + b'","kept":' + kept + b"}"


def another(value: Any) -> Any:
    """Another questionnaire under a digest of its own."""
    data = {**value["data"], "title": "Other"}
    return {**value, "data": data, "digest": digest(canonical_json(data))}


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-1])


def emptied(file: Path) -> None:
    file.write_bytes(b"")


def not_json(file: Path) -> None:
    file.write_text("no JSON at all, but long enough " * 10)


def under_another_key(file: Path) -> None:
    """A whole entry, sealed by us, but for other bytes."""
    Cache(file.parent, file.parents[2] / "settings" / "cache.key").put(
        "f" * 64, another(parts(file.read_bytes())[1])
    )
    (file.parent / ("f" * 64 + ".json")).replace(file)


def with_a_digest_made_anew(file: Path) -> None:
    file.write_bytes(sealed(file.stem, another(parts(file.read_bytes())[1]), None))


def with_a_secret_of_their_own(file: Path) -> None:
    file.write_bytes(sealed(file.stem, another(parts(file.read_bytes())[1]), b"s" * 32))


def with_the_seal_of_another_text(file: Path) -> None:
    raw = file.read_bytes()
    file.write_bytes(raw.replace(b'"title":"Q"', b'"title":"R"'))
    assert file.read_bytes() != raw


def a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def a_link_to_the_truth(file: Path) -> None:
    file.rename(file.parent.parent / "elsewhere.json")
    file.symlink_to(file.parent.parent / "elsewhere.json")


def a_link_to_nowhere(file: Path) -> None:
    file.unlink()
    file.symlink_to(file.parent / "nowhere")


def a_pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


DAMAGE = [
    cut,
    emptied,
    not_json,
    under_another_key,
    with_a_digest_made_anew,
    with_a_secret_of_their_own,
    with_the_seal_of_another_text,
    a_folder,
    *([a_link_to_the_truth, a_link_to_nowhere, a_pipe] if os.name == "posix" else []),
]


@pytest.mark.parametrize("damage", DAMAGE, ids=lambda damage: damage.__name__)
def test_a_damaged_or_foreign_entry_is_met_by_a_fresh_reading(
    library: Library, readings: list[int], damage: Callable[[Path], None]
) -> None:
    fresh = library.load("q")
    file = entry(library)
    damage(file)
    assert library.load("q") == fresh
    assert len(readings) == 2
    if damage is not a_folder:  # which is left alone: it may be somebody's
        assert file.is_file()
        assert not file.is_symlink()
        assert library.load("q") == fresh
        assert len(readings) == 2


def test_any_flipped_bit_is_seen(library: Library, readings: list[int]) -> None:
    fresh = library.load("q")
    raw = entry(library).read_bytes()
    for place in {*range(90), *range(90, len(raw), 97), len(raw) - 1}:
        damaged = bytearray(raw)
        damaged[place] ^= 1 << place % 8
        entry(library).write_bytes(damaged)
        before = len(readings)
        assert library.load("q") == fresh
        assert len(readings) == before + 1, place
        assert entry(library).read_bytes() == raw


@pytest.mark.parametrize(
    "change",
    [
        lambda value: {**value, "data": {**value["data"], "title": "Other"}},
        lambda value: {**value, "data": {}, "digest": digest("{}")},
        lambda value: {**value, "lines": None, "companions": 3},
        lambda value: {**value, "warnings": [{"what": "x"}]},
        lambda value: {},
        lambda value: [],
        lambda value: None,
    ],
)
def test_what_is_sealed_but_makes_no_sense_is_read_afresh(
    library: Library, readings: list[int], change: Callable[[Any], Any]
) -> None:
    """A mistake of our own that got into an entry must not last."""
    fresh = library.load("q")
    file, cache = entry(library), library.cache
    assert cache is not None
    cache.put(file.stem, change(parts(file.read_bytes())[1]))
    assert library.load("q") == fresh
    assert len(readings) == 2


@pytest.mark.parametrize("secret", [b"", b"short", b"x" * 33, None])
def test_a_secret_that_is_lost_or_damaged_is_made_anew(
    library: Library, readings: list[int], secret: bytes | None
) -> None:
    library.load("q")
    cache = library.cache
    assert cache is not None
    cache.secret_file.unlink() if secret is None else cache.secret_file.write_bytes(secret)
    for _ in range(2):
        library.load("q")
    assert len(readings) == 2
    assert len(cache.secret_file.read_bytes()) == 32


# The folder


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
def test_files_are_for_their_owner_alone(library: Library) -> None:
    library.load("q")
    cache = library.cache
    assert cache is not None
    modes = [path.stat().st_mode & 0o777 for path in (cache.folder, entry(library), cache.secret_file)]
    assert modes == [0o700, 0o600, 0o600]


def test_where_there_are_no_results_nothing_is_made(library: Library, readings: list[int], tmp_path: Path) -> None:
    (tmp_path / "results").rmdir()
    for _ in range(2):
        library.load("q")
    assert len(readings) == 2
    assert not (tmp_path / "results").exists()
    assert not (tmp_path / "settings").exists()


@pytest.mark.parametrize("place", ["results", "settings", "results/.cache"])
def test_a_file_in_a_folder_s_place_is_no_error(
    library: Library, readings: list[int], tmp_path: Path, place: str
) -> None:
    (tmp_path / "results").rmdir() if place == "results" else None
    write(tmp_path / place, "a file")
    assert library.load("q") == library.load("q")
    assert len(readings) == 2
    assert (tmp_path / place).read_text() == "a file"


READ_ONLY = """
import os, sys
from pathlib import Path
from cyberready.library.caching import Cache
from cyberready.library.finding import Library, load
place = Path(sys.argv[1])
fresh = load(place / "questionnaires" / "q")
if os.geteuid() == 0:  # whom no modes hold
    os.setgid(65534), os.setuid(65534)
cache = Cache(place / "results" / ".cache", place / "settings" / "cache.key")
for _ in range(2):
    assert Library((place / "questionnaires",), cache).load("q") == fresh
print(len(list((place / "results").rglob("*"))), os.access(place / "results", os.W_OK))
"""


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
def test_a_folder_that_cannot_be_written_is_no_error(library: Library, tmp_path: Path) -> None:
    for folder in (tmp_path, *tmp_path.parents[:3]):
        folder.chmod(folder.stat().st_mode | 0o055)
    (tmp_path / "results").chmod(0o555)
    ended = subprocess.run(
        [sys.executable, "-c", READ_ONLY, tmp_path], capture_output=True, text=True, timeout=60, check=False
    )
    assert (ended.stdout, ended.stderr) == ("0 False\n", "")


@pytest.mark.skipif(os.name != "posix", reason="links need rights on Windows")
def test_a_link_in_its_place_is_not_followed(library: Library, readings: list[int], tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / "results" / ".cache").symlink_to(elsewhere)
    for _ in range(2):
        library.load("q")
    assert len(readings) == 2
    assert list(elsewhere.iterdir()) == []


def test_only_the_newest_are_kept_and_nothing_else_is_touched(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache", tmp_path / "cache.key")
    keys = [f"{number:064x}" for number in range(KEPT + 5)]
    others = [tmp_path / "cache" / name for name in ("README.txt", "0.json", "a" * 64, "b" * 64 + ".json.bak")]
    cache.put(keys[0], 0)
    for other in others:
        write(other, "not ours")
    left_over = write(tmp_path / "cache" / f"{keys[1]}.broken.new", "half")
    for number, key in enumerate(keys):
        cache.put(key, number)
        os.utime(tmp_path / "cache" / f"{key}.json", (number, number))
        os.utime(left_over, (0, 0)) if left_over.exists() else None
    assert [key for key in keys if cache.get(key) is None] == keys[:5]
    assert cache.get(keys[-1]) == KEPT + 4
    assert all(other.exists() for other in others)
    assert not left_over.exists()


MANY_TIMES = """
import sys
from pathlib import Path
from cyberready.library.caching import Cache
from cyberready.library.finding import Library, load
place = Path(sys.argv[1])
cache = Cache(place / "results" / ".cache", place / "settings" / "cache.key")
library, fresh = Library((place / "questionnaires",), cache), load(place / "questionnaires" / "q")
for turn in range(60):
    assert library.load("q") == fresh
    cache.put(f"{turn % 40:064x}", turn)
    if turn % 5 == 0:
        for file in cache.folder.glob("*.json"):
            file.unlink(missing_ok=True)
"""


def test_two_processes_at_once_disturb_neither(library: Library, tmp_path: Path) -> None:
    """Both write, drop and lose the same entries, and begin without a secret."""
    both = [
        subprocess.Popen([sys.executable, "-c", MANY_TIMES, tmp_path], stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    assert [process.communicate(timeout=120)[1] for process in both] == ["", ""]
    assert [process.returncode for process in both] == [0, 0]
    assert [file.name for file in entries(library) if file.suffix != ".json"] == []
    assert library.load("q") == load(library.folders[0] / "q")
