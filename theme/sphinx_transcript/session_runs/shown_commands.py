"""The commands that a page shows its readers, whether they were run or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_transcript.highlighting.ansi_languages import session_language
from sphinx_transcript.highlighting.session_lexers import ESCAPED, LANGUAGES
from sphinx_transcript.pages.nodes import text_only
from sphinx_transcript.session_runs.marked_block import marked_block
from sphinx_transcript.session_runs.session_text import LEXERS, parsed_text
from sphinx_transcript.sessions.parser import parse_session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.config import Config

    from sphinx_transcript.session_runs.marked_block import MarkedBlock
    from sphinx_transcript.sessions.session import Session


def shown_commands(
    doctree: nodes.document, config: Config
) -> Iterator[tuple[MarkedBlock | None, int]]:
    """Yield each session of the resolved *doctree*: its mark, if any, and its number of commands.

    Blocks of all languages of sessions count, whether a program can run them or not, and so do
    those that other documents bring with them, such as posts in a listing.
    """
    for node in _shown_blocks(doctree):
        block = marked_block(node)
        session = _session(node, config) if block is None else _marked_session(block)
        if session is not None and (count := command_count(session)):
            yield block, count


def _shown_blocks(node: nodes.Element) -> Iterator[nodes.Element]:
    for child in node.children:
        if isinstance(child, nodes.FixedTextElement):
            yield child
        elif isinstance(child, nodes.Element) and not isinstance(child, text_only):
            yield from _shown_blocks(child)


def command_count(session: Session) -> int:
    """Return the number of commands in *session*."""
    return sum(bool(entry.typed.strip()) for entry in session.entries)


def is_altered(node: nodes.Element, block: MarkedBlock) -> bool:
    """Return whether *node*, as it was read, shows other commands than *block*, which is run."""
    shown = parse_session(
        node.astext(),
        LEXERS[block.language],
        is_escaped=str(node.get("language", "")).endswith(ESCAPED),
    )
    run = _marked_session(block)
    return [each.typed for each in shown.entries] != [each.typed for each in run.entries]


def _marked_session(block: MarkedBlock) -> Session:
    return parsed_text(block.text, block.language)


def _session(node: nodes.Element, config: Config) -> Session | None:
    text = node.astext()
    if isinstance(node, nodes.doctest_block):
        return parse_session(text, "pycon")
    written = str(node.get("language", "")).casefold()
    language = session_language(written.removesuffix(ESCAPED), text)
    if language not in LANGUAGES:
        return None
    options = config.highlight_options.get(node.get("language"), {})
    prompt = options.get("prompt") if isinstance(options, dict) else None
    return parse_session(text, language, prompt=prompt, is_escaped=written.endswith(ESCAPED))
