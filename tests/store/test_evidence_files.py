"""Copies of evidence: whole or not at all, once, and never other than their digest says."""

from __future__ import annotations

import hashlib
import os
import socket
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cyberready.errors import CannotStore, Exit, NotEvidence
from cyberready.store import evidence_files
from cyberready.store.evidence_files import LARGEST, Copy, check_file, keep_file, read_copy

posix = pytest.mark.skipif(os.name != "posix", reason="modes, links and pipes as on POSIX systems")
LAW = b"%PDF-1.7 the law\n" * 100_000  # more than one chunk
DIGEST = f"sha256:{hashlib.sha256(LAW).hexdigest()}"
NONE = f"sha256:{'0' * 64}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "results" / "evidence"


@pytest.fixture
def law(tmp_path: Path) -> Path:
    return wrote(tmp_path / "given" / "Law 7.PDF", LAW)


def wrote(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def lying(folder: Path) -> list[str]:
    """Every file in the folder, those with passing names too."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir())


def test_a_copy_lies_under_its_digest_with_its_ending_for_its_owner_only(folder: Path, law: Path) -> None:
    kept = keep_file(folder, law)
    stem = DIGEST.removeprefix("sha256:")
    assert (kept.digest, kept.size, kept.name) == (DIGEST, len(LAW), "Law 7.PDF")
    assert kept.path == folder / stem[:2] / f"{stem}.pdf"
    assert kept.path.read_bytes() == law.read_bytes() == LAW
    assert lying(folder) == [f"{stem[:2]}/{stem}.pdf"]
    assert check_file(folder, DIGEST) == Copy("sound", kept.path)
    assert read_copy(kept.path, DIGEST) == LAW


@posix
@pytest.mark.parametrize("umask", [0o000, 0o022, 0o277])
def test_the_rights_do_not_depend_on_the_umask(folder: Path, law: Path, umask: int) -> None:
    folder.parent.mkdir()
    if os.geteuid() and umask & 0o200:
        pytest.skip("only root writes into a folder that it made read-only")
    before = os.umask(umask)
    try:
        kept = keep_file(folder, law)
    finally:
        os.umask(before)
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (kept.path, kept.path.parent, folder)]
    assert modes == [0o600, 0o700 & ~umask, 0o700 & ~umask]


def _missing(place: Path) -> Path:
    return place / "none.pdf"


def _below_a_file(place: Path) -> Path:
    return wrote(place / "law.pdf", LAW) / "page 1"


def _folder(place: Path) -> Path:
    return place


def _empty(place: Path) -> Path:
    return wrote(place / "a.pdf", b"")


def _too_large(place: Path) -> Path:
    path = wrote(place / "a.pdf", b"")
    os.truncate(path, LARGEST + 1)
    return path


def _pipe(place: Path) -> Path:
    os.mkfifo(place / "a.pdf")
    return place / "a.pdf"


def _link_to_nothing(place: Path) -> Path:
    (place / "a.pdf").symlink_to(place / "gone.pdf")
    return place / "a.pdf"


def _link_to_itself(place: Path) -> Path:
    (place / "a.pdf").symlink_to(place / "a.pdf")
    return place / "a.pdf"


def _socket(place: Path) -> Path:
    # A socket's address holds 108 bytes, fewer than a test's folder may take.
    before = os.getcwd()
    os.chdir(place)
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind("a")
    finally:
        os.chdir(before)
    return place / "a"


def _device(name: str) -> Callable[[Path], Path]:
    return lambda place: Path("/dev") / name


REFUSED = [
    # what is given, what is said of it, what to do
    (_missing, "there is no such file", "Give the path"),
    (_below_a_file, "there is no such file", "Give the path"),
    (lambda place: place / "a\0b", "there is no such file", "Give the path"),
    (lambda place: place / ("a" * 300), "cannot be read (File name too long)", "Ask for the right"),
    (_folder, "it is a folder", "Give a file in it"),
    (_empty, "it is empty", "saved to the end"),
    (_too_large, "it is larger than 50 MB", "the part that matters"),
    pytest.param(_pipe, "a pipe", "Save what it gives", marks=posix),
    pytest.param(_socket, "a socket", "Save what it gives", marks=posix),
    pytest.param(_device("null"), "a device", "Save what it gives", marks=posix),
    pytest.param(_device("zero"), "a device", "Save what it gives", marks=posix),
    pytest.param(_link_to_nothing, "there is no such file", "Give the path", marks=posix),
    pytest.param(_link_to_itself, "cannot be read (", "Ask for the right", marks=posix),
]


@pytest.mark.parametrize(("make", "why", "remedy"), REFUSED)
def test_what_is_no_file_of_evidence_is_refused_with_the_remedy(
    tmp_path: Path, folder: Path, make: Callable[[Path], Path], why: str, remedy: str
) -> None:
    place = tmp_path / "given"
    place.mkdir()
    source = make(place)
    with pytest.raises(NotEvidence) as refused:
        keep_file(folder, source)
    assert why in str(refused.value)
    assert remedy in str(refused.value)
    assert str(source) in str(refused.value)
    assert lying(folder) == []


@posix
def test_a_file_that_may_not_be_read_is_refused(own_folder: Path) -> None:
    secret = wrote(own_folder / "secret.pdf", LAW)
    secret.chmod(0o000)
    with pytest.raises(NotEvidence, match=r"cannot be read \(Permission denied\)"):
        keep_file(own_folder / "evidence", secret)


def test_fifty_megabytes_are_kept(tmp_path: Path, folder: Path) -> None:
    source = wrote(tmp_path / "a.bin", b"x")
    os.truncate(source, LARGEST)
    kept = keep_file(folder, source)
    assert (kept.size, check_file(folder, kept.digest).state) == (LARGEST, "sound")


def while_reading(monkeypatch: pytest.MonkeyPatch, happens: Callable[[], object]) -> None:
    """Have something happen to the source after its first chunk was read."""
    read, times = os.read, []

    def reads(handle: int, length: int) -> bytes:
        chunk = read(handle, length)
        if not times:
            happens()
        times.append(length)
        return chunk

    monkeypatch.setattr(evidence_files.os, "read", reads)


def _grows(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"more")


def _grows_too_large(path: Path) -> None:
    os.truncate(path, LARGEST + 1)


def _is_cut(path: Path) -> None:
    os.truncate(path, 10)


@pytest.mark.parametrize(
    ("change", "why"), [(_grows, "it changed"), (_is_cut, "it changed"), (_grows_too_large, "larger than 50 MB")]
)
def test_a_file_that_changes_while_it_is_read_is_refused(
    folder: Path, law: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path], None], why: str
) -> None:
    while_reading(monkeypatch, lambda: change(law))
    with pytest.raises(NotEvidence, match=why):
        keep_file(folder, law)
    assert lying(folder) == []


@posix
def test_a_file_that_vanishes_while_it_is_read_is_kept_as_it_was_shown(
    folder: Path, law: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    while_reading(monkeypatch, law.unlink)
    assert keep_file(folder, law).digest == DIGEST
    assert check_file(folder, DIGEST).state == "sound"


@posix
def test_what_takes_the_files_place_after_the_first_look_is_looked_at_again(
    folder: Path, law: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = os.open

    def opens(path: Path, flags: int) -> int:
        law.unlink()
        os.mkfifo(law)
        return opened(path, flags)

    monkeypatch.setattr(evidence_files.os, "open", opens)
    with pytest.raises(NotEvidence, match="a pipe"):
        keep_file(folder, law)


def test_the_same_content_is_kept_once_whatever_its_name(tmp_path: Path, folder: Path, law: Path) -> None:
    first = keep_file(folder, law)
    inode = first.path.stat().st_ino
    second = keep_file(folder, wrote(tmp_path / "copy of the law.txt", LAW))
    assert (second.path, second.name, second.digest) == (first.path, "copy of the law.txt", DIGEST)
    assert second.path.stat().st_ino == inode
    assert len(lying(folder)) == 1


def _flipped(copy: Path) -> None:
    copy.write_bytes(LAW[:-1] + b"?")


def _replaced_by_a_link(copy: Path) -> None:
    other = wrote(copy.with_name("precious"), b"precious")
    copy.unlink()
    copy.symlink_to(other)


def _replaced_by_a_pipe(copy: Path) -> None:
    copy.unlink()
    os.mkfifo(copy)


DAMAGE = [
    (_flipped, "altered"),
    (lambda copy: os.truncate(copy, 5), "altered"),
    (lambda copy: os.truncate(copy, LARGEST + 1), "altered"),
    (Path.unlink, "missing"),
    pytest.param(_replaced_by_a_link, "altered", marks=posix),
    pytest.param(_replaced_by_a_pipe, "altered", marks=posix),
]


@pytest.mark.parametrize(("damage", "state"), DAMAGE)
def test_a_damaged_copy_is_seen_and_repaired_when_the_file_comes_again(
    folder: Path, law: Path, damage: Callable[[Path], None], state: str
) -> None:
    kept = keep_file(folder, law)
    damage(kept.path)
    assert check_file(folder, DIGEST) == Copy(state, None if state == "missing" else kept.path)
    assert keep_file(folder, law) == kept
    assert check_file(folder, DIGEST) == Copy("sound", kept.path)
    if (other := kept.path.with_name("precious")).exists():
        assert other.read_bytes() == b"precious"


def test_of_two_copies_the_sound_one_counts(folder: Path, law: Path) -> None:
    kept = keep_file(folder, law)
    wrote(kept.path.with_suffix(".doc"), b"something else")
    assert check_file(folder, DIGEST) == Copy("sound", kept.path)
    assert keep_file(folder, law) == kept


@posix
def test_a_copy_that_may_not_be_read_is_said_to_be_so(own_folder: Path) -> None:
    kept = keep_file(own_folder / "evidence", wrote(own_folder / "law.pdf", LAW))
    kept.path.chmod(0o000)
    assert check_file(own_folder / "evidence", DIGEST) == Copy("unreadable", kept.path)
    assert read_copy(kept.path, DIGEST) is None
    kept.path.parent.chmod(0o000)
    assert check_file(own_folder / "evidence", DIGEST) == Copy("unreadable", None)
    with pytest.raises(CannotStore, match="Permission denied"):
        keep_file(own_folder / "evidence", own_folder / "law.pdf")
    kept.path.parent.chmod(0o700)


def test_what_was_altered_is_not_given_back(folder: Path, law: Path) -> None:
    kept = keep_file(folder, law)
    _flipped(kept.path)
    assert read_copy(kept.path, DIGEST) is None
    assert read_copy(kept.path.with_name("none"), DIGEST) is None


@pytest.mark.parametrize(
    ("name", "ending"),
    [
        ("law.PDF", ".pdf"),
        ("law.tar.gz", ".gz"),
        ("law", ""),
        (".hidden", ""),
        ("law.", ""),
        ("law.p d", ""),
        ("law.قانون", ""),
        ("law.\x1b[31m", ""),
        ("law.abcdefghi", ""),
        ("law.pdf;rm -rf ~", ""),
        ("-rf.sh", ".sh"),
        ("..", ".x"),
    ],
)
def test_of_a_hostile_name_nothing_but_a_plain_ending_is_taken(
    tmp_path: Path, folder: Path, name: str, ending: str
) -> None:
    source = tmp_path / name if name != ".." else tmp_path / "...x"
    try:
        wrote(source, LAW)
    except OSError:
        pytest.skip("no such name here")
    stem = DIGEST.removeprefix("sha256:")
    assert keep_file(folder, source).path.name == f"{stem}{ending}"


@pytest.mark.parametrize(
    "digest", ["", "sha256:", NONE + "0", NONE.upper(), f"{NONE}\n", "sha256:../../etc/passwd"]
)
def test_what_is_no_digest_leads_nowhere(folder: Path, digest: str) -> None:
    with pytest.raises(ValueError, match="is no digest"):
        check_file(folder, digest)


def test_a_digest_without_a_copy_is_missing(folder: Path) -> None:
    assert check_file(folder, NONE) == Copy("missing", None)


@posix
@pytest.mark.parametrize("below", ["", "place"])
def test_a_folder_that_leads_elsewhere_is_not_written_to(
    tmp_path: Path, folder: Path, law: Path, below: str
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    link = folder / DIGEST.removeprefix("sha256:")[:2] if below else folder
    link.parent.mkdir(parents=True)
    link.symlink_to(elsewhere)
    with pytest.raises(CannotStore, match="symbolic link"):
        keep_file(folder, law)
    assert list(elsewhere.iterdir()) == []
    assert lying(folder) in ([], [link.name])


@posix
def test_a_folder_that_cannot_be_written_is_told(own_folder: Path) -> None:
    law = wrote(own_folder / "law.pdf", LAW)
    own_folder.chmod(0o500)
    with pytest.raises(CannotStore, match="Permission denied") as refused:
        keep_file(own_folder / "evidence", law)
    assert refused.value.exit is Exit.MACHINE


FULL = """
import resource, sys
from pathlib import Path
from cyberready.errors import CannotStore
from cyberready.store.evidence_files import keep_file
resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))
try:
    keep_file(Path(sys.argv[1]), Path(sys.argv[2]))
except CannotStore as error:
    print(error)
"""


@posix
def test_on_a_full_disk_nothing_is_left_behind(folder: Path, law: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", FULL, folder, law], capture_output=True, text=True, timeout=60, check=True
    )
    assert ended.stdout.startswith("Not written: File too large")
    assert lying(folder) == []
    assert keep_file(folder, law).digest == DIGEST


@posix
def test_the_damaged_copy_stays_when_the_disk_is_full(folder: Path, law: Path) -> None:
    kept = keep_file(folder, law)
    os.truncate(kept.path, 5)
    subprocess.run([sys.executable, "-c", FULL, folder, law], capture_output=True, timeout=60, check=True)
    assert check_file(folder, DIGEST) == Copy("altered", kept.path)
    assert len(lying(folder)) == 1
