"""The key lines of source files."""

from __future__ import annotations

from sphinx_transcript.shell.source_file import key_lines


def test_key_lines_are_the_lines_that_a_search_for_a_key_finds() -> None:
    kept = [
        *("date: 1", "updated: 2", "tags: [a]", "categories: b", "series: c"),
        *("category: b", "author: d"),
        *("authors:", "draft: true", "unlisted: yes", "pinned: no\r", ":date: 1", ":pinned: true"),
    ]
    others = ["title: a", " date: 1", "datetime: 1", "::date: 1", "date", "x date: 1", "Date: 1"]
    text = "\n".join(line for pair in zip(kept, [*others, *others], strict=False) for line in pair)
    assert key_lines(text) == tuple(kept)
