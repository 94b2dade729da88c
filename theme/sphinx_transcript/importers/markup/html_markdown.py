"""Converts HTML to Markdown.

The work is done by the library markdownify, which the extra `wordpress` installs: it is pure
Python, under the MIT licence, and the same everywhere. pandoc knows more HTML, but its output
changes between the versions that are installed on machines, and html2text is under the GPL.
This module adds what MyST needs: text that can't become markup, and HTML for what Markdown lacks.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

from markdownify import MarkdownConverter

from sphinx_transcript.importers.markup.markdown_code import fence_for

if TYPE_CHECKING:
    from bs4 import Tag

LANGUAGE_ATTRIBUTE = "data-language"
"""The attribute of the element pre for the language of its code."""

_SPECIAL = re.compile(r"[\\`*\[\]<$|]|(?<=\])\(|~(?=~)|(?<!\w)_|_(?!\w)|&(?=#?\w+;)")
# Where a box of MyST begins.
_COLONS = re.compile(r"^([ \t]*):::", re.MULTILINE)
_LINE_START = re.compile(r"^([ \t]*)(?:([-+>=#%])|(\d+)([.)]))(?=\s|[-=%#+]|$)", re.MULTILINE)
_LANGUAGE_CLASS = re.compile(r"(?:lang(?:uage)?|brush)[-:]\s*([\w+#.-]+)")
_KEPT_ATTRIBUTES = (
    "src",
    "srcset",
    "alt",
    "title",
    "width",
    "height",
    "controls",
    "poster",
    "href",
)
# In quotations and items of lists, too.
_FENCE = re.compile(r"(?:[ \t>]|[-+*][ \t]|\d+\.[ \t])*+(?P<fence>`{3,}+)[^`]*+")
_ALIGNMENTS = {"left": "align-left", "right": "align-right", "center": "align-center"}


def html_to_markdown(source: str) -> str:
    """Return the HTML *source* as Markdown. Raises RecursionError where it is nested too deeply."""
    text: str = _Converter(heading_style="ATX", bullets="-", newline_style="BACKSLASH").convert(
        source
    )
    return _without_blanks(text)


def _without_blanks(text: str) -> str:
    """Return *text* without blanks at line ends and repeated blank lines, except in code."""
    lines: list[str] = []
    fence = ""
    for line in text.strip("\n").split("\n"):
        if fence:
            fence = "" if line.strip(" \t>") == fence else fence
            lines.append(line)
            continue
        if match := _FENCE.fullmatch(line):
            fence = match["fence"]
        if stripped := line.rstrip(" \t"):
            lines.append(stripped)
        elif lines and lines[-1]:
            lines.append("")
    return "\n".join(lines).strip("\n")


class _Converter(MarkdownConverter):
    def escape(self, text: str, parent_tags: set[str]) -> str:
        escaped = _SPECIAL.sub(lambda match: f"\\{match[0]}", text)
        escaped = _COLONS.sub(r"\1\:::", escaped)
        return _LINE_START.sub(
            lambda match: (
                f"{match[1]}\\{match[2]}" if match[2] else f"{match[1]}{match[3]}\\{match[4]}"
            ),
            escaped,
        )

    def convert_pre(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if not text.strip("\n"):
            return ""
        fence = fence_for(text)
        return f"\n\n{fence}{_language(el)}\n{text.strip(chr(10))}\n{fence}\n\n"

    def convert_img(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        source, alt = _attribute(el, "src"), _attribute(el, "alt")
        if not source:
            return ""
        if _class(el) or el.get("width") or el.get("title"):
            return _image_tag(el)
        return f"![{self.escape(alt, parent_tags)}](<{_destination(source)}>)"

    def convert_figure(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Keep a figure with one image and a caption, or an alignment, as HTML."""
        images = el.find_all("img")
        caption = el.find("figcaption")
        if len(images) == 1 and (caption is not None or _class(el)) and not el.find("table"):
            return f"\n\n{_figure_tag(el, images[0], caption)}\n\n"
        return f"\n\n{text.strip()}\n\n"

    def convert_figcaption(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"\n\n*{text.strip()}*\n\n" if text.strip() else ""

    def convert_video(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"\n\n{_media_tag(el)}\n\n"

    convert_audio = convert_video

    convert_iframe = convert_video

    def convert_form(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return ""

    def convert_summary(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"\n\n**{text.strip()}**\n\n" if text.strip() else ""

    def convert_details(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"\n\n{text.strip()}\n\n"

    def _inline_html(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"<{el.name}>{text}</{el.name}>" if text.strip() else text

    convert_sub = convert_sup = convert_kbd = convert_mark = convert_u = convert_ins = _inline_html
    convert_small = _inline_html


def _attribute(el: Tag, name: str) -> str:
    value: Any = el.get(name)
    return (" ".join(value) if isinstance(value, list) else value or "").strip()


def _class(el: Tag) -> str:
    """Return the class for the alignment of an image or figure; '' if it has none."""
    words = _attribute(el, "class").replace("align-", "align").split()
    names = [word.removeprefix("align") for word in words if word.startswith("align")]
    return next((_ALIGNMENTS[name] for name in names if name in _ALIGNMENTS), "")


def _language(pre: Tag) -> str:
    """Return the language of the code in *pre*, by its attribute or its classes."""
    if language := _attribute(pre, LANGUAGE_ATTRIBUTE) or _attribute(pre, "lang"):
        return language
    code = pre.find("code")
    classes = [_attribute(each, "class") for each in (pre, code) if each is not None]
    found = (_LANGUAGE_CLASS.search(each) for each in classes)
    return next((match[1].rstrip(";") for match in found if match), "")


def _destination(link: str) -> str:
    return re.sub(r"[<>\s]", lambda match: f"%{ord(match[0]):02X}", link)


def _opening(name: str, attributes: dict[str, str]) -> str:
    written = "".join(f' {key}="{html.escape(value)}"' for key, value in attributes.items())
    return f"<{name}{written}>"


def _image_tag(image: Tag) -> str:
    attributes = {key: _attribute(image, key) for key in _KEPT_ATTRIBUTES if image.get(key)}
    attributes.setdefault("alt", "")
    if alignment := _class(image):
        attributes["class"] = alignment
    return _opening("img", attributes)


def _figure_tag(figure: Tag, image: Tag, caption: Tag | None) -> str:
    """Return *figure* on one line, so that it is one block of HTML."""
    content = _image_tag(image)
    link = image.find_parent("a")
    if link is not None and link.get("href"):
        content = f"{_opening('a', {'href': _attribute(link, 'href')})}{content}</a>"
    if caption is not None:
        inside = " ".join(caption.decode_contents().split())
        content += f"<figcaption>{inside}</figcaption>"
    alignment = _class(figure) or _class(image)
    return f"{_opening('figure', {'class': alignment} if alignment else {})}{content}</figure>"


def _media_tag(media: Tag) -> str:
    attributes = {key: _attribute(media, key) for key in _KEPT_ATTRIBUTES if media.get(key)}
    sources = [_attribute(each, "src") for each in media.find_all("source")]
    if "src" not in attributes and any(sources):
        attributes["src"] = next(filter(None, sources))
    if media.name != "iframe":
        attributes["controls"] = "controls"
    opening = _opening(media.name, attributes)
    return f"{opening}</{media.name}>"
