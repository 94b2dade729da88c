"""Lines among the progress of a build are safe on a terminal."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import sphinx_transcript

if TYPE_CHECKING:
    from tests.conftest import Site

PACKAGE = Path(sphinx_transcript.__file__).parent


def test_one_module_prints_progress() -> None:
    modules = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if re.search(r"logger\.(?:info|verbose)\(", path.read_text("utf-8"))
    }
    assert modules == {"support/build_notes.py"}


def test_it_is_printed_as_escapes(site: Site) -> None:
    site.conf("transcript_posts = ['\\x1b[1m*']\n")
    lines = [line for line in site.build().status.splitlines() if line.startswith("no posts")]
    assert lines == ["no posts: no document matches transcript_posts (\\x1b[1m*)"]
