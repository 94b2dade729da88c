"""The reStructuredText of posts: links and images."""

from __future__ import annotations

from sphinx_transcript.importers.markup import rst_text


def test_links_and_images_are_found_outside_of_code() -> None:
    text = (
        "`a <b.rst>`_ ``c <d>`` :doc:`e` :doc:`f <g>` :ref:`h <i>` `j <k_>`_\n\n"
        ".. image:: l m.png\n   :target: n\n\n.. _o: p\n\n::\n\n   `q <r>`_\n\n"
        ".. code-block:: rst\n\n   `s <t>`_\n\n`u\n<v>`__\n"
    )
    found: list[tuple[str, str, str, int]] = []

    def record(kind: rst_text.LinkKind, title: str, link: str, line: int) -> str:
        found.append((kind, title, link, line))
        return link

    assert rst_text.rewrite_links(text, record) == text
    assert found == [
        ("link", "a", "b.rst", 0),
        ("doc", "", "e", 0),
        ("doc", "f", "g", 0),
        ("image", "", "l m.png", 2),
        ("target", "", "n", 3),
        ("target", "", "p", 5),
        ("link", "u", "v", 16),
    ]
