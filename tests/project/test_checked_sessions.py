"""The sessions of the example site print what its pages show, and a changed digit is found."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import EXAMPLE_SITE, Build


def run_sessions(site: Path, out: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run the builder ``sessions``, as a user does who has activated the environment."""
    programs = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return subprocess.run(
        [sys.executable, "-m", "sphinx", "-b", "sessions", "-q", *options, site, out],
        env=os.environ | {"PATH": programs},
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_checked_session_of_the_example_site_passes(tmp_path: Path) -> None:
    run = run_sessions(EXAMPLE_SITE, tmp_path / "out", "-j", "2")
    assert (run.returncode, run.stderr) == (0, "")
    report = json.loads((tmp_path / "out/output.json").read_text("utf-8"))
    states = [block["state"] for page in report.values() for block in page["blocks"]]
    ran = [
        command
        for page in report.values()
        for block in page["blocks"]
        if block["state"] == "passed"
        for command in block["commands"]
    ]
    assert "failed" not in states
    assert len(ran) > 30
    posts = [name for name in report if name.startswith("post/")]
    assert len(posts) >= 3


def test_recorded_results_are_those_of_the_present_sessions(example_html: Build) -> None:
    """To update them: .venv/bin/sphinx-transcript sessions example_site --record."""
    recorded = json.loads((EXAMPLE_SITE / "sessions.json").read_text("utf-8"))
    assert len(recorded) > 9
    for docname, entry in recorded.items():
        page = example_html.read(f"{docname}.html")
        found = re.search(r"(?:every command|(\d+) of \d+ commands) here ran on ", page)
        assert found is not None, docname
        assert found[1] is None or int(found[1]) == entry["commands"], docname


@pytest.fixture
def post(tmp_path: Path) -> Path:
    """Return the source of a post with a checked session, in a copy of the example site."""
    shutil.copytree(EXAMPLE_SITE, tmp_path / "site", ignore=shutil.ignore_patterns("_build"))
    return tmp_path / "site/post/the-backup-that-backed-up-nothing.md"


def test_changed_digit_is_found(post: Path, tmp_path: Path) -> None:
    text = post.read_text("utf-8")
    changed = re.sub(r"(?<=\| wc -c\n)20(?=\n)", "21", text, count=1)
    assert changed != text
    post.write_text(changed, "utf-8")
    line = changed[: changed.index("| wc -c\n21\n")].count("\n") + 2
    run = run_sessions(
        post.parent.parent, tmp_path / "out", "-D", f"transcript_session_only=post/{post.stem}"
    )
    assert run.returncode == 1
    assert f"{post}:{line}: WARNING" in run.stderr
