"""Text of XML documents."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_transcript.support.xml import xml_text


@given(st.characters(categories=None))
def test_xml_text_keeps_exactly_the_characters_of_xml(character: str) -> None:
    try:
        ET.fromstring(f"<a>&#{ord(character)};</a>".encode())  # noqa: S314 (trusted)
    except ET.ParseError:
        assert xml_text(f"a{character}b") == "ab"
    else:
        assert xml_text(f"a{character}b") == f"a{character}b"


@pytest.mark.parametrize("code", [0, 0x08, 0x0B, 0x0C, 0x0E, 0x1F, 0xD800, 0xDFFF, 0xFFFE, 0xFFFF])
def test_xml_text_drops_invalid_characters(code: int) -> None:
    assert xml_text(f"a{chr(code)}b") == "ab"


def test_xml_text_keeps_line_ends_and_boundary_characters() -> None:
    kept = "\t\n\r \x7f\x85\ud7ff\ue000\ufffd\U00010000\U0010ffff"
    assert xml_text(kept) == kept
