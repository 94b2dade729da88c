"""The command ``init``."""

from __future__ import annotations

import io
import os
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_transcript.cli.main import main
from sphinx_transcript.post.front_matter import read_front_matter
from tests.conftest import build_site

if TYPE_CHECKING:
    from pathlib import Path

POST = "post/hello-/-this-is-a-text-file.md"
SPECIAL_CHARACTERS = "a \"b\" 'c' \\ é*x* _y_ # <b> & [z](w) `q` {{ project }} {tag}`a`"


@pytest.fixture(autouse=True)
def _environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hide the git configuration of the user, and fix the date and the login name."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1474848000")  # 2016-09-26 in UTC
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, "grace")


def settings_of(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = {}
    exec((folder / "conf.py").read_text("utf-8"), found)  # noqa: S102
    return found


@pytest.mark.parametrize("builder", ["html", "dirhtml", "transcript"])
@pytest.mark.parametrize(
    "options",
    [
        [],
        [
            "--title",
            SPECIAL_CHARACTERS,
            "--author",
            SPECIAL_CHARACTERS,
            "--base-url",
            "https://example.org/x",
        ],
    ],
    ids=["plain", "special-characters"],
)
def test_new_blog_builds_without_a_warning(
    tmp_path: Path, builder: str, options: list[str]
) -> None:
    assert main(["init", "blog", *options]) == 0
    build = build_site(builder, tmp_path / "blog", tmp_path / "build", conf={"nitpicky": True})
    assert build.warning_lines == []
    assert "1 post\n" in build.status
    if builder == "html":
        assert "Hello / this is a text file" in build.read("index.txt")
        assert (build.outdir / "feed.xml").is_file() == bool(options)


def test_special_characters_are_kept_everywhere(tmp_path: Path) -> None:
    assert (
        main(["init", "blog", "--title", SPECIAL_CHARACTERS, "--author", SPECIAL_CHARACTERS]) == 0
    )
    found = settings_of(tmp_path / "blog")
    assert (found["project"], found["author"]) == (SPECIAL_CHARACTERS, SPECIAL_CHARACTERS)
    assert found["copyright"] == f"2016, {SPECIAL_CHARACTERS}"
    build = build_site("html", tmp_path / "blog", tmp_path / "build")
    typographic = SPECIAL_CHARACTERS.replace('"b"', "“b”").replace("'c'", "‘c’")
    assert typographic in build.read("index.txt")
    assert f"{typographic} writes here." in build.read("about.txt")


def test_defaults_need_no_questions(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert main(["init", "notes"]) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    names = ["conf.py", "index.md", "about.md", POST, ".gitignore", "requirements.txt"]
    assert captured.out.splitlines() == [
        *(os.path.join("notes", *name.split("/")) for name in names),  # noqa: PTH118
        "",
        "Next:",
        "  cd notes",
        "  sphinx-transcript serve --open",
        "  sphinx-transcript new 'The title of a post'",
    ]
    found = settings_of(tmp_path / "notes")
    assert (found["project"], found["author"]) == ("notes", "grace")
    assert "html_baseurl" not in found
    front = read_front_matter((tmp_path / "notes" / POST).read_text("utf-8"), "markdown")
    assert front["date"].value == "2016-09-26"


def test_default_author_is_the_user_name_of_git(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = tmp_path / "gitconfig"
    config.write_text("[user]\n\tname = Ada Marsh é\n", "utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    assert main(["init"]) == 0
    assert settings_of(tmp_path)["author"] == "Ada Marsh é"


def test_default_author_without_git_is_the_login_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert main(["init", "blog"]) == 0
    assert settings_of(tmp_path / "blog")["author"] == "grace"


def test_options_are_used(tmp_path: Path) -> None:
    options = ["--title", " a \n b ", "--author", "", "--base-url", "https://example.org/x"]
    assert main(["init", *options, "--date", "2015-01-01 10:00"]) == 0
    found = settings_of(tmp_path)
    assert (found["project"], found["author"]) == ("a b", "")
    assert found["html_baseurl"] == "https://example.org/x/"
    assert "copyright" not in found
    text = (tmp_path / POST).read_text("utf-8")
    assert "\ndate: 2015-01-01 10:00\n" in text


def test_ask_asks_for_the_values(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("\nAda\nhttps://example.org\n"))
    assert main(["init", "blog", "--ask", "--title", "given"]) == 0
    assert capsys.readouterr().err == (
        "The site is called [given]: Its author is [grace]: Its address will be: "
    )
    found = settings_of(tmp_path / "blog")
    assert (found["project"], found["author"]) == ("given", "Ada")
    assert found["html_baseurl"] == "https://example.org/"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["a-file"], "a-file is a file; a blog needs a folder"),
        (["a-file/blog"], "a-file is there already, and is no folder"),
        (["blog", "--base-url", "example.org"], "no whole address of a site, such as https://"),
        (["blog", "--date", "soon"], "a date is written 2016-09-26"),
        (["blog", "--title", "a\x1bb"], "the title has the character U+001B"),
        (["blog", "--author", "\udcff"], "the author has the character U+DCFF"),
        (["blog", "--ask"], "there is no answer; nothing is written"),
    ],
)
def test_invalid_input_is_reported_and_nothing_is_written(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    message: str,
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("only one answer\n"))
    (tmp_path / "a-file").write_bytes(b"")
    cannot_be_understood = message.startswith(
        ("the title has", "the author", "a date is written", "no whole address", "a-file is a file")
    )
    assert main(["init", *arguments]) == (2 if cannot_be_understood else 1)
    assert message in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["a-file"]


@pytest.mark.parametrize("name", ["conf.py", POST, ".gitlab-ci.yml"])
def test_no_file_is_overwritten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text("mine")
    before = sorted(tmp_path.rglob("*"))
    assert main(["init", "--workflow", "gitlab"]) == 1
    captured = capsys.readouterr()
    assert f"nothing is written, as there is already {name}" in captured.err
    assert ("in its extensions" in captured.err) == (name == "conf.py")
    assert sorted(tmp_path.rglob("*")) == before
    assert (tmp_path / name).read_text() == "mine"


def test_gitignore_covers_generated_files(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q"], check=True)
    assert main(["init"]) == 0
    for name in ("_build/html/index.html", ".venv/bin/python", "__pycache__/conf.pyc"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_bytes(b"")
    status = subprocess.run(
        ["git", "status", "--porcelain", "-uall"], check=True, capture_output=True, text=True
    )
    listed = {line.split(maxsplit=1)[1].strip('"') for line in status.stdout.splitlines()}
    assert listed == {"conf.py", "index.md", "about.md", POST, ".gitignore", "requirements.txt"}
