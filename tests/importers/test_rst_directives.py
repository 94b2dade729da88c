"""Directives of Nikola and Pelican's plugins become links, figures and code blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.importers.markup.rst_directives import convert_directives

if TYPE_CHECKING:
    from sphinx_transcript.importers.report import NoteKind


def convert(text: str) -> tuple[str, list[int], list[str]]:
    """Return the new text, the old index of each of its lines, and the notes."""
    notes: list[str] = []

    def add_note(index: int, message: str, kind: NoteKind = "syntax") -> None:
        assert kind == "syntax"
        notes.append(f"{index}: {message}")

    new = convert_directives(text, "listings", add_note)
    return new.text, new.indices, notes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            ".. youtube:: 8N_tupPBtWQ\n   :align: left\n\nText.",
            "https://www.youtube.com/watch?v=8N_tupPBtWQ\n\nText.",
        ),
        ("* .. x\n\n  .. vimeo:: 20241459", "* .. x\n\n  https://vimeo.com/20241459"),
        (".. gist:: 2395294", "https://gist.github.com/2395294"),
        (".. media:: https://example.org/x", "https://example.org/x"),
        (".. thumbnail:: /a.png\n   :width: 20\n", ".. image:: /a.png\n   :width: 20\n"),
        (
            ".. thumbnail:: /a.png\n   :width: 20\n\n   Words.\n",
            ".. figure:: /a.png\n   :width: 20\n\n   Words.\n",
        ),
        (
            ".. listing:: x.py python\n\nT",
            ".. literalinclude:: blog-file:listings/x.py\n   :language: python\n\nT",
        ),
        ("::\n\n   .. youtube:: x", "::\n\n   .. youtube:: x"),
        (".. code-block:: rst\n\n   .. chart:: Bar", ".. code-block:: rst\n\n   .. chart:: Bar"),
    ],
)
def test_directive_becomes_one_that_sphinx_knows(text: str, expected: str) -> None:
    assert convert(text)[0::2] == (expected, [])


def test_other_directive_is_shown_and_named() -> None:
    text = "A\n\n.. chart:: Bar\n   :title: x\n\n   'a', [1]\n\nB\n\n.. gist:: `x` <y>\n"
    new, indices, notes = convert(text)
    assert new == (
        "A\n\n.. code-block:: rst\n\n   .. chart:: Bar\n      :title: x\n\n      'a', [1]\n\nB\n\n"
        ".. code-block:: rst\n\n   .. gist:: `x` <y>\n"
    )
    lines = new.split("\n")
    assert indices[lines.index("B")] == 7
    assert len(indices) == len(lines)
    assert notes == [
        "2: there is no directive 'chart' here: it stands as text",
        "9: there is no directive 'gist' here: it stands as text",
    ]
