"""Converts what other systems write beside the language of a code block: a title, lines to mark."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_transcript.importers.markup.code_blocks import CodeOptions, option_lines
from sphinx_transcript.importers.markup.markdown_code import fence_language, is_known_language

if TYPE_CHECKING:
    from sphinx_transcript.importers.dialect.dialect_text import DialectText

_OPENING = re.compile(
    r"(?P<before>[ \t>]*(?:[-*+]|\d+[.)])?[ \t]*)(?P<fence>`{3,}|~{3,})(?P<info>[^`\n]*)"
)
_OPTION = re.compile(
    r"(?P<name>[A-Za-z_]\w*)[ \t]*=[ \t]*(?P<value>\"[^\"]*\"|'[^']*'|\[[^\]]*\]|[^\s,}]+"
    r"(?:[ \t]+[\d-]+(?=[ ,}]|$))*)"
)
_CLASS = re.compile(r"(?<=[{\s])\.(?!numberLines|line-numbers)([\w+#-]+)")
_LINES = re.compile(r"\{[ \t]*(?P<lines>\d[\d\s,-]*)\}")
_TITLES = ("title", "filename", "caption", "name", "file")
_EMPHASIZED = ("hl_lines", "emphasize_lines", "mark_lines", "highlight")
_FIRST = ("linenums", "linenostart", "startfrom", "start", "lineno_start")
_NUMBERED_WORD = re.compile(
    r"(?<![\w=-])\.?(?:showLineNumbers|linenos|numberLines|line-numbers)(?![\w=-])"
)
_GATSBY_TITLE = re.compile(r"^:title=(\S+)")


def convert_code_fences(text: DialectText) -> None:
    """Make the directive code-block of each block with a title, line numbers or marked lines."""
    starts = text.line_starts()
    lines = text.text.split("\n")
    replacements = []
    for token in text.blocks():
        if token.type != "fence" or token.map is None or not token.info.strip():
            continue
        first, _end = token.map
        opening = _OPENING.fullmatch(lines[first].rstrip())
        if opening is None or re.match(r"\{[a-z-]+\}", token.info.strip()):
            continue
        language, options = _parsed(token.info.strip())
        count = max(token.content.rstrip("\n").count("\n") + 1, 1)
        new = option_lines(options, count)
        if not new:
            if token.info.strip().startswith("{") and is_known_language(language):
                head = f"{opening['before']}{opening['fence']}{language}"
                replacements.append((starts[first], starts[first + 1] - 1, head))
            continue
        prefix = re.sub(r"[^\s>]", " ", opening["before"])
        head = f"{opening['before']}{opening['fence']}{{code-block}} {fence_language(language)}"
        added = "\n".join(f"{prefix}{line}" for line in (*new, ""))
        replacements.append((starts[first], starts[first + 1] - 1, f"{head}\n{added}".rstrip(" ")))
    text.replace(replacements)


def _parsed(info: str) -> tuple[str, CodeOptions]:
    """Return the language and the options in *info*, the text after the fence."""
    if info.startswith("{") and (named := _CLASS.search(info)):
        # Of a list of attributes, the first class is the language.
        info = f"{named[1]} {info[: named.start()]}{info[named.end() :]}"
    language = re.match(r"\{?[ \t]*\.?(?P<name>[\w+#.-]+)(?![\w]*[ \t]*=)", info)
    rest = info[language.end() :] if language else info
    options = CodeOptions()
    if title := _GATSBY_TITLE.match(rest):
        options.caption = title[1]
    marked = _LINES.search(rest)
    if marked:
        options.emphasized = marked["lines"]
        rest = rest[: marked.start()] + rest[marked.end() :]
    for match in _OPTION.finditer(rest):
        name, value = match["name"].lower(), match["value"].strip("\"'[]")
        if name in _TITLES:
            options.caption = value
        elif name in _EMPHASIZED:
            options.emphasized = value
        elif name in _FIRST and value.isdecimal():
            options.is_numbered, options.first_number = True, value
        elif name in {"linenos", "linenums", "shownumbers"}:
            options.is_numbered = value.lower() not in {"false", "0", "none"}
    if _NUMBERED_WORD.search(_OPTION.sub(" ", rest)):
        options.is_numbered = True
    return language["name"] if language else "", options
