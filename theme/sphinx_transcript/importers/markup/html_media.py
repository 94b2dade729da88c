"""Converts HTML in Markdown: images and figures to MyST, other addresses to ones that hold."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from sphinx_transcript.importers.markup.html_blocks import Figure, read_figures
from sphinx_transcript.importers.markup.html_images import HtmlImage, inline_image, read_image
from sphinx_transcript.importers.markup.html_tags import (
    Tag,
    find_tags,
    parse_attributes,
    replace_addresses,
)
from sphinx_transcript.importers.markup.markdown_code import html_blocks, mask_code, paragraphs
from sphinx_transcript.importers.markup.markdown_links import destination

if TYPE_CHECKING:
    from collections.abc import Callable

# What stands before the content of a line in lists and quotations.
_CONTAINER = re.compile(r"(?:[ \t>]|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))*+")
# Besides the address: they say how a link opens, which is the reader's matter here.
_LINK_ATTRIBUTES = frozenset({"href", "rel", "target", "title"})


class HtmlLinks(Protocol):
    """Replaces the addresses in HTML; the last argument is the index of the line."""

    def image(self, link: str, index: int) -> str:
        """Return the target of an image in Markdown; '' if there is no such image."""

    def markdown(self, link: str, index: int) -> str:
        """Return the target of a link in Markdown; '' if it leads out of the blog."""

    def address(self, link: str, index: int) -> str:
        """Return the address that holds in HTML."""

    def left_out(self, what: str, index: int) -> None:
        """Report *what* of an image has no like here."""

    def need_attributes(self) -> None:
        """Record that an image has attributes in braces."""


@dataclass(slots=True)
class _Place:
    """An image that is converted, with the part of the text that it replaces."""

    start: int
    end: int
    markdown: str


def convert_html(text: str, links: HtmlLinks) -> str:
    """Return the Markdown *text* with the images in its HTML in MyST, where that can hold them.

    All other addresses in tags are replaced in place.
    """
    if "<" not in text:
        return text
    text, numbers = _convert_blocks(text, links)
    text = _convert_inline(text, numbers, links)
    line_of = _line_finder(text, numbers)
    return replace_addresses(
        text, mask_code(text), lambda link, at: links.address(link, line_of(at))
    )


def _convert_blocks(text: str, links: HtmlLinks) -> tuple[str, list[int]]:
    """Return *text* with the blocks of nothing but images converted.

    Also return the index of the old line for each new one.
    """
    lines = text.split("\n")
    new_lines: list[str] = []
    numbers: list[int] = []
    at = 0
    in_html = set(html_blocks(text))
    for first, end in sorted(in_html | _tag_paragraphs(lines, paragraphs(text))):
        if first < at:
            continue
        found = _CONTAINER.match(lines[first])
        prefix = found[0] if found else ""
        below = re.sub(r"[^>\s]", " ", prefix)
        marks = " \t>" if ">" in prefix else " \t"
        inside = [
            lines[first][len(prefix) :],
            *(each.lstrip(marks) for each in lines[first + 1 : end]),
        ]
        figures = read_figures("\n".join(inside))
        if (first, end) not in in_html and len(figures) != 1:
            # Several images in a paragraph may stand beside each other.
            continue
        converted = _block_lines(figures, first, links)
        if not converted:
            continue
        new_lines += lines[at:first]
        numbers += range(at, first)
        is_paragraph_above = bool(first and _CONTAINER.sub("", lines[first - 1], count=1).strip())
        if is_paragraph_above and prefix == below:
            converted.insert(0, "")
        for index, line in enumerate(converted):
            new_lines.append(f"{below if index else prefix}{line}".rstrip())
            numbers.append(first)
        at = end
    return "\n".join([*new_lines, *lines[at:]]), [*numbers, *range(at, len(lines))]


def _tag_paragraphs(
    lines: list[str], all_paragraphs: list[tuple[int, int]]
) -> set[tuple[int, int]]:
    """Return the paragraphs that begin with a tag and end with one."""
    return {
        (first, end)
        for first, end in all_paragraphs
        if _CONTAINER.sub("", lines[first], count=1).startswith("<")
        and lines[end - 1].rstrip().endswith(">")
    }


def _block_lines(figures: list[Figure], index: int, links: HtmlLinks) -> list[str]:
    """Return the lines for a block of *figures*; [] if it stays as it is."""
    sources = [links.image(figure.image.source, index) for figure in figures]
    if not figures or not all(sources):
        return []
    lines: list[str] = []
    for figure, source in zip(figures, sources, strict=True):
        _resolve(figure, source, index, links)
        lines += ["", *figure.lines()] if lines else figure.lines()
    return lines


def _resolve(figure: Figure, source: str, index: int, links: HtmlLinks) -> None:
    """Replace the addresses of the image in *figure*, and report what it loses.

    Those in the caption are replaced with all others in the text.
    """
    image = figure.image
    image.source = source
    if image.link:
        image.link = links.address(image.link, index)
    for what in image.left_out:
        links.left_out(what, index)


def _convert_inline(text: str, numbers: list[int], links: HtmlLinks) -> str:
    """Return *text* with the images and links within paragraphs converted."""
    masked = mask_code(text)
    line_of_text = _line_finder(text, list(range(len(numbers))))
    kept = _lines_kept(text)
    tags = list(find_tags(text, masked))
    parts, copied = [], 0
    for position, tag in enumerate(tags):
        if tag.start < copied or tag.is_closing or tag.name not in {"img", "a"}:
            continue
        index = line_of_text(tag.start)
        if index in kept:
            continue
        place = _place(text, tags, position, numbers[index], links)
        if place is not None:
            parts += [text[copied : place.start], place.markdown]
            copied = place.end
    return "".join([*parts, text[copied:]])


def _place(
    text: str, tags: list[Tag], position: int, index: int, links: HtmlLinks
) -> _Place | None:
    """Return the Markdown for the image or link that begins with a tag; None if it stays."""
    tag = tags[position]
    if tag.name == "img":
        markdown = _image(tag, "", index, links)
        return _Place(tag.start, tag.end, markdown) if markdown else None
    following = tags[position + 1 : position + 3]
    attributes = parse_attributes(tag.attributes)
    link = (attributes.get("href") or "").strip()
    if not link or not following:
        return None
    closing = following[-1]
    if not (closing.is_closing and closing.name == "a") and following[0].name == "a":
        closing = following[0]
    if not closing.is_closing or closing.name != "a":
        return None
    inside = text[tag.end : closing.start]
    if following[0].name == "img" and inside.strip() == text[following[0].start : following[0].end]:
        markdown = _image(following[0], link, index, links)
        return _Place(tag.start, closing.end, markdown) if markdown else None
    is_text = closing is following[0] and inside.strip() and not set("[]<>\n") & set(inside)
    if not is_text or set(attributes) - _LINK_ATTRIBUTES:
        return None
    target = links.markdown(link, index)
    if not target:
        return None
    return _Place(tag.start, closing.end, f"[{inside.strip()}]({destination(target)})")


def _image(tag: Tag, link: str, index: int, links: HtmlLinks) -> str:
    """Return the Markdown for an image that leads to *link*; '' if it stays in HTML."""
    image: HtmlImage | None = read_image(parse_attributes(tag.attributes))
    if image is None:
        return ""
    source = links.image(image.source, index)
    if not source:
        return ""
    image.source = source
    image.link = (links.markdown(link, index) or link) if link else ""
    for what in image.left_out:
        links.left_out(what, index)
    if not image.is_plain:
        links.need_attributes()
    return inline_image(image)


def _lines_kept(text: str) -> set[int]:
    """Return the lines of the HTML blocks in which no Markdown is parsed.

    A block that begins with an image is a paragraph once the image is Markdown.
    """
    lines = text.split("\n")
    kept: set[int] = set()
    for first, end in html_blocks(text):
        start = _CONTAINER.sub("", lines[first], count=1).lstrip()
        if not re.match(r"<(?:img|a)\b", start, re.IGNORECASE):
            kept |= set(range(first, end))
    return kept


def _line_finder(text: str, numbers: list[int]) -> Callable[[int], int]:
    """Return a function that gives the item of *numbers* for the line of an offset in *text*."""
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    return lambda offset: numbers[bisect_right(starts, offset) - 1]
