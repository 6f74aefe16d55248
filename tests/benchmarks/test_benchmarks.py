"""Every measure runs, at the smallest size and once; nothing is said about how fast."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest
from benchmarks.__main__ import MEASURES, NEED_TERMINAL, main, measures, run
from benchmarks.fixtures import Fixtures, Sizes
from benchmarks.report import table
from benchmarks.results import Result, Samples, Target

SMALLEST = Sizes(
    rounds=12, shape=(2, 1, 4), large=(2, 2, 3), long=(2, 2, 3), sheet=(2, 2, 3), fleet=(2, 1, 3), sheets=5,
    keys=2, saves=2, settle=0.1,
)  # fmt: skip


@pytest.fixture(scope="module")
def fixtures(tmp_path_factory: pytest.TempPathFactory) -> Fixtures:
    return Fixtures(tmp_path_factory.mktemp("benchmarks"), SMALLEST)


@pytest.mark.parametrize("name", MEASURES)
def test_a_measure_gives_results_with_samples(name: str, fixtures: Fixtures) -> None:
    if name in NEED_TERMINAL and os.name != "posix":
        pytest.skip("no pseudo-terminals here")
    results = measures([name])[name](fixtures, 1)
    assert results or name == "peers" or (name == "memory" and sys.platform != "linux")
    for result in results:
        assert all(value > 0 for value in result.measured.values)
        assert result.target is None or result.target.of == "median" or result.baseline is not None


@pytest.mark.skipif(os.name != "posix", reason="no pseudo-terminals here")
def test_a_peer_that_is_named_is_measured_beside_ours(tmp_path: Path) -> None:
    posting = tmp_path / "posting"
    posting.write_text("#!/bin/sh\necho Posting\n", encoding="utf-8")
    posting.chmod(0o700)
    results = measures(["peers"])["peers"](Fixtures(tmp_path, SMALLEST, {"posting": str(posting)}), 1)
    assert results[0].measured.what == "first paint of cyberready, an empty workspace"
    assert results[-1].measured.what == "first paint of posting of unknown version, something empty"


@pytest.mark.parametrize(
    ("measured", "baseline", "target", "ratio", "met"),
    [
        ((30.0, 10.0, 20.0), None, Target(20, "median"), None, True),
        ((30.0, 10.0, 20.1), None, Target(20, "median"), None, False),
        ((26.0,), (20.0,), Target(1.3, "ratio"), 1.3, True),
        ((27.0,), (20.0,), Target(1.3, "ratio"), 1.35, False),
        ((27.0,), (20.0,), None, 1.35, None),
        ((27.0,), None, Target(1.3, "ratio"), None, False),
        ((9.0, 9.0, 25.0), None, Target(10, "median", high=25), None, True),
        ((9.0, 9.0, 25.1), None, Target(10, "median", high=25), None, False),
        ((11.0, 11.0, 11.0), None, Target(10, "median", high=25), None, False),
    ],
)
def test_a_target_is_held_against_the_median_or_the_ratio(
    measured: tuple[float, ...],
    baseline: tuple[float, ...] | None,
    target: Target | None,
    ratio: float | None,
    met: bool | None,
) -> None:
    result = Result("x", "ms", Samples("it", measured), Samples("base", baseline) if baseline else None, target)
    assert result.ratio == pytest.approx(ratio)
    assert result.met is met


def test_the_95th_percentile_is_the_nearest_sample() -> None:
    assert Samples("few", (3.0, 1.0, 2.0)).high == 3.0
    assert Samples("many", tuple(float(n) for n in range(1, 101))).high == 95.0


def test_the_table_says_plainly_what_is_missed() -> None:
    base = Samples("base", (100.0,))
    lines = table(
        [
            Result("first paint", "ms", Samples("start to paint", (120.0,)), base, Target(1.3, "ratio")),
            Result("scoring", "ms", Samples("a round", (71.5,)), None, Target(50, "median")),
            Result("key", "ms", Samples("a digit", (8.0, 8.0, 30.0)), None, Target(10, "median", high=25)),
            Result("list", "ms", Samples("told only", (1.234,))),
        ]
    ).splitlines()
    assert lines == [
        "measure      what             median  95 %  baseline  ratio                target",
        "-" * len(lines[3]),
        "first paint  start to paint   120 ms   120       100  1.20x               <= 1.3x  met",
        "scoring      a round         71.5 ms  71.5                               <= 50 ms  MISSED",
        "key          a digit         8.00 ms  30.0                   <= 10 ms, 95 % <= 25  MISSED",
        "list         told only       1.23 ms  1.23",
    ]


def test_the_json_names_every_sample_and_no_place(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "bench.json"

    def made_up(fixtures: Fixtures, runs: int) -> tuple[Result, ...]:
        assert fixtures.folder.is_dir()
        return (
            Result("a", "ms", Samples("it", (1.0,) * runs), Samples("base", (2.0,) * runs), Target(1, "ratio")),
        )

    run({"a": made_up}, SMALLEST, 3, out)
    text = out.read_text(encoding="utf-8")
    document = json.loads(text)
    assert document["machine"]["cores"] == os.cpu_count()
    assert document["sizes"]["rounds"] == SMALLEST.rounds
    assert document["results"] == [
        {
            "name": "a",
            "unit": "ms",
            "measured": {"what": "it", "median": 1.0, "high": 1.0, "samples": [1.0, 1.0, 1.0]},
            "baseline": {"what": "base", "median": 2.0, "high": 2.0, "samples": [2.0, 2.0, 2.0]},
            "ratio": 0.5,
            "target": {"at_most": 1, "of": "ratio", "high": None},
            "met": True,
        }
    ]
    assert str(tmp_path) not in text
    assert [path.name for path in out.parent.iterdir()] == ["bench.json"]


@pytest.mark.parametrize(
    "arguments",
    [["--only", "nothing"], ["--runs", "0"], ["--runs", "many"], ["--peer", "posting"], ["--peer", "vim=vim"]],
)
def test_a_wrong_call_is_refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert arguments[1] in capsys.readouterr().err


def test_a_missed_target_is_no_failure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def missed(fixtures: Fixtures, runs: int) -> tuple[Result, ...]:
        return (Result("a", "ms", Samples("it", (9.0,)), None, Target(1, "median")),)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("benchmarks.__main__.measures", lambda names: {"a": missed})
        assert main(["--runs", "1", "--out", str(tmp_path / "bench.json")]) == 0
    assert "MISSED" in capsys.readouterr().out
