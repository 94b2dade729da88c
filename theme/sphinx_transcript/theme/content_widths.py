"""Sizes that authors set, without style attributes, which a strict Content-Security-Policy forbids.

docutils writes ``:width: 50%`` as ``style="width: 50%"``. Lengths of images become attributes such
as ``width="240"``. Other widths become classes of ``widths.css``, which only the pages that need it
load. The sheet is the same on every site: whole percents, and whole ``rem`` up to `WIDEST_REM`.
"""

from __future__ import annotations

import re
from math import ceil
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_transcript.theme.html_visitors import patched_visitor, with_classes
from sphinx_transcript.theme.image_attributes import image_visitor

if TYPE_CHECKING:
    from sphinx.application import Sphinx

WIDEST_REM = 60
"""The greatest width of a class; wider than the greatest measure."""
# CSS pixels per unit; those of ex and ch are estimates for a font of 16 pixels.
_PIXELS = {
    "": 1, "px": 1, "pt": 4 / 3, "pc": 16, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4,
    "q": 96 / 101.6, "em": 16, "rem": 16, "ex": 8, "ch": 9.6,
}  # fmt: skip
_STYLE = re.compile(r' style="([^"]*)"')
_TAG = re.compile(r"<[a-z]+ [^>]*>")
_SIZE = re.compile(r"(width|height): *([\d.]+) *([a-zA-Z]*|%)")
# Dropped: the theme has its own indentation for the text of fields.
_INDENT = "--field-indent:"


def register(app: Sphinx) -> None:
    """Register visitors that patch the tags of all nodes that can have a size."""
    overrides = app.registry.translation_handlers.get("html", {})
    for node_class in (nodes.image, nodes.figure, nodes.table, nodes.colspec, nodes.field_list):
        name = node_class.__name__
        visit, depart = overrides.get(name, (None, None))
        visitors = (
            patched_visitor(f"visit_{name}", _patch_first_tag, visit),
            patched_visitor(f"depart_{name}", _patch_first_tag, depart),
        )
        if node_class is nodes.image:
            visitors = (image_visitor(visitors[0]), visitors[1])
        app.add_node(node_class, override=True, html=visitors)


def without_style(tag: str) -> str:
    """Return the start tag *tag* with classes and attributes in place of the sizes in its style."""
    style = _STYLE.search(tag)
    if style is None:
        return tag
    is_image = tag.startswith(("<img", "<video", "<object", "<svg"))
    classes: list[str] = []
    attributes, rest = "", []
    for declaration in style[1].split(";"):
        size = _SIZE.fullmatch(declaration.strip())
        if size is None:
            if declaration.strip() and not declaration.strip().startswith(_INDENT):
                rest.append(declaration.strip())
            continue
        name, number, unit = size[1], float(size[2]), size[3].lower()
        if unit in {"%", "vw"} and name == "width":
            classes.append(f"ts-width-{max(1, min(100, round(number)))}")
        elif unit in _PIXELS and is_image:
            attributes += f' {name}="{round(number * _PIXELS[unit])}"'
        elif unit in _PIXELS and name == "width":
            # Rounded up, so that an image fits into a figure of the same width.
            classes.append(f"ts-width-rem-{min(WIDEST_REM, ceil(number * _PIXELS[unit] / 16))}")
    if rest:
        attributes += f' style="{"; ".join(rest)}"'
    return with_classes(tag.replace(style[0], attributes, 1), classes)


def _patch_first_tag(node: nodes.Element, html: str) -> str:
    return _TAG.sub(lambda tag: without_style(tag[0]), html, count=1)
