"""Converts the shortcodes of WordPress to HTML: https://codex.wordpress.org/Shortcode."""

from __future__ import annotations

import bisect
import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_transcript.importers.markup.html_markdown import LANGUAGE_ATTRIBUTE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_CODE = frozenset({"code", "sourcecode", "source", "highlight"})
_LANGUAGES = (
    *("bash", "c", "cpp", "csharp", "css", "diff", "go", "html", "java", "javascript", "perl"),
    *("php", "powershell", "python", "ruby", "scala", "sql", "text", "xml", "yaml"),
)
_VIDEOS = {"youtube": "https://www.youtube.com/watch?v={}", "vimeo": "https://vimeo.com/{}"}
_TAG = re.compile(
    r"(?P<escaped>\[)?\[(?P<close>/?)(?P<name>[A-Za-z][\w-]*)"
    r"(?P<attributes>(?:[\s=](?:[^\[\]\"\n]|\"[^\"\n]*\")*)?)/?\](?(escaped)\])"
)
_ATTRIBUTE = re.compile(r"(?<!\S)([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'\]]+))")
_LATEX = re.compile(r"\$latex\s+(?P<formula>[^$\n]+?)\s*\$")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a gallery."""

    url: str
    alt: str = ""
    caption: str = ""
    """As HTML."""


def convert_shortcodes(
    text: str,
    gallery: Callable[[Sequence[str]], list[Picture]],
    mark: Callable[[str], str],
    add_note: Callable[[str], None],
) -> str:
    """Return *text* with HTML for the shortcodes that are known, and marks for the others.

    *gallery* returns the pictures with the identifiers, or those of the post if there are none.
    *mark* returns a mark for a text that is shown as it is. *add_note* is called with a message.
    Words in brackets that nothing marks as a shortcode stay.
    """
    tags = list(_TAG.finditer(text))
    closings: dict[str, list[re.Match[str]]] = {}
    for match in tags:
        if match["close"]:
            closings.setdefault(match["name"].lower(), []).append(match)
    parts: list[str] = []
    at = 0
    for match in tags:
        if match.start() < at:
            continue
        parts.append(text[at : match.start()])
        end = match.end()
        name = match["name"].lower()
        close = None if match["close"] else _closing(closings.get(name, []), end)
        attributes = _attributes(match["attributes"])
        content = text[match.end() : close.start()] if close else ""
        new = None if match["close"] else _html(name, attributes, content, gallery)
        if match["escaped"]:
            new = match[0][1:-1]
        elif new is not None:
            end = close.end() if close else end
        elif _is_shortcode(match, name, is_closed=name in closings):
            new = mark(html.unescape(match[0]))
            if not match["close"]:
                add_note(f"the shortcode {name!r} is shown as code")
        else:
            new = match[0]
        parts.append(new)
        at = end
    parts.append(text[at:])
    return "".join(parts)


def without_shortcodes(text: str) -> str:
    """Return *text* without shortcodes, as for a description."""
    return convert_shortcodes(text, lambda _: [], lambda _: "", lambda _: None)


def convert_latex(text: str) -> tuple[str, list[str]]:
    """Return *text* with a mark for each formula of the plugin Jetpack, and the formulas."""
    formulas: list[str] = []

    def mark(match: re.Match[str]) -> str:
        formulas.append(html.unescape(match["formula"]))
        return f"\ue000{len(formulas) - 1}\ue001"

    return _LATEX.sub(mark, text), formulas


def restore_latex(markdown: str, formulas: Sequence[str]) -> str:
    """Return *markdown* with the *formulas* in the places of their marks."""
    return re.sub(r"\ue000(\d+)\ue001", lambda match: f"${formulas[int(match[1])]}$", markdown)


def _closing(closings: list[re.Match[str]], after: int) -> re.Match[str] | None:
    """Return the first of *closings* that begins at the offset *after* or later."""
    at = bisect.bisect_left(closings, after, key=lambda match: match.start())
    return closings[at] if at < len(closings) else None


def _attributes(text: str) -> dict[str, str]:
    """Return the attributes in *text*; what has no name is under '' ."""
    found = {name.lower(): a or b or c for name, a, b, c in _ATTRIBUTE.findall(text)}
    rest = _ATTRIBUTE.sub("", text).strip(" \t\n=/\"'")
    return {**found, "": rest} if rest else found


def _is_shortcode(match: re.Match[str], name: str, *, is_closed: bool) -> bool:
    """Tell whether a word in brackets is a shortcode, and no remark such as [sic]."""
    return bool(
        match["close"] or is_closed or "=" in match["attributes"] or "-" in name or "_" in name
    )


def _html(
    name: str,
    attributes: dict[str, str],
    content: str,
    gallery: Callable[[Sequence[str]], list[Picture]],
) -> str | None:
    """Return the HTML for a shortcode; None if it is unknown."""
    if name in _CODE or name in _LANGUAGES:
        return _code(name, attributes, content) if content else None
    if name in {"caption", "wp_caption"} and "<img" in content:
        return _caption(attributes, content)
    if name == "gallery":
        identifiers = re.findall(r"\d+", attributes.get("ids", attributes.get("include", "")))
        return "".join(map(_figure, gallery(identifiers))) or None
    if name in {"video", "audio"}:
        keys = ("src", "mp4", "webm", "m4v", "mp3", "ogg", "m4a", "wav", "")
        source = next((attributes[key] for key in keys if key in attributes), content.strip())
        return f'\n\n<{name} src="{html.escape(source)}"></{name}>\n\n' if source else None
    if name == "embed" and content.strip():
        return _link(html.unescape(content.strip()))
    if name in _VIDEOS:
        given = html.unescape(attributes.get("id") or attributes.get("", "") or content.strip())
        if given:
            return _link(given if "://" in given else _VIDEOS[name].format(given))
    return None


def _code(name: str, attributes: dict[str, str], content: str) -> str:
    language = attributes.get("language") or attributes.get("lang") or attributes.get("", "")
    language = language or ("" if name in _CODE else name)
    # Of code that was not encoded, nothing looks like an entity.
    escaped = content if re.search(r"&(?:lt|gt|amp|quot|#\d+);", content) else html.escape(content)
    return f'\n\n<pre {LANGUAGE_ATTRIBUTE}="{html.escape(language)}">{escaped}</pre>\n\n'


def _caption(attributes: dict[str, str], content: str) -> str:
    image = re.match(r"\s*(?:<a\s[^>]*>\s*)?<img[^>]*>(?:\s*</a>)?", content)
    shown = image[0] if image else content
    caption = attributes.get("caption") or (content[image.end() :].strip() if image else "")
    alignment = html.escape(attributes.get("align", ""))
    return (
        f'\n\n<figure class="{alignment}">{shown.strip()}<figcaption>{caption}</figcaption>'
        "</figure>\n\n"
    )


def _figure(picture: Picture) -> str:
    image = f'<img src="{html.escape(picture.url)}" alt="{html.escape(picture.alt)}">'
    caption = f"<figcaption>{picture.caption}</figcaption>" if picture.caption else ""
    return f"\n\n<figure>{image}{caption}</figure>\n\n"


def _link(url: str) -> str:
    escaped = html.escape(url)
    return f'\n\n<p><a href="{escaped}">{escaped}</a></p>\n\n'
