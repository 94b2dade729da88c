"""HTML blocks that hold only images and figures: converts them to directives of MyST."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_transcript.fragments.parsing import parse
from sphinx_transcript.importers.markup.html_images import (
    HtmlImage,
    directive,
    escape_markdown,
    inline_image,
    one_line,
    read_alignment,
    read_image,
    read_style,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from selectolax.lexbor import LexborNode

_WRAPPERS = frozenset({"center", "div", "p", "section", "span"})
_MAX_DEPTH = 20
_BLOCK_TAGS = (
    "blockquote,div,dl,figure,h1,h2,h3,h4,h5,h6,hr,iframe,img,ol,pre,script,table,ul,video"
)
_MARKDOWN_CAPTION = re.compile(
    r"<figcaption\s[^<>]*markdown[^<>]*>(?P<text>.*?)</figcaption\s*>", re.IGNORECASE | re.DOTALL
)
_TAG = re.compile(r"(<[^>]*>)")


@dataclass(slots=True)
class Figure:
    """An image in an HTML block, with the caption if it stands in a figure."""

    image: HtmlImage
    caption: list[str] | None = None
    """Its paragraphs in Markdown; None without a figure."""
    classes: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """Return its lines in MyST."""
        if self.caption is None and self.image.is_plain and not self.image.link:
            return [inline_image(self.image)]
        return directive(self.image, self.caption, self.classes)


def read_figures(html: str) -> list[Figure]:
    """Return the images and figures of which the block *html* consists; [] for any other block."""
    root = parse(html).root
    captions = [match["text"] for match in _MARKDOWN_CAPTION.finditer(html)]
    try:
        return list(_figures(_children(root), captions)) if root is not None else []
    except _NotOnlyImagesError:
        return []


class _NotOnlyImagesError(ValueError):
    """A block has something else than images and figures."""


def _figures(nodes: Iterable[LexborNode], captions: list[str], depth: int = 0) -> Iterable[Figure]:
    if depth > _MAX_DEPTH:
        raise _NotOnlyImagesError
    for node in nodes:
        if node.is_text_node and not (node.text_content or "").strip():
            continue
        if node.tag == "br":
            continue
        if node.tag in {"img", "a"}:
            yield Figure(_image(node))
        elif node.tag == "figure":
            yield _figure(node, captions)
        elif node.tag in _WRAPPERS:
            align, _ = _alignment(node)
            align = "center" if node.tag == "center" else align
            for figure in _figures(_children(node), captions, depth + 1):
                figure.image.align = figure.image.align or align
                yield figure
        else:
            raise _NotOnlyImagesError


def _figure(node: LexborNode, captions: list[str]) -> Figure:
    found: list[HtmlImage] = []
    caption: list[str] = []
    for child in _children(node):
        if child.tag == "figcaption":
            is_markdown = "markdown" in child.attributes
            caption = [one_line(captions.pop(0))] if is_markdown else _caption(child)
        elif child.tag in _WRAPPERS:
            found += [each.image for each in _figures(_children(child), captions)]
        elif child.tag in {"img", "a"}:
            found.append(_image(child))
        elif child.tag != "br" and (not child.is_text_node or (child.text_content or "").strip()):
            raise _NotOnlyImagesError
    if len(found) != 1:
        raise _NotOnlyImagesError
    image, (align, classes) = found[0], _alignment(node)
    # A figure can't be at the top or at the bottom.
    image.align = align or image.align
    image.name = image.name or (node.attributes.get("id") or "")
    return Figure(image, caption, classes)


def _image(node: LexborNode) -> HtmlImage:
    """Return the image *node*, or the one in the link *node*."""
    link = ""
    if node.tag == "a":
        link = (node.attributes.get("href") or "").strip()
        inside = [each for each in _children(node)
                  if not each.is_text_node or (each.text_content or "").strip()]  # fmt: skip
        if len(inside) != 1 or inside[0].tag != "img":
            raise _NotOnlyImagesError
        node = inside[0]
    image = read_image(node.attributes)
    if image is None:
        raise _NotOnlyImagesError
    image.link = link
    return image


def _caption(node: LexborNode) -> list[str]:
    """Return the paragraphs of a caption in HTML, as Markdown with inline HTML."""
    paragraphs = [each for each in _children(node) if each.tag == "p"]
    texts = [
        each
        for each in _children(node)
        if not each.is_text_node or (each.text_content or "").strip()
    ]
    if not paragraphs or len(paragraphs) != len(texts):
        paragraphs = [node]
    result = []
    for each in paragraphs:
        if each.css_first(f"{_BLOCK_TAGS},p p") is not None or (
            each is node and each.css_first("p")
        ):
            raise _NotOnlyImagesError
        parts = _TAG.split(one_line(each.inner_html or ""))
        # The parser's text has entities, which Markdown has as well.
        escaped = (part if at % 2 else _escape_text(part, at) for at, part in enumerate(parts))
        if text := "".join(escaped).strip():
            result.append(text)
    return result


def _escape_text(text: str, at: int) -> str:
    """Return a part of HTML without tags, escaped for Markdown; entities stay."""
    stem = escape_markdown(text) if at == 0 else escape_markdown(f"x{text}")[1:]
    return re.sub(r"\\(?=&)", "", stem)


def _alignment(node: LexborNode) -> tuple[str, list[str]]:
    values = {name: value or "" for name, value in node.attributes.items()}
    return read_alignment(values, read_style(values.get("style", "")))


def _children(node: LexborNode) -> list[LexborNode]:
    return list(node.iter(include_text=True))
