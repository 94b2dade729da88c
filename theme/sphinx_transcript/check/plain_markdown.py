"""Markdown of which no parser is needed to see that it is harmless.

Each line is looked at alone. The patterns accept a line only if it is harmless wherever it stands:
as a paragraph or a part of one, in a list or a quotation, or indented. They refuse each line that
may begin something else, and each character that may do so within a line. Most posts consist of
lines that are accepted, and of fenced code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_EXTENSIONS = frozenset(
    {"amsmath", "attrs_block", "attrs_image", "attrs_inline", "colon_fence", "deflist"}
    | {"dollarmath", "fieldlist", "html_admonition", "html_image", "strikethrough", "substitution"}
    | {"tasklist"}
)
"""The extensions of MyST that see no more than text in what is accepted here."""
_RULES = {
    "core": frozenset({"normalize", "block", "inline", "text_join", "wordcount", "attr"}),
    "block": frozenset(
        {"front_matter", "table", "code", "fence", "myst_line_comment", "blockquote"}
        | {"myst_block_break", "myst_target", "hr", "list", "footnote_def", "reference"}
        | {"html_block", "heading", "lheading", "paragraph"}
        # Those of the extensions.
        | {"amsmath", "attr", "colon_fence", "deflist", "fieldlist", "math_block"}
        | {"math_block_label", "substitution_block"}
    ),
    "inline": frozenset(
        {"text", "newline", "escape", "myst_role", "backticks", "emphasis", "link", "image"}
        | {"footnote_ref", "autolink", "html_inline", "entity"}
        | {"attr", "span", "math_inline", "math_inline_double", "strikethrough"}
        | {"substitution_inline"}
    ),
    "inline2": frozenset({"balance_pairs", "emphasis", "fragments_join", "strikethrough"}),
}
"""The rules of the parser that are known here."""

# Text in which no rule of the parser finds more than emphasis and entities.
_TEXT = r"[^\x00-\x1f\x7f-\x9f\u2028\u2029`<\[\]\\{}$~]"
_CODE = r"(?<!`)`[^`\n\x00-\x1f]++`(?!`)"
_LINK = (
    rf"(?<!!)\[(?!\^)(?:{_TEXT}|(?<!`)`[^`\[\]\n\x00-\x1f]++`(?!`))++\]"
    r"\([A-Za-z0-9_./:?=&%+#-]++(?: \"[\w ,.-]*+\")?\)"
)
_IMAGE = r"!\[[^\W_][^\x00-\x1f\x7f-\x9f\u2028\u2029`<\[\]\\{}$~*_&]*+\]\([A-Za-z0-9_./:-]++\)"
_AUTOLINK = r"<https?://[A-Za-z0-9._~/?=&%+#:@!,;-]++>"
_ESCAPE = r"\\[!-/:-@\[-`{-~]"
_INLINE = rf"(?:{_IMAGE}|{_TEXT}|{_CODE}|{_LINK}|{_AUTOLINK}|{_ESCAPE})*+"
# What begins neither a list, a heading, a table, a quotation, a definition, a target nor a comment.
_START = (
    r"(?=[^\W\d_]|\d++(?![.)])|[\"'/@;,.!]|`(?!``)|\[|[*_]{1,2}[^\W_]|[^\x00-\x7f\s]"
    r"|\((?!.*\)=))"
)
_MARKERS = r"(?:(?:[-*+]|\d{1,9}[.)]) ++|>[ ]?+)*+"
_TEXT_LINE = re.compile(rf"[ ]*+(?:{_MARKERS}{_START}{_INLINE})?+")
_HEADING = re.compile(r"(#{1,6}) ++([^\W_][^\x00-\x1f\x7f-\x9f\u2028\u2029`<\[\]\\{}$~*_&#]*+)")
_RICH_HEADING = re.compile(rf"(#{{1,6}}) ++{_START}{_INLINE}")
_COMMENT = re.compile(r"<!--(?:(?!--)[^\x00-\x1f])*+-->[ ]*+")
_END_OF_FRONT_MATTER = re.compile(r"^ {0,3}(?:-{3,}|\.{3})[ \t]*$", re.MULTILINE)
"""The lines that the parser may take for the end, besides ``---`` alone."""
_FENCE = re.compile(r"(`{3,})([\w+.#-]*+)[ ]*+")
_TARGET = re.compile(
    r"(!?)\[[^\[\]]*+\]\(([A-Za-z0-9_./:?=&%+#-]++)(?=[ )])"
    r"|<(https?:[A-Za-z0-9._~/?=&%+#:@!,;-]++)>"
)


@dataclass(slots=True)
class PlainDocument:
    """What a harmless document refers to, and may be wrong in its site."""

    front_matter: str | None = None
    """The YAML in its front matter."""
    heading: str = ""
    """The first heading."""
    links: set[str] = field(default_factory=set)
    """The targets of its links."""
    images: set[str] = field(default_factory=set)
    """The sources of its images, all of which have a text."""
    has_html: bool = False
    code: list[tuple[str, str]] = field(default_factory=list)
    """The language and the content of each block of code."""


def is_known_parser(config: Any, active_rules: Mapping[str, Iterable[str]]) -> bool:
    """Tell whether the parser with MyST's settings *config* has no rules but those known here."""
    is_changed = config.commonmark_only or config.gfm_only or config.disable_syntax
    return (
        not is_changed
        and tuple(config.sub_delimiters) == ("{", "}")
        and set(config.enable_extensions) <= _EXTENSIONS
        and all(set(names) <= _RULES.get(chain, set()) for chain, names in active_rules.items())
    )


def plain_document(text: str, *, is_titled: bool) -> PlainDocument | None:
    """Return what the Markdown *text* refers to, or None if it takes a parser to find that.

    *is_titled* tells whether front matter gives the title.
    """
    document = PlainDocument()
    if text.startswith("---\n"):
        document.front_matter, closing, text = text[4:].partition("---\n")
        is_whole = closing and document.front_matter[-1:] in {"", "\n"}
        if not is_whole or _END_OF_FRONT_MATTER.search(document.front_matter):
            return None
    lines = iter(text.split("\n"))
    level = 0
    for line in lines:
        if _TEXT_LINE.fullmatch(line):
            _note_targets(line, document)
        elif heading := _HEADING.fullmatch(line) or _RICH_HEADING.fullmatch(line):
            new_level = len(heading[1])
            # The first heading below a title in front matter may have any level.
            if new_level > level + 1 and (level or not is_titled):
                return None
            level = new_level
            if heading.re is _HEADING:
                document.heading = document.heading or heading[2].rstrip(" ")
            elif not document.heading and not is_titled:
                return None
            _note_targets(line, document)
        elif fence := _FENCE.fullmatch(line):
            content = _code(lines, fence[1])
            if content is None:
                return None
            document.code.append((fence[2], content))
        elif _COMMENT.fullmatch(line):
            document.has_html = True
        else:
            return None
    return document if level or is_titled else None


def _note_targets(line: str, document: PlainDocument) -> None:
    """Add the targets of the links and images in *line* to *document*; those in code as well."""
    if "](" in line or "<" in line:
        for image, target, address in _TARGET.findall(line):
            (document.images if image else document.links).add(target or address)


def _code(lines: Iterable[str], fence: str) -> str | None:
    """Return the code up to *fence*, which closes it; None where it has another fence."""
    content: list[str] = []
    for line in lines:
        if line.lstrip().startswith("```"):
            return "".join(content) if line == fence else None
        content.append(f"{line}\n")
    return None
