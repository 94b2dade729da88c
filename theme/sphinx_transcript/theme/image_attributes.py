"""Attributes of images: the size of each local file, and when a browser loads and decodes it.

With its size a browser keeps the room of an image before it has loaded, so that no text moves. See
https://html.spec.whatwg.org/multipage/embedded-content-other.html#dimension-attributes
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_transcript.support.document_guard import guarded
from sphinx_transcript.support.image_sizes import image_size
from sphinx_transcript.support.sphinx_compat import application_of
from sphinx_transcript.theme.active import is_theme_active
from sphinx_transcript.theme.html_visitors import with_classes

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.writers.html5 import HTML5Translator

SIZED = "ts-sized"
"""The class of an image whose given size has another ratio than its file."""
_FIRST_SCREEN = 1200
"""The height of what a reader sees at first on a large screen, in pixels."""
_WIDTH_OF_TEXT = 730
"""The width of the text at the default measure, in pixels."""
_PIXELS_OF_HTML = 0.2
"""The height that one character of HTML adds to a page, roughly, in pixels."""
_HEIGHT = "_transcript_image_height"
"""The translator's attribute with the height of all images so far, in pixels."""
_IMAGE = re.compile(r"<img\b[^>]*>")
_END = re.compile(r" ?/?>$")
_ATTRIBUTE = re.compile(r'\s([a-z-]+)="([^"]*)"')


def with_size(tag: str, size: tuple[int, int] | None) -> str:
    """Return the tag *tag* of an image with both its sizes, if that of the file is known.

    A size that the author has given stays. The other one follows from it.
    """
    width, height = _given_size(tag)
    if size is None:
        return tag
    if width is None and height is None:
        return _with(tag, width=size[0], height=size[1])
    if height is None and _is_number(width):
        return _with(tag, height=max(1, round(int(str(width)) * size[1] / size[0])))
    if width is None and _is_number(height):
        return _with(tag, width=max(1, round(int(str(height)) * size[0] / size[1])))
    return tag


def is_distorted(tag: str, size: tuple[int, int] | None) -> bool:
    """Tell whether *tag* gives an image both sizes, in another ratio than *size*."""
    width, height = _given_size(tag)
    if not (_is_number(width) and _is_number(height)):
        return False
    # Whole pixels may differ by one from the exact ratio.
    return size is None or abs(int(str(width)) * size[1] / size[0] - int(str(height))) > 1


def _given_size(tag: str) -> tuple[str | None, str | None]:
    given = dict(_ATTRIBUTE.findall(tag))
    return given.get("width"), given.get("height")


def _is_number(value: str | None) -> bool:
    is_decimal = value is not None and len(value) < 10 and value.isascii() and value.isdecimal()
    return is_decimal and int(str(value)) > 0


def _with(tag: str, **attributes: Any) -> str:
    added = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return _END.sub(rf"{added}\g<0>", tag)


def completed(tag: str, size: tuple[int, int] | None, *, is_lazy: bool) -> str:
    """Return *tag* with the sizes of the image, and how a browser loads and decodes it."""
    if is_distorted(tag, size):
        tag = with_classes(tag, [SIZED])
    tag = _with(with_size(tag, size), decoding="async")
    return tag if not is_lazy or " loading=" in tag else _with(tag, loading="lazy")


def image_visitor(visit: Any) -> Any:
    """Return a replacement for the visitor *visit* of images that completes the tags it writes."""

    def method(self: HTML5Translator, node: nodes.image) -> None:
        start, source = len(self.body), node.get("uri", "")
        try:
            visit(self, node)
        finally:  # It may raise SkipNode.
            if is_theme_active(application_of(self.builder.env)):
                with guarded("the size of an image", node):
                    _complete(self, start, source)

    return method


def _complete(translator: HTML5Translator, start: int, source: str) -> None:
    builder = translator.builder
    size = image_size(Path(builder.srcdir, source)) if source in builder.images else None
    is_lazy = _pixels_above(translator, start) > _FIRST_SCREEN
    for at, html in enumerate(translator.body[start:], start):
        tag = _IMAGE.search(html)
        if tag is not None:
            found = completed(tag[0], size, is_lazy=is_lazy)
            translator.body[at] = html.replace(tag[0], found, 1)
            setattr(translator, _HEIGHT, getattr(translator, _HEIGHT, 0) + _height(found))


def _pixels_above(translator: HTML5Translator, end: int) -> float:
    """Return roughly how far below the top of the page the part *end* of the body is."""
    above: float = getattr(translator, _HEIGHT, 0)
    if above > _FIRST_SCREEN:
        return above  # All further ones are below the first screen, too.
    above += _PIXELS_OF_HTML * sum(map(len, translator.body[:end]))
    if above > _FIRST_SCREEN:
        # Noted, so that the text is not measured again for each image below.
        setattr(translator, _HEIGHT, above)
    return above


def _height(tag: str) -> float:
    width, height = _given_size(tag)
    if not (_is_number(width) and _is_number(height)):
        return 0
    return int(str(height)) * min(1, _WIDTH_OF_TEXT / int(str(width)))
