"""Digests of text and bytes."""

from __future__ import annotations

from sphinx_transcript.support.digests import digest


def test_digest_has_the_size_asked_for() -> None:
    assert len(digest("a", 4)) == 8
    assert digest("a", 16) == "27c35e6e9373877f29e562464e46497e"


def test_text_is_hashed_as_utf8() -> None:
    assert digest("é", 8) == digest("é".encode(), 8)


def test_lone_surrogates_are_hashed() -> None:
    assert digest("\udcff", 8) == digest(b"\xed\xb3\xbf", 8)
