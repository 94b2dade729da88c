"""The command ``check``: its output and its exit status."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.cli.main import main
from tests.helpers.faulty_sources import post

if TYPE_CHECKING:
    from tests.conftest import Site

GOOD = post(more="description: So.\n", title="Good")
DEAD_LINK = post("Text.\n\nA [link](none.md).", "description: So.\n", "Dead")


@pytest.fixture
def folder(site: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    """Return a site with a valid post; the current folder is the one above its sources."""
    monkeypatch.chdir(site.folder)
    site.write("post/good.md", GOOD)
    return site


def test_valid_site_has_no_findings(folder: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "src"]) == 0
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", "nothing is wrong; 1 post\n")


def test_error_has_a_location_and_a_code(folder: Site, capsys: pytest.CaptureFixture[str]) -> None:
    folder.write("post/dead.md", DEAD_LINK)
    folder.write("post/aaa.md", "---\ntitle: a\ndate: soon\n---\n")
    assert main(["check", "src"]) == 1
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("src/post/aaa.md:3: date: ")
    assert first.endswith(" [transcript.date]")
    assert second.startswith("src/post/dead.md:9: ")
    assert second.endswith(" [myst.xref_missing]")


def test_hints_count_only_with_strict(folder: Site, capsys: pytest.CaptureFixture[str]) -> None:
    folder.write("post/bare.md", post("![](../a.png)", title="Bare"))
    folder.write("a.png", "")
    assert main(["check", "src"]) == 0
    assert main(["check", "src", "--strict"]) == 1
    assert main(["check", "src", "--strict", "--ignore", "check"]) == 0
    assert main(["check", "src", "--strict", "--ignore", "check.alt"]) == 1
    lines = capsys.readouterr().out.splitlines()
    no_description = "no description; feeds and search engines show how the post begins"
    expected = [
        f"src/post/bare.md:1: hint: {no_description} [check.description]",
        "src/post/bare.md:6: hint: the image a.png has no alternative text [check.alt]",
    ]
    assert lines == [*expected, *expected, expected[0]]


def test_ignored_codes_do_not_count(folder: Site, capsys: pytest.CaptureFixture[str]) -> None:
    folder.write("post/dead.md", DEAD_LINK)
    assert main(["check", "src", "--ignore", "ref", "--ignore", "myst.xref_missing"]) == 0
    assert capsys.readouterr().out == ""


def test_suppressed_warnings_are_left_out(folder: Site, capsys: pytest.CaptureFixture[str]) -> None:
    folder.conf('suppress_warnings = ["myst.xref_missing", "check.description"]\n')
    folder.write("post/dead.md", DEAD_LINK)
    folder.write("post/bare.md", post(title="Bare"))
    assert main(["check", "src", "--strict"]) == 0
    assert capsys.readouterr().out == ""


def test_unknown_code_is_refused(folder: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "src", "--ignore", "check.titel"]) == 2
    error = capsys.readouterr().err
    assert "unknown code 'check.titel'; did you mean 'check.title'?" in error


def test_json_has_all_findings(folder: Site, capsys: pytest.CaptureFixture[str]) -> None:
    folder.write("post/dead.md", DEAD_LINK)
    for number in range(12):
        folder.write(f"post/n{number:02}.md", post(title=f"Ünlike {number}"))
    assert main(["check", "src", "--format", "json"]) == 1
    rows = json.loads(capsys.readouterr().out)
    assert rows[0]["file"] == "src/post/dead.md"
    assert (rows[0]["line"], rows[0]["severity"]) == (9, "error")
    assert (rows[0]["code"], "none.md" in rows[0]["message"]) == ("myst.xref_missing", True)
    assert [row["code"] for row in rows[1:]] == ["check.description"] * 12


def test_many_hints_are_summarized(folder: Site, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(12):
        folder.write(f"post/n{number:02}.md", post(title=f"Unlike {number}"))
    assert main(["check", "src"]) == 0
    printed = capsys.readouterr()
    assert len(printed.out.splitlines()) == 10
    assert printed.err.startswith("2 more with [check.description]: ")
    assert printed.err.endswith("\n12 hints; 13 posts\n")
    assert main(["check", "src", "--all"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 12


def test_drafts_are_checked_with_the_option(
    folder: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    folder.write("post/dead.md", DEAD_LINK.replace("date:", "draft: true\ndate:"))
    assert main(["check", "src"]) == 0
    assert "not published: 1 draft (post/dead.md)" in capsys.readouterr().err
    assert main(["check", "src", "--drafts"]) == 1
    assert capsys.readouterr().out.startswith("src/post/dead.md:10: ")


BROKEN = [
    pytest.param(
        "\n1 / 0\n", "src/conf.py:6: ", "ZeroDivisionError: division by zero", id="raises"
    ),
    pytest.param("x = = 1\n", "src/conf.py:5: ", "invalid syntax", id="syntax"),
    pytest.param("import sys\nsys.exit()\n", "src/conf.py: ", "called sys.exit()", id="exits"),
    pytest.param("import nonesuch\n", "src/conf.py:5: ", "named 'nonesuch'", id="imports"),
]


@pytest.mark.parametrize(("conf", "location", "message"), BROKEN)
def test_error_in_conf_is_a_finding(
    folder: Site, capsys: pytest.CaptureFixture[str], conf: str, location: str, message: str
) -> None:
    folder.conf(conf)
    assert main(["check", "src"]) == 1
    printed = capsys.readouterr()
    (line,) = printed.out.splitlines()
    assert line.startswith(location)
    assert message in line
    assert line.endswith(" [config]")
    assert printed.err == "1 error\n"


FAILING = [
    pytest.param("extensions += ['nonesuch']\n", {}, "nonesuch", id="extension"),
    pytest.param("html_theme = 'nonesuch'\n", {}, "nonesuch", id="theme"),
    pytest.param("", {"index.md": b"# \xe4\n"}, "index.md: can't be checked: ", id="root"),
    pytest.param(
        "def setup(app):\n    app.connect('doctree-read', lambda app, tree: 1 / 0)\n",
        {},
        "division by zero",
        id="handler",
    ),
    pytest.param(
        "from docutils.parsers.rst import Directive\n"
        "class Fails(Directive):\n    def run(self):\n        1 / 0\n"
        "def setup(app):\n    app.add_directive('fails', Fails)\n",
        {"about.md": b"```{fails}\n```\n"},
        "src/conf.py:8: ZeroDivisionError: division by zero",
        id="directive",
    ),
]


@pytest.mark.parametrize(("conf", "files", "message"), FAILING)
def test_failure_is_reported_in_one_sentence(
    folder: Site,
    capsys: pytest.CaptureFixture[str],
    conf: str,
    files: dict[str, bytes],
    message: str,
) -> None:
    folder.conf(conf)
    for name, content in files.items():
        folder.write(name, content)
    assert main(["check", "src"]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("sphinx-transcript: ")
    assert message in printed.err
    assert printed.err.count("\n") == 1


def test_missing_conf_is_reported(folder: Site, capsys: pytest.CaptureFixture[str]) -> None:
    (folder.srcdir / "conf.py").unlink()
    assert main(["check", "src"]) == 1
    assert "there is no conf.py in " in capsys.readouterr().err


def test_nothing_is_written(folder: Site) -> None:
    before = {path: path.stat().st_mtime_ns for path in folder.folder.rglob("*")}
    main(["check", "src"])
    assert {path: path.stat().st_mtime_ns for path in folder.folder.rglob("*")} == before


def test_help_names_the_codes(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["check", "--help"])
    printed = capsys.readouterr().out
    assert all(code in printed for code in ("check.alt", "transcript.alias", "myst.xref_missing"))
