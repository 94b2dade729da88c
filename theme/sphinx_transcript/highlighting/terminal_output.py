"""Reads blocks of output: escape sequences become styles, and the text plain.

It happens when a document is read, so that all that is made of the document has plain text.
"""

from __future__ import annotations

from docutils import nodes

from sphinx_transcript.highlighting.ansi_languages import (
    ANSI,
    TERMINALS,
    WRITTEN,
    session_language,
)
from sphinx_transcript.highlighting.coloured_blocks import STYLES
from sphinx_transcript.highlighting.session_lexers import ESCAPED
from sphinx_transcript.support.build_warnings import warn
from sphinx_transcript.support.problems import Subtype
from sphinx_transcript.terminal.output import has_controls, styled_lines, unfinished_line
from sphinx_transcript.terminal.style import PLAIN

# The control pictures of Unicode, U+2400 to U+2421, for code that contains control characters.
_PICTURES: dict[int, int | None] = {
    **{code: 0x2400 + code for code in range(0x20) if code not in (9, 10)},
    0x7F: 0x2421,
    **dict.fromkeys(range(0x80, 0xA0)),
}


def is_terminal_block(node: nodes.literal_block) -> bool:
    """Return whether the text of *node* is what a terminal shows: output or a session."""
    language = node.get("language")
    return language is None or language in TERMINALS or language.endswith(ESCAPED)


def read_block(node: nodes.literal_block) -> None:
    """Make the text of *node* plain, and note its styles."""
    from sphinx_transcript.highlighting.escaped_output import read_escaped_output

    source = node.astext()
    language = node.get("language") or ""
    is_escaped = language.endswith(ESCAPED)
    if is_escaped:
        text, lines, source = read_escaped_output(source, language.removesuffix(ESCAPED))
    else:
        if language in WRITTEN:
            source = _with_escapes_in_output(source, session_language(language, source))
        lines = styled_lines(source)
        text = "\n".join("".join(run.text for run in line) for line in lines)
    if not has_controls(source):
        return
    unfinished = unfinished_line(source, by_line_feeds=is_escaped)
    if unfinished is not None:
        warn(
            f"the escape sequence in line {unfinished + 1} of this block never ends; "
            "it is left out, and what follows it is shown as text",
            Subtype.ANSI,
            node,
        )
    node.rawsource = text
    node.children = [nodes.Text(text)]
    node.setup_child(node.children[0])
    if any(run.style != PLAIN for line in lines for run in line):
        node[STYLES] = lines
        node.setdefault("language", ANSI)


def read_code(node: nodes.literal_block) -> None:
    """Show control characters in the code of *node* as the pictures that Unicode has of them."""
    node.rawsource = node.rawsource.translate(_PICTURES)
    for text in list(node.findall(nodes.Text)):
        text.parent.replace(text, nodes.Text(text.translate(_PICTURES)))


def _with_escapes_in_output(source: str, session: str) -> str:
    """Return *source* with the written escapes of its output; what is typed keeps them.

    Where no line can be read as typed, the prompts have escapes, too.
    """
    from sphinx_transcript.sessions.parser import parse_session
    from sphinx_transcript.sessions.session import Kind
    from sphinx_transcript.terminal.written_escapes import with_escapes

    if not session:
        return with_escapes(source)
    parts = parse_session(source, session).parts
    if all(part.kind is Kind.OUTPUT for part in parts):
        return with_escapes(source)
    return "".join(
        with_escapes(part.text) if part.kind is Kind.OUTPUT else part.text for part in parts
    )
