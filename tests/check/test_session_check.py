"""``check --sessions`` runs sessions; ``check`` alone does not."""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.cli.main import main
from tests.helpers.build_output import relative_paths

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Site


@pytest.fixture
def folder(site: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    """Return a site with a session that fails, in whose folder commands are run."""
    site.write("index.md", "# H\n\n```{session}\n$ seq 3\n1\n4\n3\n```\n")
    monkeypatch.chdir(site.srcdir)
    return site


def test_difference_is_an_error_with_its_diff(
    folder: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    files = relative_paths(folder.folder)
    assert main(["check", "--sessions"]) == 1
    output = capsys.readouterr()
    assert output.out == (
        "index.md:6: `seq 3` prints something else (- the page, + what is printed): "
        "[transcript.session_output]\n 1\n-4\n+2\n 3\n"
    )
    assert output.err.startswith("running 1 command of 1 page\n  index: 1 command\n")
    assert "\nindex: 1 command ran; 1 failed\n" in output.err
    assert "\n1 error; " in output.err
    assert relative_paths(folder.folder) == files


def test_json_and_ignored_codes(folder: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--sessions", "--format", "json"]) == 1
    (finding,) = json.loads(capsys.readouterr().out)
    assert (finding["file"], finding["line"]) == ("index.md", 6)
    assert finding["message"].endswith("\n 1\n-4\n+2\n 3")
    assert main(["check", "--sessions", "--ignore", "transcript.session_output"]) == 0
    folder.conf("suppress_warnings = ['transcript.session_output']\n")
    assert main(["check", "--sessions"]) == 0


def test_nothing_is_run_without_the_option(
    folder: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    touched = tmp_path / "touched"
    folder.write(
        "index.md", f"# H\n\n```{{session}}\n:setup: touch {touched}\n$ touch {touched}\n```\n"
    )
    assert main(["check"]) == 0
    assert not touched.exists()
    assert "running" not in capsys.readouterr().err
    assert main(["check", "--sessions"]) == 0
    assert touched.exists()


def test_harmless_posts_are_run_as_well(folder: Site, capsys: pytest.CaptureFixture[str]) -> None:
    folder.write("index.md", "# H\n")
    folder.post(
        "x", title="X", date="2020-01-01", description="d", sessions="true",
        body="Text.\n\n```console\n$ echo a\nb\n```\n",
    )  # fmt: skip
    assert main(["check", "--sessions"]) == 1
    assert "post/x.md:12: `echo a` prints something else" in capsys.readouterr().out


def test_drafts_and_missing_shell(folder: Site, capsys: pytest.CaptureFixture[str]) -> None:
    folder.write("index.md", "# H\n")
    folder.post(
        "x", title="X", date="2020-01-01", description="d", draft="true",
        body="```{session}\n$ echo a\nb\n```\n",
    )  # fmt: skip
    assert main(["check", "--sessions"]) == 1
    assert "post/x.md:8: session: it is not run, since the post is not published (draft)" in (
        capsys.readouterr().out
    )
    assert main(["check", "--sessions", "--drafts"]) == 1
    assert re.search(r"post/x\.md:10: `echo a` prints", capsys.readouterr().out)
    folder.conf("transcript_session_shell = ['nosuchshell']\n")
    assert main(["check", "--sessions", "--drafts"]) == 1
    error = capsys.readouterr().err.splitlines()[-1]
    assert error == (
        "sphinx-transcript: the shell 'nosuchshell' of transcript_session_shell can't be run: "
        f"nosuchshell: {os.strerror(2)}"
    )
