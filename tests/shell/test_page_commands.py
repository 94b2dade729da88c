"""Commands for a single source file, checked with bash."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.shell.page_commands import cat_command, keys_command
from tests.shell.bash import run, write_source

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("source", "content", "expected"),
    [
        ("post/a.md", "date: 1\ntags: a\n", "grep -E '^(date|tags):' $_"),
        ("post/a.rst", ":date: 1\n:tags: a\n", "grep -E '^:(date|tags):' $_"),
        ("-a b.rst", ":authors: a\n", 'grep ^:authors: "$_"'),
        ("post/a.md", "tags: a\nseries: b\n", "grep -E '^(tags|series):' $_"),
    ],
)
def test_keys_command_searches_the_file_of_the_command_before(
    tmp_path: Path, source: str, content: str, expected: str
) -> None:
    lines = write_source(tmp_path, source, 0, content).key_lines
    keys = ["date", "tags", "series", "authors"]
    assert keys_command(source, lines, keys) == expected
    assert run(f"{cat_command(source)} > /dev/null; {expected}", tmp_path) == content
    assert keys_command(source, lines, ["updated"]) is None


@pytest.mark.parametrize(
    "text",
    [
        ":date: 1\n:tags: a\n\ndate: in the body\n",
        "date: 1\n\n```{blog-index}\n:tags: a\n",
        ":date: 1\n\ndate: in the body\n",
    ],
)
def test_keys_command_finds_all_keys_that_it_names(tmp_path: Path, text: str) -> None:
    lines = write_source(tmp_path, "post/a", 0, text).key_lines
    command = f"{keys_command('post/a', lines, ['date', 'tags'])}"
    found = run(f"cat post/a > /dev/null; {command}", tmp_path)
    assert text.startswith(found.splitlines()[0])
    assert ("tags" in command) == ("tags" in found)
