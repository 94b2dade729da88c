"""The command ``build``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.cli.main import main
from tests.conftest import reset_sphinx_caches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Site


@pytest.fixture(autouse=True)
def _in_the_site(site: Site, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(site.srcdir)
    site.post("x", title="X", date="2016-09-26")
    yield
    reset_sphinx_caches()


BROKEN_LINK = "[a link](nowhere.md)\n"


def test_default_output_is_below_build(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build"]) == 0
    out = capsys.readouterr().out
    first = site.srcdir / "_build" / "html" / "index.html"
    assert "X" in first.read_text("utf-8")
    assert "1 post\n" in out
    assert "build succeeded.\n" in out
    assert out.endswith(f"The first page: {first.as_uri()}\n")
    assert not (first.parent / ".doctrees").exists()


def test_sources_in_the_output_are_not_read(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", ".", "out"]) == 0
    (site.srcdir / "out" / "left.md").write_text("# A page that was written\n")
    capsys.readouterr()
    assert main(["build", ".", "out", "--strict"]) == 0
    assert "0 added" in capsys.readouterr().out


def test_builder_output_and_site_can_be_given(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site.folder)
    assert main(["build", "src", "--builder", "dirhtml"]) == 0
    assert (site.srcdir / "_build/dirhtml/post/x/index.html").is_file()
    assert main(["build", "src", "elsewhere"]) == 0
    assert (site.folder / "elsewhere/post/x.html").is_file()


def test_drafts_are_built_into_a_separate_folder(site: Site) -> None:
    site.post("half", title="Half", draft="true")
    assert main(["build", "--drafts"]) == 0
    assert (site.srcdir / "_build/preview/post/half.html").is_file()
    assert main(["build"]) == 0
    assert not (site.srcdir / "_build/html/post/half.html").exists()


def test_warnings_are_counted_and_fail_a_strict_build(
    site: Site, capfd: pytest.CaptureFixture[str]
) -> None:
    site.post("x", title="X", date="2016-09-26", body=BROKEN_LINK)
    assert main(["build"]) == 0
    assert "build succeeded, 1 warning.\n" in capfd.readouterr().out
    assert main(["build", "--strict", "--", "-E"]) == 1
    captured = capfd.readouterr()
    assert "1 warning" in captured.out
    assert "nowhere.md" in captured.err
    assert "The first page: " in captured.out


def test_arguments_after_two_hyphens_are_passed_to_sphinx_build(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", "--", "-q", "-D", "project=renamed", "-t", "x"]) == 0
    assert capsys.readouterr().out.startswith("The first page: ")
    assert "renamed" in (site.srcdir / "_build/html/index.html").read_text("utf-8")
    assert main(["build", "--", "--no-such-option"]) == 2
    assert "--no-such-option" in capsys.readouterr().err


def test_two_hyphens_end_the_options_of_other_commands(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", "--", "-x of a title"]) == 0
    assert capsys.readouterr().out == "post/x-of-a-title.md\n"


@pytest.mark.parametrize(
    ("conf", "message"),
    [
        (b"x = (", "syntax error"),
        (b"import no_such_module", "ModuleNotFoundError: No module named 'no_such_module' (File"),
        (b"raise SystemExit(0)", "called sys.exit()"),
        (b"extensions = ['no_such_extension']", "Could not import extension no_such_extension"),
        (b"def setup(app): 1 / 0", "ZeroDivisionError: division by zero (File"),
        (b"def setup(app): raise SystemExit(0)", "SystemExit"),
    ],
)
def test_broken_conf_is_one_message(
    site: Site, capfd: pytest.CaptureFixture[str], conf: bytes, message: str
) -> None:
    site.write("conf.py", conf)
    assert main(["build", "--", "-q"]) == 2
    captured = capfd.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("sphinx-transcript: ")
    assert message in captured.err
    assert captured.err.count("\n") == 1


def test_missing_conf_is_reported(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    (site.srcdir / "conf.py").unlink()
    assert main(["build"]) == 1
    assert "there is no conf.py" in capsys.readouterr().err


def test_output_that_is_a_file_is_reported(site: Site, capfd: pytest.CaptureFixture[str]) -> None:
    site.write("out", "a file")
    assert main(["build", ".", "out"]) == 2
    assert "Traceback" not in capfd.readouterr().err
    assert (site.srcdir / "out").read_text() == "a file"


def test_explain_says_why_pages_are_written(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build"]) == 0
    assert "wrote " not in capsys.readouterr().out
    site.post("x", title="Y", date="2016-09-26")
    assert main(["build", "--explain"]) == 0
    out = capsys.readouterr().out.splitlines()
    assert "read post/x: post/x.md is newer than its doctree" in out
    assert "wrote post/x: it was read" in out
    assert "wrote index: changed: the rows of its listings" in out
