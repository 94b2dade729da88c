"""The report of an import: notes by kind, the lines for conf.py, and the output of --json."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.cli.main import main
from sphinx_transcript.importers.report import Report
from sphinx_transcript.importers.report_summary import conf_lines, kind_lines, notes_by_kind

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Site


def test_kinds_are_tallied_the_most_frequent_first() -> None:
    report = Report()
    report.add("b.md", 3, "no image", "image")
    for line in range(1, 11):
        report.add("a.md", line, "no post", "link")
    report.add("c.md", 1, "no post", "link")
    assert list(notes_by_kind(report.notes)) == ["link", "image"]
    assert list(kind_lines(report.notes)) == [
        "link   11  a.md:1, c.md:1, …",
        "image   1  b.md:3",
    ]


def test_a_note_is_counted_once() -> None:
    report = Report()
    for _ in range(2):
        report.add("b.md", 3, "no image", "image")
    assert list(kind_lines(report.notes)) == ["image  1  b.md:3"]


def test_the_line_for_conf_py_has_all_extensions_of_the_site() -> None:
    report = Report()
    report.need_extension("dollarmath")
    report.need_extension("deflist")
    report.need_extension("dollarmath")
    assert conf_lines(report, {"myst_enable_extensions": {"tasklist"}}) == [
        'myst_enable_extensions = ["deflist", "dollarmath", "tasklist"]'
    ]
    assert conf_lines(report, {"myst_enable_extensions": {"deflist", "dollarmath"}}) == []


@pytest.mark.parametrize(("value", "expected"), [(3, []), (0, ["myst_heading_anchors = 3"])])
def test_a_line_is_left_out_where_the_site_has_it(value: int, expected: list[str]) -> None:
    report = Report()
    report.need_conf("myst_heading_anchors = 3")
    report.need_conf("myst_heading_anchors = 3")
    assert conf_lines(report, {"myst_heading_anchors": value}) == expected


def test_a_line_that_extends_a_value_is_printed() -> None:
    report = Report()
    report.need_conf('extensions += ["sphinx_design"]')
    assert conf_lines(report, {"extensions": []}) == ['extensions += ["sphinx_design"]']


def test_tallies_stand_between_the_notes_and_the_closing_line(
    tmp_path: Path, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    posts = tmp_path / "blog" / "_posts"
    posts.mkdir(parents=True)
    (posts.parent / "_config.yml").write_text("title: x\n")
    (posts / "2020-01-02-one.md").write_text("---\ntitle: One\n---\n![a](/gone.png)\n")
    assert main(["import", str(posts.parent), "--from", "jekyll", "--to", str(site.srcdir)]) == 0
    assert capsys.readouterr().err.splitlines() == [
        "_posts/2020-01-02-one.md:4: image not found: '/gone.png'",
        "notes by kind:",
        "  image  1  _posts/2020-01-02-one.md:4",
        "1 post read, 1 written, with 0 other files; 1 note",
    ]


def test_json_is_one_object(tmp_path: Path, site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    posts = tmp_path / "blog" / "_posts"
    posts.mkdir(parents=True)
    (posts.parent / "_config.yml").write_text("title: x\n")
    (posts / "2020-01-02-one.md").write_text("---\ntitle: One\n---\n![a](/gone.png)\n")
    arguments = ["import", str(posts.parent), "--from", "jekyll", "--to", str(site.srcdir)]
    assert main([*arguments, "--json"]) == 0
    output = capsys.readouterr()
    result = json.loads(output.out)
    assert result["posts"] == 1
    assert result["written"] == [str(site.srcdir / "post" / "one.md")]
    assert result["kinds"]["image"] == 1
    assert result["conf"] == []
    assert {
        "path": "_posts/2020-01-02-one.md",
        "line": 4,
        "kind": "image",
        "message": "image not found: '/gone.png'",
    } in result["notes"]
    # The notes stand in the object alone.
    assert output.err == "1 post read, 1 written, with 0 other files; 1 note\n"
