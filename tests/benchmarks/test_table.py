"""The table of the manual: medians of ratios, the worst kind, and what is kept between sittings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from benchmarks import reload
from benchmarks.corpora import kinds
from benchmarks.report import kinds as report_kinds
from benchmarks.runs import Run, cpu, median_ratio, memory
from benchmarks.scenarios import ADDED, EDITED, FEW, FULL, NOTHING, PARALLEL
from benchmarks.suite import main
from benchmarks.table import command, parts
from benchmarks.table.figures import rows_of
from benchmarks.table.fragment import format_fragment
from benchmarks.table.parts import RELOAD
from benchmarks.table.store import Measured, current_settings, load, save

if TYPE_CHECKING:
    from pathlib import Path

OWN, BASIC, STEMMER = "transcript", "basic", "pystemmer"
SETTINGS = current_settings(100, 1)


def run(competitor: str, scenario: str, seconds: float, **fields: object) -> Run:
    """Return a run; *fields* are others than usual."""
    found = Run(competitor, scenario, 1, 100, seconds, 2 * seconds, 10 * seconds)
    return replace(found, **fields)  # type: ignore[arg-type]


def test_ratio_is_the_median_of_the_ratios_in_the_same_round() -> None:
    own = [run(OWN, FULL, seconds, round=turn) for turn, seconds in enumerate((2.0, 30.0, 4.0))]
    others = [
        run(BASIC, FULL, seconds, round=turn) for turn, seconds in enumerate((1.0, 10.0, 8.0))
    ]
    # The ratio of the medians is 0.5.
    assert median_ratio(own, others, cpu) == 2.0
    assert median_ratio(own, others[:1], memory) == 2.0


def test_ratio_needs_a_round_with_runs_of_both() -> None:
    with pytest.raises(ValueError, match="no round has runs of both"):
        median_ratio([run(OWN, FULL, 1)], [run(BASIC, FULL, 1, round=2)], cpu)


def builds() -> list[Run]:
    """Return runs of the part with builds."""
    scenarios = {FULL: 10.0, NOTHING: 1.0, EDITED: 2.0, ADDED: 3.0, PARALLEL: 6.0}
    names = {OWN: 0.5, BASIC: 1.0, STEMMER: 0.8}
    return [
        run(name, scenario, seconds * share, total_memory=100 * share)
        for scenario, seconds in scenarios.items()
        for name, share in names.items()
    ]


def test_rows_of_builds() -> None:
    rows = [row.cells() for row in rows_of("builds", builds())]
    assert rows[0] == ("full build, 100 posts, CPU seconds", "5.00", "`basic`: 10.0", "0.50")
    assert rows[1][2:] == ("`basic` with PyStemmer: 8.00", "0.62")
    assert [row[0] for row in rows[2:8:2]] == [
        "nothing changed, CPU seconds",
        "one body edited, CPU seconds",
        "one post added, CPU seconds",
    ]
    # Wall seconds of one side beside its own ones with one process.
    assert rows[8] == (
        "full build with `-j 2`, wall seconds", "6.00", "one process: 10.0", "0.60",
    )  # fmt: skip
    assert rows[9][1:] == ("12.0", "one process: 20.0", "0.60")
    assert rows[10] == ("peak memory, full build, 100 posts, MiB", "50.0", "`basic`: 100", "0.50")
    assert rows[12][:2] == ("peak memory of all processes, `-j 2`, MiB", "50.0")
    assert len(rows) == 13


def test_memory_of_all_processes_is_left_out_where_it_was_not_measured() -> None:
    runs = [replace(each, total_memory=None) for each in builds()]
    assert not [row for row in rows_of("builds", runs) if "all processes" in row.measure]


def kind_runs() -> list[Run]:
    """Return full builds of three kinds; the worst is another one for each ratio."""
    seconds = {"usual": (6.0, 10.0, 8.0), "short": (9.0, 10.0, 12.0), "rst": (7.0, 9.0, 5.0)}
    return [
        run(name, FULL, value, corpus=kind, memory=value if kind == "usual" else 1)
        for kind, values in seconds.items()
        for name, value in zip((OWN, BASIC, STEMMER), values, strict=True)
    ]


def test_worst_kind_is_claimed() -> None:
    rows = rows_of("kinds", kind_runs())
    subject = "full build, 100 posts: 450 words, two blocks of code; CPU seconds"
    assert [row.measure for row in rows[:2]] == [subject, subject]
    basic, stemmer, weight = rows[6:]
    worst = f"**full build, the worst of these: {kinds.BY_NAME['short'].about}**"
    assert basic.cells() == (worst, "9.00", "`basic`: 10.0", "**0.90**")
    assert kinds.BY_NAME["rst"].about in stemmer.measure
    assert (stemmer.value, stemmer.ratio) == ("7.00", "**1.40**")
    assert weight.cells()[1:] == ("1.00", "`basic`: 1.00", "**1.00**")


def test_report_of_kinds_names_the_worst() -> None:
    lines = report_kinds(kind_runs()).splitlines()
    assert (
        "| 100 usual: 450 words, two blocks of code | 6.00 | 10.0 | 8.00 | 0.60 | 0.75 | 0.60 |"
        in lines
    )
    assert lines[-3:] == [
        "- the worst ÷ basic: 0.90 (short)",
        "- the worst ÷ basic + PyStemmer: 1.40 (rst)",
        "- the worst memory ÷ basic: 1.00 (short)",
    ]


def test_cost_of_a_post_is_without_the_start_of_sphinx() -> None:
    seconds = {FEW: 1.0, 50: 1.8, 500: 10.8, 1000: 16.84}
    runs = [run(OWN, FULL, value, posts=size) for size, value in seconds.items()]
    runs += [run(BASIC, FULL, value, posts=size) for size, value in list(seconds.items())[:3]]
    rows = [row.cells() for row in rows_of("scaling", runs)]
    assert rows[0] == (
        "full build, a post among 1,000, CPU milliseconds", "16.0", "among 50: 20.0", "0.80",
    )  # fmt: skip
    assert rows[1][1:] == ("20.0", "among 50: 20.0", "1.00")
    assert rows[2][0].startswith("`basic`, full build, a post among 500")
    assert rows[3][0] == "peak memory, full build, 500 posts, MiB"


def test_rows_of_reload_begin_with_serve() -> None:
    names = [method.name for method in reload.SERVE_METHODS]
    runs = [run(name, RELOAD, number + 1) for number, name in enumerate(names)]
    rows = rows_of("reload", runs)
    assert rows[0].measure.endswith("sphinx-transcript serve, wall seconds")
    assert rows[0].ratio == "5.00"


def measured(part: str, runs: list[Run]) -> Measured:
    """Return *runs* as the measurements of a *part*."""
    return Measured(SETTINGS, {OWN: {"sphinx": "9.0.4", "other": "1"}}, runs)


def test_fragment_has_a_table_and_says_what_it_was_measured_on() -> None:
    text = format_fragment({"builds": measured("builds", builds())})
    comment, _, heads, marks, first, *_ = text.splitlines()
    assert comment.startswith("% Written by")
    assert (heads, marks) == (
        "| measure | measured | beside | ratio |",
        "| --- | ---: | ---: | ---: |",
    )
    assert first == "| full build, 100 posts, CPU seconds | 5.00 | `basic`: 10.0 | 0.50 |"
    assert f"Measured with Python {SETTINGS.python}, Sphinx 9.0.4, on " in text
    assert "side: builds of the usual posts 1." in text


def test_measurements_of_other_settings_are_not_used(tmp_path: Path) -> None:
    save(tmp_path, "builds", measured("builds", builds()))
    assert load(tmp_path, "builds", SETTINGS) == measured("builds", builds())
    for other in (
        replace(SETTINGS, sources="0"), replace(SETTINGS, posts=99), replace(SETTINGS, rounds=2),
    ):  # fmt: skip
        assert load(tmp_path, "builds", other) is None
    assert load(tmp_path, "kinds", SETTINGS) is None
    (tmp_path / "builds.json").write_text('{"settings": 1}', "utf-8")
    assert load(tmp_path, "builds", SETTINGS) is None


def test_table_measures_what_is_missing_and_is_written_when_it_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = {"builds": builds(), "kinds": kind_runs()}
    calls: list[str] = []

    def part(name: str) -> parts.Part:
        def measure(*_: object) -> list[Run]:
            calls.append(name)
            return found[name]

        return parts.Part(name, name, (), measure)

    monkeypatch.setattr(command, "PARTS", [part(name) for name in found])
    monkeypatch.setattr(command, "make_environments", lambda *_: {})
    fragment = tmp_path / "fragment.txt"
    arguments = ["--table", "--posts", "100", "--repeat", "1", "--workdir", str(tmp_path)]
    arguments += ["--fragment", str(fragment)]
    assert main([*arguments, "--part", "kinds"]) == 0
    assert "not measured yet: builds" in capsys.readouterr().err
    assert not fragment.exists()
    assert main(arguments) == 0
    assert calls == ["kinds", "builds"]
    whole = fragment.read_text("utf-8")
    assert "full build, 100 posts" in whole
    assert "the worst of these: " in whole
    assert main(arguments) == 0
    assert len(calls) == 2
    assert main([*arguments, "--part", "builds"]) == 0
    assert calls[2:] == ["builds"]
    assert fragment.read_text("utf-8") == whole
    assert main([*arguments, "--posts", "1001"]) == 2
