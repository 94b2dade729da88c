"""Which parts of a Markdown text are code, and what its code blocks say of their language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

if TYPE_CHECKING:
    from collections.abc import Callable

_HIDDEN = "\x00"
_INLINE = re.compile(r"(?<![`\\])(`+)(?!`)((?:(?!\n[ \t]*\n).)+?)(?<!`)\1(?!`)", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_OPENING = re.compile(r"(?P<before>.*?)(?P<fence>`{3,}|~{3,})(?P<info>[^`]*)$")
# What Sphinx takes for a language besides the names of Pygments.
_SPHINX = frozenset({"default", "none", "guess", "python3", "py3", "pycon3"})
_BOX = re.compile(
    r"\{(?:note|tip|warning|danger|attention|caution|error|hint|important|admonition|seealso)\}"
)
_LANGUAGE = re.compile(r"[\w+#.-]+")
_ATTRIBUTES = re.compile(r"\{\s*\.?(?P<name>[\w+#-]+)?.*\}?\s*$")


def masked(text: str, *, comments: bool = True) -> str:
    """Return *text* with a NUL for each sign of code, and of *comments*, but for line feeds."""
    lines = text.split("\n")
    for first, end in _blocks(text, {"fence", "code_block"}):
        for at in range(first, min(end, len(lines))):
            lines[at] = _HIDDEN * len(lines[at])
    without_code = _INLINE.sub(_hide, "\n".join(lines))
    return _COMMENT.sub(_hide, without_code) if comments else without_code


def html_lines(text: str) -> set[int]:
    """Return the indices of the lines that stand in blocks of HTML."""
    return {at for first, end in _blocks(text, {"html_block"}) for at in range(first, end)}


def sub_outside(
    pattern: re.Pattern[str], replacement: Callable[[re.Match[str]], str], text: str
) -> str:
    """Return *text* with what *replacement* makes of each match of *pattern* outside of code.

    A match has the masked text: what it captures may have NULs.
    """
    parts, last = [], 0
    for match in pattern.finditer(masked(text)):
        parts += [text[last : match.start()], replacement(match)]
        last = match.end()
    return "".join([*parts, text[last:]])


def mend_languages(text: str, say: Callable[[int, str], None]) -> str:
    """Return *text* with code blocks whose language Sphinx knows; *say* takes an index of a line.

    Attributes in braces would make a directive of a block.
    """
    lines = text.split("\n")
    for first, _ in _blocks(text, {"fence"}):
        opening = _OPENING.match(lines[first])
        if opening is None or not (info := opening["info"].strip()):
            continue
        if info.startswith("{"):
            attributes = _ATTRIBUTES.match(info)
            language = (attributes["name"] or "") if attributes else ""
            say(first, f"the attributes {info} of a code block are left out")
        else:
            name = _LANGUAGE.match(info)
            language = name[0] if name else ""
            if language == info.split()[0]:
                if _is_known(language):
                    continue
            else:
                say(first, f"{info[len(language) :].strip()!r} of a code block is left out")
        if language and not _is_known(language):
            say(first, f"no highlighter knows {language!r}: the code is shown as text")
            language = "text"
        lines[first] = f"{opening['before']}{opening['fence']}{language}"
    return "\n".join(lines)


def fence_for(text: str) -> str:
    """Return a fence of backticks that no line of *text* closes."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    return "`" * max(3, longest + 1)


def _blocks(text: str, kinds: set[str], first: int = 0) -> list[tuple[int, int]]:
    """Return the first line of each block of *kinds*, and the line below it.

    Those of the boxes of MyST, directives that hold Markdown, are among them.
    """
    found = []
    for token in MarkdownIt("commonmark").parse(text):
        if token.map is None:
            continue
        begin, end = (first + at for at in token.map)
        if token.type == "fence" and _BOX.match(token.info):
            found += _blocks(token.content, kinds, begin + 1)
            if "code_block" in kinds:
                # Their fences alone: as a pair they would look like code in a line.
                found += [(begin, begin + 1), (end - 1, end)]
        elif token.type in kinds:
            found.append((begin, end))
    return found


def _hide(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", _HIDDEN, match[0])


def _is_known(language: str) -> bool:
    if language.lower() in _SPHINX:
        return True
    try:
        get_lexer_by_name(language)
    except ClassNotFound:
        return False
    return True
