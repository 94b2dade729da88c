"""Converts what the MyST of mystmd has and MyST-Parser has not: https://mystmd.org/guide."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils.parsers.rst.languages.en import directives as docutils_names

from sphinx_transcript.importers.markup.markdown_code import mask_code

if TYPE_CHECKING:
    from sphinx_transcript.importers.report import Report
    from sphinx_transcript.importers.source_blog import SourcePost

_DIRECTIVE = re.compile(
    r"^(?P<indent>[ \t]*)(?P<fence>`{3,}|~{3,}|:{3,})[ \t]*\{(?P<name>[\w:-]+)\}(?P<rest>.*)$"
)
_OPTION = re.compile(r"^[ \t]*:(?P<name>[\w-]+):(?P<value>.*)$")
_CODE = frozenset({"code", "code-cell"})
# Boxes with a title; what they do beside showing their text has no like.
_BOXES = re.compile(
    r"dropdown|card|grid-item-card|tab-item|aside|margin|exercise|solution|proof|prf:\w+|details"
)
_CONTAINERS = frozenset({"tab-set", "grid", "blocks", "card-grid"})
_KNOWN = frozenset(
    {
        *docutils_names,
        *("code-block", "literalinclude", "deprecated", "versionadded", "versionchanged", "only"),
        *("seealso", "glossary", "toctree", "index", "hlist", "rubric", "highlight", "figure-md"),
        *("iframe", "recording", "session"),
    }
)
_CODE_OPTIONS = frozenset(
    {"linenos", "lineno-start", "emphasize-lines", "caption", "name", "class"}
)
_KEPT_OPTIONS = frozenset({"class", "name"})
_COLON_FENCE = re.compile(r"^[ \t]*:{3,}[ \t]*\{", re.MULTILINE)
_BLOCK = re.compile(r"^\+\+\+[ \t]*\{.*\}[ \t]*$")
_SYNTAX = (
    (re.compile(r"(?<![\\$\w])\$[^\s$][^$\n]*\$(?!\d)|\$\$"), "dollarmath"),
    (re.compile(r"^\\begin\{", re.MULTILINE), "amsmath"),
    (re.compile(r"^(?=[^\s#>*+|-])[^\n]+\n\n?: {1,3}\S", re.MULTILINE), "deflist"),
    (re.compile(r"^[ \t]*[-*+] \[[ xX]\] ", re.MULTILINE), "tasklist"),
    (re.compile(r"~~[^~\n]+~~"), "strikethrough"),
    (re.compile(r"\[[^\[\]\n]+\]\{[.#]"), "attrs_inline"),
)
_CITATION = re.compile(r"(?<![\w`\\])\[-?@[\w:.#/-]++[^\[\]\n]*+\]|\{cite(?::\w+)?\}`|\[\]\(doi:")


def convert_mystmd(text: str, report: Report, post: SourcePost) -> str:
    """Return *text* for MyST-Parser; *report* gets the extensions that it needs.

    The number of lines stays the same.
    """
    lines = text.split("\n")
    said: set[str] = set()

    def say(at: int, message: str) -> None:
        if message not in said:
            said.add(message)
            report.add(post.path, post.body_line + at, message, "syntax")

    directive = ""
    for at, line in enumerate(lines):
        if match := _DIRECTIVE.match(line):
            directive = match["name"]
            new = "" if directive == "iframe" else _new_directive(directive, match["rest"].strip())
            if new:
                lines[at] = f"{match['indent']}{match['fence']}{new}"
            elif directive == "iframe":
                _show_address(lines, at, match)
            elif directive not in _KNOWN:
                say(at, f"the directive {directive!r} needs an extension, or has no like here")
        elif directive and (option := _OPTION.match(line)):
            lines[at] = _new_option(directive, option["name"], line)
        else:
            directive = ""
            if _BLOCK.match(line):
                # Metadata of a block, which MyST-Parser would show.
                lines[at] = "+++"
    converted = "\n".join(lines)
    masked = mask_code(converted)
    for pattern, extension in _SYNTAX:
        if pattern.search(masked):
            report.need_extension(extension)
    if _COLON_FENCE.search(converted):
        report.need_extension("colon_fence")
    if match := _CITATION.search(masked):
        say(masked.count("\n", 0, match.start()), "citations stand as they are written")
    return converted


def _new_directive(name: str, title: str) -> str:
    """Return the name and title of the directive that takes the place of *name*; '' if none."""
    if name in _CODE:
        return f"{{code-block}} {title}".rstrip()
    if name in _CONTAINERS:
        return f"{{container}} {name}"
    if _BOXES.fullmatch(name):
        word = name.rpartition(":")[2]
        return f"{{admonition}} {title}" if title else f"{{container}} {word}"
    return ""


def _new_option(directive: str, name: str, line: str) -> str:
    """Return the *line* of an option, with the name that Sphinx has for it; '' if it has none."""
    if name == "label":
        name, line = "name", line.replace(":label:", ":name:", 1)
    is_replaced = directive in _CONTAINERS or _BOXES.fullmatch(directive)
    if is_replaced and name not in _KEPT_OPTIONS:
        return ""
    if directive not in _CODE:
        return line
    name = name.replace("filename", "caption")
    return line.replace(":filename:", ":caption:", 1) if name in _CODE_OPTIONS else ""


def _show_address(lines: list[str], at: int, opening: re.Match[str]) -> None:
    """Replace the directive iframe that begins on line *at* by its address; a caption stays."""
    lines[at] = f"{opening['indent']}<{opening['rest'].strip()}>"
    for below in range(at + 1, len(lines)):
        line = lines[below].strip()
        if line.startswith(opening["fence"]) and not line.strip(opening["fence"][0]):
            lines[below] = ""
            return
        if _OPTION.match(line):
            lines[below] = ""
