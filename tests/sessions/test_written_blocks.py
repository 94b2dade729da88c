"""What is typed in blocks as people write them."""

from __future__ import annotations

import pytest

from sphinx_transcript.sessions.parser import parse_session
from tests.sessions.written_blocks import WrittenBlock, written_blocks

_BLOCKS = written_blocks()


def test_all_blocks_are_read() -> None:
    assert len(_BLOCKS) >= 240
    assert {block.language for block in _BLOCKS} >= {"console", "pycon", "ps1con", "doscon", "psql"}


@pytest.mark.parametrize("block", _BLOCKS, ids=lambda block: block.text[:40].split("\n")[0])
def test_typed_entries(block: WrittenBlock) -> None:
    session = parse_session(block.text, block.language)
    assert [entry.typed for entry in session.entries] == block.typed
    assert "".join(part.text for part in session.parts) == block.text
    # What is copied has nothing of a prompt and of output.
    assert session.typed == "\n".join(entry for entry in block.typed if entry.strip())


@pytest.mark.parametrize("block", _BLOCKS, ids=lambda block: block.text[:40].split("\n")[0])
def test_line_ends_and_missing_last_line_end(block: WrittenBlock) -> None:
    for text in (block.text.replace("\n", "\r\n"), block.text.removesuffix("\n")):
        session = parse_session(text, block.language)
        assert [entry.typed for entry in session.entries] == block.typed
        assert "".join(part.text for part in session.parts) == text
