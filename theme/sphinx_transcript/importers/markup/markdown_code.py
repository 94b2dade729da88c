"""Code in Markdown: finds it, and fixes the languages of code blocks."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from sphinx_transcript.importers.markup.code_spans import MASK, mask_code_spans

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it.token import Token

# Without the content of paragraphs, which takes most of the time.
_PARSER = MarkdownIt("commonmark").disable("inline")
_OPENING = re.compile(r"(?P<before>.*?)(?P<fence>`{3,}|~{3,})(?P<info>[^`]*)$")
# Languages that Sphinx accepts besides the names of Pygments lexers.
_SPHINX_LANGUAGES = frozenset({"default", "none", "guess", "python3", "py3", "pycon3"})
_ADMONITION = re.compile(
    r"\{(?:note|tip|warning|danger|attention|caution|error|hint|important|admonition|seealso"
    r"|container|figure|list-table|table|dropdown|details|card|card-carousel|grid|grid-item"
    r"|grid-item-card|tab-set|tab-item|margin|sidebar|div|aside|topic|epigraph|pull-quote|highlights"
    r"|compound|rubric|versionadded|versionchanged|deprecated|update|post)\}"
)
# Directives that an import makes, and whose content is code or nothing.
_OTHER_DIRECTIVE = re.compile(r"\{(?:code-block|image|math)\}")
# Directives nested more deeply are taken for code: each level is parsed again.
MAX_DEPTH = 8
_LANGUAGE = re.compile(r"[\w+#.-]+")
_ATTRIBUTES = re.compile(r"\{\s*\.?(?P<name>[\w+#-]+)?.*\}?\s*$")


def mask_code(text: str, *, comments: bool = True) -> str:
    """Return *text* with each character of code, and of comments, replaced by NUL.

    Line feeds stay. Without *comments*, HTML comments stay, too.
    """
    lines = text.split("\n")
    for first, end in _blocks(text, {"fence", "code_block"}):
        for at in range(first, min(end, len(lines))):
            lines[at] = MASK * len(lines[at])
    return mask_code_spans("\n".join(lines), comments=comments)


def html_blocks(text: str) -> list[tuple[int, int]]:
    """Return the first line of each HTML block, and the line below the block."""
    return _blocks(text, {"html_block"})


def html_lines(text: str) -> set[int]:
    """Return the indices of the lines in HTML blocks."""
    return {at for first, end in html_blocks(text) for at in range(first, end)}


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Return the first line of each paragraph, and the line below the paragraph."""
    return _blocks(text, {"paragraph_open"})


def sub_outside_code(
    pattern: re.Pattern[str], replacement: Callable[[re.Match[str]], str], text: str
) -> str:
    """Return *text* with each match of *pattern* outside of code replaced by *replacement*.

    A match is one of the masked text, so that its groups may contain NUL.
    """
    parts, last = [], 0
    for match in pattern.finditer(mask_code(text)):
        parts += [text[last : match.start()], replacement(match)]
        last = match.end()
    return "".join([*parts, text[last:]])


def fix_code_languages(text: str, add_note: Callable[[int, str], None]) -> str:
    """Return *text* with only languages of code blocks that Sphinx knows.

    Attributes in braces are removed: MyST would read the block as a directive. *add_note* is
    called with the index of a line and a message.
    """
    lines = text.split("\n")
    for first, _ in _blocks(text, {"fence"}):
        opening = _OPENING.match(lines[first])
        if opening is None or not (info := opening["info"].strip()):
            continue
        if _OTHER_DIRECTIVE.match(info):
            continue
        if info.startswith("{"):
            attributes = _ATTRIBUTES.match(info)
            language = (attributes["name"] or "") if attributes else ""
            add_note(first, f"the attributes {info} of a code block are left out")
        else:
            name = _LANGUAGE.match(info)
            language = name[0] if name else ""
            if language == info.split()[0]:
                if is_known_language(language):
                    continue
            else:
                add_note(first, f"{info[len(language) :].strip()!r} of a code block is left out")
        if language and not is_known_language(language):
            add_note(first, f"no highlighter knows {language!r}: the code is shown as text")
            language = "text"
        lines[first] = f"{opening['before']}{opening['fence']}{language}"
    return "\n".join(lines)


def has_prose(info: str) -> bool:
    """Tell whether a fence with *info* is a directive whose content is Markdown."""
    return _ADMONITION.match(info) is not None


def fence_for(text: str) -> str:
    """Return a fence of backticks that no line of *text* can close."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    return "`" * max(3, longest + 1)


@lru_cache(maxsize=8)
def block_tokens(text: str) -> tuple[Token, ...]:
    """Return the tokens of the blocks in *text*, which are the same objects each time."""
    return tuple(_PARSER.parse(text))


def _blocks(
    text: str, types: set[str], first_line: int = 0, depth: int = 0
) -> list[tuple[int, int]]:
    """Return the first line of each block of the token *types*, and the line below the block.

    Blocks within MyST admonitions, whose content is Markdown, are included.
    """
    blocks = []
    for token in block_tokens(text):
        if token.map is None:
            continue
        begin, end = (first_line + line for line in token.map)
        is_open = depth < MAX_DEPTH and token.type == "fence"
        if is_open and _ADMONITION.match(token.info):
            blocks += _blocks(token.content, types, begin + 1, depth + 1)
            if "code_block" in types:
                # Only the two fences, which would otherwise look like a code span.
                blocks += [(begin, begin + 1), (end - 1, end)]
        elif token.type in types:
            blocks.append((begin, end))
    return blocks


def fence_language(language: str) -> str:
    """Return *language*, or 'text' where Sphinx would warn of it."""
    return language if language and is_known_language(language) else "text"


def is_known_language(language: str) -> bool:
    """Tell whether Sphinx highlights *language* without a warning."""
    if language.lower() in _SPHINX_LANGUAGES:
        return True
    try:
        get_lexer_by_name(language)
    except ClassNotFound:
        return False
    return True
