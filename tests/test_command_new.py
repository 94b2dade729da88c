"""The command ``sphinx-transcript new``."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.commands.main import main
from sphinx_transcript.front_matter import read_front_matter

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


def test_new_post_lies_where_its_title_says_and_is_built(
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


def test_today_is_that_of_the_site(site: Site) -> None:
    site.conf('transcript_timezone = "Pacific/Kiritimati"\n')  # 14 hours ahead
    os.environ["SOURCE_DATE_EPOCH"] = "1474891200"  # 12:00 in UTC
    assert main(["new", "x"]) == 0
    assert "date: 2016-09-27\n" in (site.srcdir / "post/x.md").read_text("utf-8")


def test_post_of_a_day_to_come_says_so(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "x", "--date", "2016-09-27"]) == 0
    assert capsys.readouterr().err == (
        "sphinx-transcript: the first build from 2016-09-27 on publishes it\n"
    )


def test_site_is_found_from_a_folder_below_it_or_named(
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
def test_path_fits_the_patterns_of_the_site(
    site: Site, capsys: pytest.CaptureFixture[str], patterns: str, path: str
) -> None:
    site.conf(f"transcript_posts = {patterns}\n")
    assert main(["new", "X"]) == 0
    assert capsys.readouterr().out == f"{path}\n"
    assert (site.srcdir / path).is_file()


@pytest.mark.parametrize(
    ("conf", "arguments", "words"),
    [
        ("", ["???"], "no letter or digit"),
        ("", ["  "], "the title is empty"),
        ("", ["a\x07"], "U+0007"),
        ("", ["a\udc80"], "U+DC80"),
        ("", ["a" * 300], "300 bytes in one name"),
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
def test_what_cannot_be_made_is_said_and_nothing_is_written(
    site: Site, capsys: pytest.CaptureFixture[str], conf: str, arguments: list[str], words: str
) -> None:
    site.conf(conf)
    site.post("there", title="There", date="2015-01-01")
    site.write("post/x-", "a file, where a folder would have to be")
    before = files(site)
    assert main(["new", *arguments]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("sphinx-transcript: ")
    assert words in captured.err
    assert captured.err.count("\n") == 1
    assert files(site) == before


def test_another_slug_helps(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.conf("transcript_posts = ['2*/**']\n")
    assert main(["new", "x", "--slug", "2016/The X"]) == 0
    assert capsys.readouterr().out == "2016/the-x.md\n"
    assert "title: x\n" in (site.srcdir / "2016/the-x.md").read_text("utf-8")


def test_slug_of_another_post_is_warned_of(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.write("post/x/index.md", "# X\n")
    assert main(["new", "X"]) == 0
    captured = capsys.readouterr()
    assert captured.out == "post/x.md\n"
    assert captured.err == ("sphinx-transcript: the slug 'x' is also that of post/x/index.md\n")


def test_post_in_another_format_is_not_doubled(
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
    ("name", "words"),
    [
        ("", "neither VISUAL nor EDITOR is set"),
        ("no-such-editor -x", "the editor 'no-such-editor' can't be run"),
        ("vi 'x", "can't be read"),
    ],
)
def test_without_an_editor_the_post_stays(
    site: Site,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    words: str,
) -> None:
    monkeypatch.setenv("EDITOR", name)
    assert main(["new", "x", "--edit"]) == 1
    captured = capsys.readouterr()
    assert captured.out == "post/x.md\n"
    assert words in captured.err
    assert (site.srcdir / "post/x.md").is_file()


def test_editor_that_fails_is_told_of(
    site: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("EDITOR", editor(site.folder, "sys.exit(3)"))
    assert main(["new", "x", "--edit"]) == 1
    assert "ended with the status 3" in capsys.readouterr().err


# -- sites that can't be used


@pytest.mark.parametrize(
    ("conf", "words"),
    [
        (b"x = (", "syntax error"),
        (b"import no_such_module", "No module named 'no_such_module'"),
        (b"1 / 0", "ZeroDivisionError: division by zero (File"),
        (b"raise SystemExit(3)", "called sys.exit()"),
        (b"x = '\xff'", "can't decode byte 0xff"),
        (b"extensions = ['no_such_extension']", "Could not import extension no_such_extension"),
        (b"project = 'x'", "has no 'sphinx_transcript' in its extensions"),
        (b"extensions = ['sphinx_transcript']\ndef setup(app): 1 / 0", "ZeroDivisionError"),
        (b"extensions = ['sphinx_transcript']\ndef setup(app): raise SystemExit", "SystemExit"),
    ],
)
@pytest.mark.parametrize("command", [["new", "x"], ["list"], ["publish", "x"]])
def test_conf_that_cannot_be_used_is_one_message(
    site: Site,
    capsys: pytest.CaptureFixture[str],
    conf: bytes,
    words: str,
    command: list[str],
) -> None:
    site.write("conf.py", conf)
    assert main(command) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert words in captured.err
    assert captured.err.count("\n") == 1


@pytest.mark.parametrize("command", [["new", "x"], ["list"], ["publish", "x"]])
def test_folder_without_a_site_says_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    assert main([*command, "--site", str(tmp_path)]) == 1
    assert "there is no conf.py" in capsys.readouterr().err


@pytest.mark.parametrize("command", [["new", "x"], ["list"], ["publish", "half"]])
def test_command_that_is_broken_off_ends_quietly(
    site: Site, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    site.post("half", title="Half", draft="true")
    site.conf("import os, signal\nos.kill(os.getpid(), signal.SIGINT)\n")
    before = {path: path.read_bytes() for path in site.srcdir.rglob("*.*")}
    # A shell that runs the tests in its background has it ignored.
    handler = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        assert main(command) == 130
    finally:
        signal.signal(signal.SIGINT, handler)
    assert capsys.readouterr() == ("", "")
    assert {path: path.read_bytes() for path in site.srcdir.rglob("*.*")} == before


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write all")
def test_folder_that_is_read_only_is_told_of(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    site.srcdir.chmod(0o500)
    try:
        assert main(["new", "x"]) == 1
    finally:
        site.srcdir.chmod(0o700)
    assert "can't be written: Permission denied" in capsys.readouterr().err
