"""The HTML of commands in prompts."""

from __future__ import annotations

import pytest

from sphinx_transcript.theme.command_prompt import command_html


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("cat a-b.md", 'cat <span class="ts-word">a-b.md</span>'),
        ("ls -t post/**/*.md | wc -l", "ls -t post/**/*.md | wc -l"),
        ("grep -FC1 a", 'grep <span class="ts-word">-FC1</span> a'),
        ("ls post/*.{md,rst}) - -", 'ls <span class="ts-word">post/*.{md,rst})</span> - -'),
        ("cat a-" + "b" * 30, "cat a-" + "b" * 30),
        ("grep ': *t' a", 'grep <span class="ts-word">&#x27;: *t&#x27;</span> a'),
        ("grep -e 'a b", "grep -e &#x27;a b"),
        ("cat '<a-b>'", 'cat <span class="ts-word">&#x27;&lt;a-b&gt;&#x27;</span>'),
        ("cat a&b-c d", 'cat <span class="ts-word">a&amp;b-c</span> d'),
    ],
)
def test_short_words_are_not_broken(command: str, expected: str) -> None:
    assert command_html(command) == expected
