"""Converts the text of a WordPress post to Markdown: blocks, paragraphs, shortcodes and HTML."""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING, Any

from sphinx_transcript.importers.markup.html_markdown import LANGUAGE_ATTRIBUTE, html_to_markdown
from sphinx_transcript.importers.markup.wordpress_shortcodes import (
    Picture,
    convert_latex,
    convert_shortcodes,
    restore_latex,
    without_shortcodes,
)
from sphinx_transcript.importers.templates.leftovers import Marks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

_BLOCK = re.compile(
    r"<!--\s+(?P<close>/?)wp:(?P<name>[\w/-]+)\s+(?P<values>\{.*\}\s+)?(?P<alone>/?)", re.DOTALL
)
_COMMENT_END = "-->"
_MORE = re.compile(r"<!--\s*more\b[^>]*-->")
_NEXT_PAGE = re.compile(r"<!--\s*nextpage\s*-->")
_MORE_MARK = "\ue002"
_BLOCK_TAGS = (
    "address|article|aside|blockquote|center|dd|details|div|dl|dt|figcaption|figure|footer|form|"
    "h[1-6]|header|hr|iframe|li|main|nav|ol|p|pre|script|section|style|summary|table|tbody|td|"
    "tfoot|th|thead|tr|ul|video|audio"
)
_BLOCK_TAG = re.compile(rf"<(?P<close>/?)(?P<tag>{_BLOCK_TAGS})\b[^<>]*>", re.IGNORECASE)
_RAW_TAGS = frozenset({"pre", "script", "style"})
_ADDRESS_ALONE = re.compile(r"(?:^|(?<=\n))[ \t]*(https?://[^\s<>\"]+)[ \t]*(?=\n|$)")
_FOOTNOTE = re.compile(
    r"<sup\s[^<>]*?data-fn=\"(?P<id>[^\"<>]+)\"[^<>]*>(?:(?!</?sup\b).)*+</sup>", re.DOTALL
)
_FOOTNOTE_MARK = re.compile("\ue003(\\d+)\ue004")
_LEFT_OUT = re.compile(r"<(script|style|form)\b", re.IGNORECASE)


def wordpress_to_markdown(
    source: str,
    gallery: Callable[[Sequence[str]], list[Picture]],
    reusable: Mapping[str, str],
    footnotes: Mapping[str, str],
    add_note: Callable[[str], None],
) -> str:
    """Return the text *source* of a post as Markdown.

    *gallery* is as in `convert_shortcodes`, *reusable* the text of blocks that posts share, by
    identifier, and *footnotes* the HTML of footnotes. *add_note* is called with a message.
    Raises RecursionError where HTML is nested too deeply.
    """
    has_blocks = "<!-- wp:" in source
    # A comment that never closes would hide all below it.
    end = source.rfind(_COMMENT_END) + 1
    text = source[:end] + source[end:].replace("<!--", "&lt;!--")
    text = _MORE.sub(f"\n\n<p>{_MORE_MARK}</p>\n\n", text, count=1)
    if has_blocks:
        text = _without_block_comments(text, reusable, add_note)
    if _NEXT_PAGE.search(text):
        add_note("the pages of the post are one page")
    text, used_footnotes = _mark_footnotes(text, footnotes) if footnotes else (text, [])
    for name in sorted({match[1].lower() for match in _LEFT_OUT.finditer(text)}):
        add_note(f"the element {name!r} is left out")
    text, formulas = convert_latex(text)
    shown = Marks()
    text = convert_shortcodes(text, gallery, shown.add, add_note)
    text = _ADDRESS_ALONE.sub(_link_of_address, text)
    markdown = html_to_markdown(text if has_blocks else add_paragraphs(text))
    markdown = restore_latex(markdown, formulas)
    markdown = _FOOTNOTE_MARK.sub(lambda match: f"[^{int(match[1]) + 1}]", markdown)
    for number, content in enumerate(used_footnotes, start=1):
        inside = html_to_markdown(content).replace("\n", "\n    ")
        markdown += f"\n\n[^{number}]: {inside}"
    markdown = markdown.replace(_MORE_MARK, "<!-- more -->").strip("\n")
    # All lines are those of one entry of the export file.
    return shown.show(markdown, [1] * (markdown.count("\n") + 1))[0]


def add_paragraphs(text: str) -> str:
    """Return *text* with the elements for the paragraphs and line breaks that it has as lines."""
    parts: list[str] = []
    depth = at = 0
    in_paragraph, raw = False, ""
    for match in _BLOCK_TAG.finditer(text):
        tag, closes = match["tag"].lower(), bool(match["close"])
        if raw and not (closes and tag == raw):
            continue
        before = text[at : match.start()]
        parts.append(before if raw else _paragraphs(before, is_inside=depth > 0 or in_paragraph))
        parts.append(match[0])
        at = match.end()
        raw = tag if tag in _RAW_TAGS and not closes else ""
        # A paragraph ends where any block begins, and need not be closed.
        in_paragraph = tag == "p" and not closes
        if tag not in {"hr", "p"} | _RAW_TAGS:
            depth = max(0, depth - 1) if closes else depth + 1
    parts.append(text[at:] if raw else _paragraphs(text[at:], is_inside=depth > 0))
    return "".join(parts)


def plain_text(source: str) -> str:
    """Return the HTML *source* as text on one line, without shortcodes."""
    text = re.sub(r"<[^<>]*>", "", without_shortcodes(source))
    return " ".join(html.unescape(text).split())


def _paragraphs(text: str, *, is_inside: bool) -> str:
    pieces = [piece.strip() for piece in re.split(r"\n[ \t]*\n", text.replace("\r", ""))]
    pieces = [piece.replace("\n", "<br>\n") for piece in pieces if piece]
    if is_inside and len(pieces) < 2:
        return "".join(pieces)
    return "".join(f"<p>{piece}</p>\n" for piece in pieces)


def _without_block_comments(
    text: str, reusable: Mapping[str, str], add_note: Callable[[str], None]
) -> str:
    """Return *text* without the comments around blocks; what they alone say is kept or noted."""
    parts: list[str] = []
    at = 0
    for start, end, match in _block_comments(text):
        parts.append(text[at:start])
        at = end
        values = _block_values(match["values"])
        name = match["name"]
        if match["alone"] and not match["close"]:
            parts.append(_dynamic_block(name, values, reusable, add_note))
        elif language := str(values.get("language", "")):
            # The block is the element pre that follows.
            opening = re.compile(r"\s*<pre\b").match(text, at)
            if opening:
                parts.append(f'\n<pre {LANGUAGE_ATTRIBUTE}="{html.escape(language)}"')
                at = opening.end()
    parts.append(text[at:])
    return "".join(parts)


def _block_comments(text: str) -> Iterator[tuple[int, int, re.Match[str]]]:
    """Yield the start, the end and the parts of each comment that begins or ends a block."""
    at = 0
    for piece in text.split(_COMMENT_END)[:-1]:
        start = piece.rfind("<!--")
        match = _BLOCK.fullmatch(piece, start) if start >= 0 else None
        if match:
            yield at + start, at + len(piece) + len(_COMMENT_END), match
        at += len(piece) + len(_COMMENT_END)


def _block_values(text: str | None) -> dict[str, Any]:
    try:
        values = json.loads(text or "{}")
    except ValueError:
        return {}
    return values if isinstance(values, dict) else {}


def _dynamic_block(
    name: str,
    values: Mapping[str, Any],
    reusable: Mapping[str, str],
    add_note: Callable[[str], None],
) -> str:
    """Return the HTML for a block that has no content of its own."""
    if name == "block" and str(values.get("ref")) in reusable:
        # A shared block that holds another is not followed further.
        return _without_block_comments(reusable[str(values["ref"])], {}, add_note)
    address = str(values.get("url", ""))
    if "embed" in name and address:
        return f"\n{address}\n"
    if name not in {"footnotes", "more", "nextpage", "spacer", "separator"}:
        add_note(f"the block {name!r} has no text of its own; left out")
    return ""


def _mark_footnotes(text: str, footnotes: Mapping[str, str]) -> tuple[str, list[str]]:
    """Return *text* with a mark for each footnote, and the HTML of those footnotes."""
    numbers: dict[str, int] = {}

    def mark(match: re.Match[str]) -> str:
        if match["id"] not in footnotes:
            return match[0]
        return f"\ue003{numbers.setdefault(match['id'], len(numbers))}\ue004"

    text = _FOOTNOTE.sub(mark, text)
    return text, [footnotes[each] for each in numbers]


def _link_of_address(match: re.Match[str]) -> str:
    address = match[1]
    return f'<p><a href="{address}">{address}</a></p>'
