"""Widths that authors give, without the style attributes that a strict policy forbids.

docutils writes ``:width: 50%`` as ``style="width: 50%"``. A length of a picture becomes its
attribute ``width``; everything else becomes a class of ``widths.css``, which only pages that have
one load. The sheet is the same in every site: whole percents, and whole ``rem`` up to the widest.
"""

from __future__ import annotations

import re
from math import ceil
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_transcript.theme.visitors import mended

if TYPE_CHECKING:
    from sphinx.application import Sphinx

WIDEST_REM = 60
"""More than the greatest measure has."""
_PIXELS = {
    "": 1, "px": 1, "pt": 4 / 3, "pc": 16, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4,
    "q": 96 / 101.6, "em": 16, "rem": 16, "ex": 8, "ch": 9.6,
}  # fmt: skip
_STYLE = re.compile(r' style="([^"]*)"')
_TAG = re.compile(r"<[a-z]+ [^>]*>")
_SIZE = re.compile(r"(width|height): *([\d.]+) *([a-zA-Z]*|%)")
# How far the text of fields is indented is left to the columns of the theme.
_INDENT = "--field-indent:"


def register(app: Sphinx) -> None:
    """Have the tags of what can have a width mended."""
    known = app.registry.translation_handlers.get("html", {})
    for kind in (nodes.image, nodes.figure, nodes.table, nodes.colspec, nodes.field_list):
        name = kind.__name__
        visit, depart = known.get(name, (None, None))
        visitors = (
            mended(f"visit_{name}", _mend_first_tag, visit),
            mended(f"depart_{name}", _mend_first_tag, depart),
        )
        app.add_node(kind, override=True, html=visitors)


def without_style(tag: str) -> str:
    """Return the start tag *tag* with its sizes as classes and attributes, and no style."""
    style = _STYLE.search(tag)
    if style is None:
        return tag
    is_picture = tag.startswith(("<img", "<video", "<object", "<svg"))
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
            classes.append(f"width-{max(1, min(100, round(number)))}")
        elif unit in _PIXELS and is_picture:
            attributes += f' {name}="{round(number * _PIXELS[unit])}"'
        elif unit in _PIXELS and name == "width":
            # Rounded up, so that a figure as wide as its picture has room for it.
            classes.append(f"width-rem-{min(WIDEST_REM, ceil(number * _PIXELS[unit] / 16))}")
    if rest:
        attributes += f' style="{"; ".join(rest)}"'
    return _with_classes(tag.replace(style[0], attributes, 1), classes)


def _with_classes(tag: str, classes: list[str]) -> str:
    if not classes:
        return tag
    added = " ".join(classes)
    if ' class="' in tag:
        return tag.replace(' class="', f' class="{added} ', 1)
    return re.sub(r"^<[a-z]+", rf'\g<0> class="{added}"', tag)


def _mend_first_tag(node: nodes.Element, markup: str) -> str:
    return _TAG.sub(lambda tag: without_style(tag[0]), markup, count=1)
