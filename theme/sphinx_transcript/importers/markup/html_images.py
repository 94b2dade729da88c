"""Images in HTML, and MyST's syntax for them: ``![]()`` with attributes, and directives."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_transcript.importers.markup.markdown_code import fence_for
from sphinx_transcript.importers.markup.markdown_links import destination

if TYPE_CHECKING:
    from collections.abc import Mapping

KEPT_IN_HTML = frozenset({"srcset", "usemap", "ismap"})
"""Attributes of images that only HTML can hold."""
_ALIGNMENTS = {
    **{f"{each}": each for each in ("left", "right", "center")},
    **{f"{prefix}{each}": each for prefix in ("align", "align-", "float-", "pull-", "is-align-")
       for each in ("left", "right", "center")},
    **{"middle": "center", "text-center": "center", "mx-auto": "center", "centered": "center"},
}  # fmt: skip
_CLASS = re.compile(r"[A-Za-z](?:[A-Za-z0-9]|[-_](?=[A-Za-z0-9]))*")
_LENGTH = re.compile(r"(\d+(?:\.\d+)?)\s*(em|ex|px|in|cm|mm|pt|pc|%)?")
_DECLARATION = re.compile(r"([\w-]+)\s*:\s*([^;]*)")
_SPECIAL = re.compile(r"[\\`*_\[\]{}<>$~|]|&(?=[#\w]+;)")
_BLOCK_START = re.compile(r"[-+#=:%>(]|\d+(?=[.)])")


@dataclass(slots=True)
class HtmlImage:
    """An image as HTML has it: what its attributes mean, and what has no like here."""

    source: str
    alt: str = ""
    title: str = ""
    link: str = ""
    """The address that it leads to."""
    width: str = ""
    height: str = ""
    align: str = ""
    classes: list[str] = field(default_factory=list)
    name: str = ""
    left_out: list[str] = field(default_factory=list)

    @property
    def is_plain(self) -> bool:
        """Whether it has nothing but texts and a link."""
        return not (self.width or self.height or self.align or self.classes or self.name)


def read_image(attributes: Mapping[str, str | None]) -> HtmlImage | None:
    """Return the image of a tag with *attributes*; None if it can't leave HTML."""
    values = {name: (value or "").strip() for name, value in attributes.items()}
    # Scripts that load images late keep the address elsewhere.
    source = values.get("data-src") or values.get("data-original") or values.get("src", "")
    if not source or source.startswith("data:") or KEPT_IN_HTML & values.keys():
        return None
    image = HtmlImage(source, one_line(values.get("alt", "")), one_line(values.get("title", "")))
    style = read_style(values.get("style", ""))
    image.width = _length(image, "width", values.get("width") or style.pop("width", ""))
    image.height = _length(image, "height", values.get("height") or style.pop("height", ""))
    if image.height.endswith("%"):
        image.height = ""
    image.align, image.classes = read_alignment(values, style)
    image.name = values.get("id", "")
    image.left_out += [f"style {name}" for name in style]
    image.left_out += [name for name in values if name.startswith("on")]
    return image


def read_alignment(values: Mapping[str, str], style: dict[str, str]) -> tuple[str, list[str]]:
    """Return the alignment that attributes and *style* give, and the other classes.

    What is understood is removed from *style*.
    """
    align = _ALIGNMENTS.get(values.get("align", "").lower(), "")
    classes = []
    for name in values.get("class", "").split():
        if name.lower() in _ALIGNMENTS:
            align = align or _ALIGNMENTS[name.lower()]
        elif _CLASS.fullmatch(name):
            classes.append(name)
    centered = "auto" in style.get("margin", "").split()[1:2]
    centered |= style.get("margin-left") == style.get("margin-right") == "auto"
    if centered:
        for name in ("margin", "margin-left", "margin-right"):
            style.pop(name, None)
        style.pop("display", None)
    found = style.pop("float", "") or style.pop("text-align", "") or ("center" if centered else "")
    return align or _ALIGNMENTS.get(found.lower(), ""), classes


def read_style(text: str) -> dict[str, str]:
    """Return the declarations of the attribute style *text*."""
    return {name.lower(): value.strip() for name, value in _DECLARATION.findall(text)}


def inline_image(image: HtmlImage) -> str:
    """Return *image* as a Markdown image, with attributes in braces if it needs them."""
    title = f' "{escape_markdown(image.title)}"'.replace('\\"', '"') if image.title else ""
    if title:
        title = ' "{}"'.format(escape_markdown(image.title).replace('"', '\\"'))
    braces = [f"#{image.name}"] if _CLASS.fullmatch(image.name) else []
    braces += [f".{name}" for name in image.classes]
    # Without quotes, MyST reads no percent sign and no point in a value.
    braces += [
        f"{name}={value}" if value.isalnum() else f'{name}="{value}"'
        for name, value in _options(image)
        if name != "name"
    ]
    attributes = f"{{{' '.join(braces)}}}" if braces else ""
    text = f"![{escape_markdown(image.alt)}]({destination(image.source)}{title}){attributes}"
    return f"[{text}]({destination(image.link)})" if image.link else text


def directive(image: HtmlImage, caption: list[str] | None, figure_classes: list[str]) -> list[str]:
    """Return the lines of the directive image, or of figure if *caption* is a list.

    The first item of *caption* is the caption, and others are paragraphs below it.
    """
    name = "image" if caption is None else "figure"
    options = [("alt", _quoted(image.alt or image.title)), *_options(image)]
    if image.link:
        # Docutils takes a name with an underscore at its end for a reference.
        link = f"{image.link[:-1]}%5F" if image.link.endswith("_") else image.link
        options.append(("target", _quoted(link)))
    if image.classes:
        options.append(("class", " ".join(image.classes)))
    if figure_classes:
        options.append(("figclass", " ".join(figure_classes)))
    content = [line for paragraph in caption or () for line in ("", paragraph)]
    fence = fence_for("\n".join(content))
    return [
        f"{fence}{{{name}}} {image.source}",
        *(f":{key}: {value}" for key, value in options),
        *content,
        fence,
    ]


def escape_markdown(text: str) -> str:
    """Return *text* with the characters escaped that have a meaning in Markdown and MyST."""
    escaped = _SPECIAL.sub(r"\\\g<0>", text)
    match = _BLOCK_START.match(escaped)
    if match is None:
        return escaped
    digits = match[0] if match[0].isdigit() else ""
    return f"{digits}\\{escaped[len(digits) :]}"


def _options(image: HtmlImage) -> list[tuple[str, str]]:
    pairs = [("width", image.width), ("height", image.height), ("align", image.align)]
    return [*((key, value) for key, value in pairs if value),
            *([("name", image.name)] if image.name else [])]  # fmt: skip


def _quoted(text: str) -> str:
    """Return *text* in quotes, as the options of directives have it."""
    # What is left of HTML is looked for in the content of figures.
    return json.dumps(text, ensure_ascii=False).replace("<", "\\u003c")


def _length(image: HtmlImage, name: str, value: str) -> str:
    """Return the length *value* as docutils accepts it; '' for another one."""
    match = _LENGTH.fullmatch(value.strip().lower())
    if match is None:
        if value and value.lower() != "auto":
            image.left_out.append(f"{name} {value}")
        return ""
    return f"{match[1]}{match[2] or ''}"


def one_line(text: str) -> str:
    """Return *text* with single spaces for all white space."""
    return " ".join(text.split())
