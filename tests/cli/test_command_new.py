"""The command ``new``."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.cli.main import main
from sphinx_transcript.post.front_matter import read_front_matter

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Site


@pytest.fixture(autouse=True)
def _in_the_site(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site.srcdir)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1474848000")  # 2016-09-26 in UTC
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)


def files(site: Site) -> set[str]:
    return {path.relative_to(site.srcdir).as_posix() for path in site.srcdir.rglob("*")}


def test_new_post_has_the_path_of_its_title_and_is_built(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", "DNS / the answer: “was cached”"]) == 0
    assert capsys.readouterr() == ("post/dns-/-the-answer-was-cached.md\n", "")
    text = (site.srcdir / "post/dns-/-the-answer-was-cached.md").read_text("utf-8")
    assert text == "---\ntitle: 'DNS / the answer: “was cached”'\ndate: 2016-09-26\n---\n\n"
    build = site.build()
    assert build.warning_lines == []
    assert "DNS / the answer: “was cached”" in build.read("index.txt")


def test_all_options_are_in_the_front_matter(site: Site) -> None:
    options = ["--draft", "--tags", "a: b, c,,C", "--category", "ops", "--series", " The  way: in"]
    assert main(["new", "x", "--date", "2030-01-01 10:00", *options]) == 0
    text = (site.srcdir / "post/x.md").read_text("utf-8")
    fields = read_front_matter(text, "markdown")
    assert {key: field.value for key, field in fields.items()} == {
        "title": "x",
        "date": "2030-01-01 10:00",
        "draft": "true",
        "tags": ("a: b", "c"),
        "categories": ("ops",),
        "series": "The way: in",
    }


def test_today_is_in_the_time_zone_of_the_site(site: Site) -> None:
    site.conf('transcript_timezone = "Pacific/Kiritimati"\n')  # 14 hours ahead
    os.environ["SOURCE_DATE_EPOCH"] = "1474891200"  # 12:00 in UTC
    assert main(["new", "x"]) == 0
    assert "date: 2016-09-27\n" in (site.srcdir / "post/x.md").read_text("utf-8")


def test_future_date_is_reported(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "x", "--date", "2016-09-27"]) == 0
    assert capsys.readouterr().err == (
        "sphinx-transcript: the first build from 2016-09-27 on publishes it\n"
    )


def test_site_is_found_from_a_folder_in_it_or_given(
    site: Site, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (site.srcdir / "deep" / "er").mkdir(parents=True)
    monkeypatch.chdir("deep/er")
    assert main(["new", "x"]) == 0
    assert capsys.readouterr().out == os.path.join("..", "..", "post", "x.md") + "\n"  # noqa: PTH118
    monkeypatch.chdir(site.folder)
    assert main(["new", "y", "--site", "src"]) == 0
    assert capsys.readouterr().out == os.path.join("src", "post", "y.md") + "\n"  # noqa: PTH118


@pytest.mark.parametrize(
    ("patterns", "path"),
    [("['blog/*/index']", "blog/x/index.md"), ("['**']", "x.md"), ("['a/*', 'b/*']", "a/x.md")],
)
def test_path_matches_the_patterns_of_the_site(
    site: Site, capsys: pytest.CaptureFixture[str], patterns: str, path: str
) -> None:
    site.conf(f"transcript_posts = {patterns}\n")
    assert main(["new", "X"]) == 0
    assert capsys.readouterr().out == f"{path}\n"
    assert (site.srcdir / path).is_file()


@pytest.mark.parametrize(
    ("conf", "arguments", "message"),
    [
        ("", ["???"], "no letter or digit"),
        ("", ["  "], "the title is empty"),
        ("", ["a\x07"], "U+0007"),
        ("", ["a\udc80"], "U+DC80"),
        ("", ["x", "--slug", "a" * 300], "300 bytes in one name"),
        ("", ["é / " * 1500], "can't be written"),
        ("", ["x", "--slug", "../"], "the slug '../' has no letter"),
        ("", ["x", "--date", "soon"], "a date is written 2016-09-26"),
        ("", ["x", "--tags", "a\x1b[2J"], "U+001B"),
        ("", ["x / y"], "post/x- is there already"),
        ("", ["there"], "post/there.md is there already"),
        ("transcript_posts = ['2*/**']\n", ["x"], "'x' is no path of a post"),
        ("exclude_patterns = ['post/x*']\n", ["x"], "left out of the site by exclude_patterns"),
    ],
)
def test_invalid_post_is_reported_and_nothing_is_written(
    site: Site, capsys: pytest.CaptureFixture[str], conf: str, arguments: list[str], message: str
) -> None:
    site.conf(conf)
    site.post("there", title="There", date="2015-01-01")
    site.write("post/x-", "a file, where a folder would have to be")
    before = files(site)
    cannot_be_understood = message.startswith(
        ("U+", "a date is written", "no letter", "the title is", "300 bytes", "the slug")
    )
    assert main(["new", *arguments]) == (2 if cannot_be_understood else 1)
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("sphinx-transcript: ")
    assert message in captured.err
    assert captured.err.count("\n") == 1
    assert files(site) == before


def test_title_that_is_too_long_is_cut_and_that_is_said(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    title = "a long story " * 40 + "/ " + "b" * 300
    assert main(["new", title]) == 0
    captured = capsys.readouterr()
    folder, name = captured.out.removeprefix("post/").removesuffix(".md\n").split("/")
    assert (folder, name) == ("-".join(["a-long-story"] * 19), f"-{'b' * 246}")
    assert captured.err == (
        "sphinx-transcript: the title is too long for the name of a file; the path is cut "
        "(--slug gives another)\n"
    )
    text = (site.srcdir / f"post/{folder}/{name}.md").read_text("utf-8")
    assert f"title: {' '.join(title.split())}\n" in text
    assert site.build().warning_lines == []


def test_slug_replaces_the_path_of_the_title(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    site.conf("transcript_posts = ['2*/**']\n")
    assert main(["new", "x", "--slug", "2016/The X"]) == 0
    assert capsys.readouterr().out == "2016/the-x.md\n"
    assert "title: x\n" in (site.srcdir / "2016/the-x.md").read_text("utf-8")


def test_warns_of_another_post_with_the_same_slug(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    site.write("post/x/index.md", "# X\n")
    assert main(["new", "X"]) == 0
    captured = capsys.readouterr()
    assert captured.out == "post/x.md\n"
    assert captured.err == ("sphinx-transcript: the slug 'x' is also that of post/x/index.md\n")


def test_same_docname_in_another_format_is_refused(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    site.write("post/x.rst", ":title: X\n")
    assert main(["new", "X"]) == 1
    assert "post/x.rst is there already" in capsys.readouterr().err


# -- the editor


def editor(folder: Path, code: str) -> str:
    program = folder / "an editor.py"
    program.write_text(f"import sys\npath = sys.argv[-1]\n{code}\n", "utf-8")
    return f"'{sys.executable}' '{program}' --wait"


def test_editor_opens_the_post(
    site: Site, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    code = "print('editing', sys.argv[1]); open(path, 'a').write('Text.')"
    monkeypatch.setenv("VISUAL", editor(site.folder, code))
    monkeypatch.setenv("EDITOR", "false")
    assert main(["new", "x", "--edit"]) == 0
    assert (site.srcdir / "post/x.md").read_text("utf-8").endswith("---\n\nText.")
    assert capfd.readouterr().out == "post/x.md\nediting --wait\n"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("", "neither VISUAL nor EDITOR is set"),
        ("no-such-editor -x", "the editor 'no-such-editor' can't be run"),
        ("vi 'x", "can't be read"),
    ],
)
def test_post_is_kept_if_no_editor_can_be_run(
    site: Site,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    message: str,
) -> None:
    monkeypatch.setenv("EDITOR", name)
    assert main(["new", "x", "--edit"]) == 1
    captured = capsys.readouterr()
    assert captured.out == "post/x.md\n"
    assert message in captured.err
    assert (site.srcdir / "post/x.md").is_file()


def test_failing_editor_is_reported(
    site: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("EDITOR", editor(site.folder, "sys.exit(3)"))
    assert main(["new", "x", "--edit"]) == 1
    assert "ended with the status 3" in capsys.readouterr().err


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write all")
def test_read_only_folder_is_reported(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.srcdir.chmod(0o500)
    try:
        assert main(["new", "x"]) == 1
    finally:
        site.srcdir.chmod(0o700)
    assert "can't be written: Permission denied" in capsys.readouterr().err
