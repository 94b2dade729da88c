"""Markup that one system adds to its posts: extensions and directives."""

from __future__ import annotations

from sphinx_transcript.importers.markup import (
    ablog_directives,
    admonitions,
    codehilite,
)

Notes = list[tuple[int, str]]


def test_admonitions_become_directives() -> None:
    notes: Notes = []
    text = (
        "!!! note\n    A\n\n    ```\n    !!! tip\n    ```\n\n"
        '- b\n\n    !!! bug "T"\n\n        :c: d\n\ne\n\n```\n!!! note\n```\n'
    )
    lines = text.split("\n")
    new, numbers = admonitions.convert_admonitions(
        lines, list(range(1, len(lines) + 1)), lambda line, message: notes.append((line, message))
    )
    assert "\n".join(new) == (
        "````{note}\nA\n\n```\n!!! tip\n```\n````\n\n"
        "- b\n\n    ```{admonition} T\n\n    :c: d\n    ```\n\ne\n\n```\n!!! note\n```\n"
    )
    assert len(new) == len(numbers)
    assert numbers[new.index("e")] == lines.index("e") + 1
    assert notes == []


def test_indented_code_with_a_language_gets_a_fence() -> None:
    text = "a\n\n    :::python\n    b\n\n    c\n\nd\n\n    #!sh\n    e\n"
    expected = "a\n\n```python\nb\n\nc\n```\nd\n\n```sh\ne\n```"
    assert codehilite.fence_code_blocks(text) == expected
    assert codehilite.fence_code_blocks("a\n    :::python\n") == "a\n    :::python\n"


def test_post_directive_is_removed() -> None:
    text = (
        "T\n=\n\n.. post:: Jan 1, 2020\n   :tags: a, b\n   :exclude:\n\n   Only here.\n\n"
        "Text.\n\n.. post::\n"
    )
    found = ablog_directives.take_post_directive(text, is_rst=True)
    assert found is not None
    new, directive = found
    assert new.count("\n") == text.count("\n")
    assert ".. post:: Jan" not in new
    assert directive.date == "Jan 1, 2020"
    assert directive.options == {"tags": "a, b", "exclude": "", "description": "Only here."}
    assert (directive.line, directive.option_lines["tags"], directive.second_line) == (4, 5, 12)
    assert ablog_directives.take_post_directive("::\n\n   .. post:: x\n", is_rst=True) is None
