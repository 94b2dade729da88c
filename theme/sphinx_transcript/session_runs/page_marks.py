"""Marks the console blocks of a page whose front matter says ``sessions: true``."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from docutils import nodes
from sphinx.util.nodes import NodeMatcher

from sphinx_transcript.post.field_values import FALSE, TRUE
from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.session_runs.marked_block import (
    ATTRIBUTE,
    MarkedBlock,
    marked_block,
    unchecked,
)
from sphinx_transcript.support.build_warnings import warn
from sphinx_transcript.support.problems import Subtype

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

KEY: Final = "sessions"
PAGE_NAME: Final = "the page"
"""The name of the shell that the unnamed blocks of such a page share."""
_LANGUAGES: Final = {
    "console": "bash",
    "shell-session": "bash",
    "bash-session": "bash",
    "pycon": "python",
    "python-console": "python",
}
_CODE_BLOCKS: Final = NodeMatcher(nodes.literal_block, nodes.doctest_block)
_FIELD = re.compile(rf"[:\s]*{KEY}\s*:")


def mark_blocks(app: Sphinx, doctree: nodes.document) -> None:
    """Handle ``doctree-read``: mark the blocks of the page, and check those that are marked."""
    env = app.env
    if _is_marked(env, env.docname):
        _mark_page(env, doctree)
    _refuse_mixed_names(doctree)


def _is_marked(env: BuildEnvironment, docname: str) -> bool:
    """Return whether the front matter of *docname* marks all console blocks."""
    value = env.metadata[docname].get(KEY)
    if value is None:
        return False
    text = str(value).strip().casefold()
    # Of posts, the reader of front matter has said it already.
    if text not in TRUE | FALSE and docname not in blog_domain(env).post_metadata:
        from sphinx_transcript.session_runs.source_place import read_lines

        lines = read_lines(Path(env.doc2path(docname)), env.config.source_encoding)
        line = next((n for n, each in enumerate(lines, 1) if _FIELD.match(each.text)), None)
        message = f"{KEY}: {value!r} is neither true nor false; no command is checked"
        warn(message, Subtype.FRONT_MATTER, (docname, line))
    return text in TRUE


def _mark_page(env: BuildEnvironment, doctree: nodes.document) -> None:
    from sphinx_transcript.session_runs.session_text import complaint

    for node in _code_blocks(doctree):
        block = marked_block(node)
        if block is None and _is_recorded(node):
            continue
        if block is None:
            language = _language(node)
            text = node.astext().rstrip("\n")
            if language is None or complaint(text, language):
                continue
            path, line = _place(env, node, text)
            block = MarkedBlock(path, line, text, language)
        if not block.name:
            node[ATTRIBUTE] = replace(block, name=PAGE_NAME, is_of_page=True)


def _code_blocks(doctree: nodes.document) -> list[nodes.Element]:
    return list(_CODE_BLOCKS.findall(doctree))


def _is_recorded(node: nodes.Element) -> bool:
    """Return whether *node* is in a recording: its text is no text of the page's source."""
    around = node.parent
    while around is not None and around.tagname != "recording":
        around = around.parent
    return around is not None


def _language(node: nodes.Element) -> str | None:
    """Return the program that reads what is typed in the console block *node*; None for others."""
    if isinstance(node, nodes.doctest_block):
        return "python"
    return _LANGUAGES.get(str(node.get("language", "")).casefold())


def _place(env: BuildEnvironment, node: nodes.Element, text: str) -> tuple[str, int]:
    """Return the source file of *node*, from the source folder, and the line of its text."""
    from sphinx_transcript.session_runs.source_place import place_of

    # A `literalinclude` has the attribute; else the node or one around it has the place.
    source, line = node.get("source") or node.source, node.line
    around = node.parent
    while around is not None and (source is None or line is None):
        source, line = source or around.source, line or around.line
        around = around.parent
    # docutils has the last line of some blocks.
    near = (line or 1) - (0 if node.get("language") else text.count("\n"))
    return place_of(env, Path(source or env.doc2path(env.docname)), text, max(1, near))


def _refuse_mixed_names(doctree: nodes.document) -> None:
    """Warn of names that blocks of two languages have, and don't check the later blocks."""
    languages: dict[str, str] = {}
    for node in _code_blocks(doctree):
        block = marked_block(node)
        if block is None or not block.name or block.is_of_page:
            continue
        first = languages.setdefault(block.name, block.language)
        if first != block.language:
            problem = (
                f"name: {block.name!r} is the name of a shell of {first}, and this block is "
                f"one of {block.language}"
            )
            node[ATTRIBUTE] = replace(block, problems=(*block.problems, problem))
            warn(unchecked(problem), Subtype.SESSION, node)
