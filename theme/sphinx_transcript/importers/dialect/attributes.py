"""Converts lists of attributes in braces: those of headings, images, and whole paragraphs."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from sphinx_transcript.importers.dialect.attribute_lists import (
    ALONE,
    ATTRIBUTE_LIST,
    Attributes,
    note_lost,
    parse_attributes,
)
from sphinx_transcript.importers.dialect.heading_anchors import (
    anchor,
    below_text,
    convert_headings,
)
from sphinx_transcript.importers.markup.markdown_code import fence_for
from sphinx_transcript.importers.templates.boxes import BOX_KINDS

if TYPE_CHECKING:
    from sphinx_transcript.importers.dialect.dialect_text import DialectText
    from sphinx_transcript.importers.templates.lines import Replacement

_COMMENT = re.compile(r"\{::comment\}")
_COMMENT_END = re.compile(r"\{:/(?:comment)?\}")
_EXTENSION = re.compile(
    r"\{::(?:nomarkdown|options|comment)\b[^{}\n]*\}|\{:/(?:nomarkdown|comment)?\}"
)
_CONTENTS = re.compile(
    r"^[ \t]*(?:[-*+]|\d+\.)[ \t][^\n]*\n[ \t]*\{:[ \t]*toc[^}\n]*\}[ \t]*$", re.MULTILINE
)
_IMAGE = re.compile(
    r"!\[(?P<alt>[^\[\]\n]*)\]\([ \t]*<?(?P<src>[^\s()<>]+)>?"
    r"(?:[ \t]+[\"'](?P<title>[^\"'\n]*)[\"'])?[ \t]*\)"
    rf"[ \t]*\n?[ \t]*{ATTRIBUTE_LIST}"
)
# Directly behind what it is about, or at the end of a block.
_INLINE = re.compile(
    rf"(?<=[)*\]_`\x00]){ATTRIBUTE_LIST}"
    rf"|(?<=\S)[ \t]{ATTRIBUTE_LIST.replace('list', 'last')}[ \t]*$",
    re.MULTILINE,
)
_BOX_CLASS = re.compile(
    r"(?:notice|prompt|alert|callout|admonition|message|box|bd-callout)(?:--?(?P<kind>\w+))?"
)


def convert_attributes(text: DialectText, repeated: set[str]) -> None:
    """Convert the attributes in *text*; *repeated* identifiers are those of several posts."""
    _remove_extensions(text)
    _remove_contents(text)
    convert_headings(text, repeated)
    _convert_images(text)
    _convert_lines(text, repeated)
    replacements: list[Replacement] = []
    for match in text.matches(_INLINE):
        given = text.source(match, "list" if match["list"] else "last")
        note_lost(text, match.start(), given, parse_attributes(given))
        replacements.append((*match.span(), ""))
    text.replace(replacements)


def _remove_extensions(text: DialectText) -> None:
    """Remove the comments of kramdown, and the marks of its other extensions."""
    replacements: list[Replacement] = []
    end = 0
    for opening in text.matches(_COMMENT):
        if opening.start() < end:
            continue
        closing = _COMMENT_END.search(text.masked(), opening.end())
        if closing is None:
            break
        end = closing.end()
        replacements.append((opening.start(), end, ""))
    text.replace(replacements)
    text.replace([(*match.span(), "") for match in text.matches(_EXTENSION)])


def _remove_contents(text: DialectText) -> None:
    replacements: list[Replacement] = []
    for match in text.matches(_CONTENTS):
        text.note(match.start(), "the contents are left out: the theme lists them beside the post")
        replacements.append((*match.span(), ""))
    text.replace(replacements)


def _convert_images(text: DialectText) -> None:
    """Make HTML images of those with attributes: a later step makes directives of them."""
    replacements: list[Replacement] = []
    for match in text.matches(_IMAGE, html=False):
        attributes = parse_attributes(text.source(match, "list"))
        named = {"src": text.source(match, "src"), "alt": text.source(match, "alt")}
        if match["title"]:
            named["title"] = text.source(match, "title")
        for name in ("width", "height", "align"):
            if value := attributes.named.pop(name, ""):
                named[name] = value
        style = attributes.named.pop("style", "")
        for name, value in re.findall(
            r"(?<![\w-])(width|height)\s*:\s*([\d.]+(?:px|%|em|rem)?)", style
        ):
            named.setdefault(name, value)
        if attributes.classes:
            named["class"] = " ".join(attributes.classes)
        attributes.classes = []
        note_lost(text, match.start(), text.source(match, "list"), attributes)
        tag = " ".join(f'{name}="{html.escape(value)}"' for name, value in named.items())
        replacements.append((*match.span(), f"<img {tag}>"))
    text.replace(replacements)


def _convert_lines(text: DialectText, repeated: set[str]) -> None:
    """Convert the lists that are alone on their line, and are about the block above or below."""
    starts = text.line_starts()
    blocks = [
        (token.map[0], token.map[1], token.type)
        for token in text.blocks()
        if token.map and token.level == 0 and token.type in {"paragraph_open", "blockquote_open"}
    ]
    ends = {line: block for block in blocks for line in range(block[0], block[1])}
    lines = text.text.split("\n")
    replacements: list[Replacement] = []
    for match in text.matches(ALONE):
        line = text.text.count("\n", 0, match.start())
        attributes = parse_attributes(text.source(match, "list"))
        above = lines[line - 1] if line else ""
        identifier = attributes.identifier
        if identifier and re.match(r" {0,3}#{1,6}[ \t]", above):
            label = anchor(identifier, repeated)
            replacements.append(
                (
                    starts[line - 1],
                    starts[line - 1],
                    below_text(text, starts[line - 1], f"{label}\n"),
                )
            )
        kind, is_known = _box_kind(attributes)
        block = ends.get(line)
        if is_known and block and block[0] < line:
            inside = [re.sub(r"^ {0,3}> ?", "", each) for each in lines[block[0] : line]]
            if block[2] == "paragraph_open":
                inside = lines[block[0] : line]
            fence = fence_for("\n".join([*inside, "```"]))
            new = "\n".join([f"{fence}{{{kind}}}", *inside, fence])
            replacements.append((starts[block[0]], match.end(), new))
            continue
        note_lost(text, match.start(), text.source(match, "list"), attributes)
        replacements.append((*match.span(), ""))
    text.replace(_without_overlaps(replacements))


def _box_kind(attributes: Attributes) -> tuple[str, bool]:
    """Return the kind of box that a class stands for in a theme, and whether there is one."""
    for name in attributes.classes:
        match = _BOX_CLASS.fullmatch(name)
        if match:
            others = [each for each in attributes.classes if each in BOX_KINDS]
            word = match["kind"] or (others[0] if others else "note")
            return BOX_KINDS.get(word.lower(), "note"), True
        if name in {"note", "tip", "warning", "important", "caution", "danger", "info"}:
            return BOX_KINDS[name], True
    return "", False


def _without_overlaps(replacements: list[Replacement]) -> list[Replacement]:
    kept: list[Replacement] = []
    for each in sorted(replacements):
        if not kept or each[0] >= kept[-1][1]:
            kept.append(each)
    return kept
