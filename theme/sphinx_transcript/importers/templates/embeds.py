"""Converts the tags that embed something of another site, or a picture: to links and images.

A link works in every builder and in feeds, and asks no other site for anything.
"""

from __future__ import annotations

import html
import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_transcript.importers.templates.tags import Arguments

_ID = re.compile(r"[\w.-]+")
_FROM_URL = re.compile(
    r"(?:youtu\.be/|youtube(?:-nocookie)?\.com/(?:watch\?(?:.*&)?v=|embed/|shorts/|v/)"
    r"|vimeo\.com/(?:video/)?)(?P<id>[\w-]+)"
)
_WIDTH = re.compile(r"\d+(?:\.\d+)?(?:px|em|rem|%|cm|mm|in|pt)?")
_IMAGE = re.compile(r"!\[(?P<alt>[^\[\]\n]*)\]\((?P<src>[^\s()]+)\)")
_PLAIN_TEXT = re.compile(r"[^\[\]\\<>&*_`!\n]*")


def _with_id(address: str) -> Callable[[Arguments], str]:
    def convert(arguments: Arguments) -> str:
        given = arguments.get("id", "video_id", "videoid", "video", "src", "url", at=0)
        in_url = _FROM_URL.search(given)
        name = in_url["id"] if in_url else given
        return address.format(name) if _ID.fullmatch(name) else ""

    return convert


def _gist(arguments: Arguments) -> str:
    given = [each for each in arguments.positional if each != "gist"]
    user = arguments.get("user", "username")
    name = arguments.get("id", "gist_id", "gistid", "gist")
    if not name:
        is_pair = len(given) > 1 and not re.fullmatch(r"[0-9a-f]{5,}", given[0])
        user, name = (given[0], given[1]) if is_pair else (user, "".join(given[:1]))
    if "://" in name:
        name = name.partition("gist.github.com/")[2].removesuffix(".js")
    path = f"{user}/{name}".strip("/")
    return f"https://gist.github.com/{quote(path)}" if re.fullmatch(r"[\w./-]+", path) else ""


def _tweet(arguments: Arguments) -> str:
    user, name = arguments.get("user"), arguments.get("id")
    if not name and len(arguments.positional) > 1:
        user, name = arguments.positional[:2]
    name = name or arguments.get(at=0)
    if re.match(r"https?://", name):
        return name
    return f"https://twitter.com/{user or 'i'}/status/{name}" if name.isdecimal() else ""


def _address(arguments: Arguments) -> str:
    given = arguments.get("url", "href", "src", "id", at=0)
    return given if re.match(r"https?://[^\s<>]+$", given) else ""


def _video(arguments: Arguments) -> str:
    """Return the address of a video by its provider, or by itself."""
    provider = arguments.get("provider", "type").lower()
    if provider in _ADDRESSES:
        return _ADDRESSES[provider](arguments)
    given = arguments.get("url", "src", "id", at=0)
    for name in ("youtube", "vimeo"):
        if name in given or (name == "youtube" and "youtu.be" in given):
            return _ADDRESSES[name](arguments)
    return _address(arguments)


_YOUTUBE = _with_id("https://www.youtube.com/watch?v={}")
_ADDRESSES: dict[str, Callable[[Arguments], str]] = {
    "youtube": _YOUTUBE,
    "youtube-lite": _YOUTUBE,
    "youtubelite": _YOUTUBE,
    "yt": _YOUTUBE,
    "vimeo": _with_id("https://vimeo.com/{}"),
    "gist": _gist,
    "tweet": _tweet,
    "twitter": _tweet,
    "twitter_simple": _tweet,
    "x": _tweet,
    "x_simple": _tweet,
    "instagram": _with_id("https://www.instagram.com/p/{}/"),
    "asciinema": _with_id("https://asciinema.org/a/{}"),
    "dailymotion": _with_id("https://www.dailymotion.com/video/{}"),
    "jsfiddle": _with_id("https://jsfiddle.net/{}/"),
    "bilibili": _with_id("https://www.bilibili.com/video/{}"),
    "soundcloud": _address,
    "spotify": _address,
    "video": _video,
}


def embedded_address(name: str, arguments: Arguments) -> str:
    """Return the address of what the tag *name* embeds; '' if that is not known."""
    convert = _ADDRESSES.get(name.lower())
    return convert(arguments) if convert else ""


def embed(name: str, arguments: Arguments) -> str:
    """Return a link to what the tag *name* embeds; '' if that is not known."""
    address = embedded_address(name, arguments)
    title = " ".join(arguments.get("title", "caption").split())
    if not address:
        return ""
    is_plain = title and _PLAIN_TEXT.fullmatch(title)
    return f"[{title}]({address})" if is_plain else f"<{address}>"


def figure(arguments: Arguments, *, at: int = -1) -> str:
    """Return an image, or a figure in HTML, for the *arguments* of a tag; '' without a source.

    *at* is the position of the source among the arguments without names.
    """
    source = arguments.get("src", "image_path", "path", "url", "image", "filename", "file", at=at)
    if not source:
        return ""
    alt = arguments.get("alt")
    title, caption = arguments.get("title"), arguments.get("caption")
    credit, link = arguments.get("attr"), arguments.get("link", "href", "target_url")
    width, height = arguments.get("width"), arguments.get("height")
    classes = arguments.get("class", "align", "position")
    if not any((title, caption, credit, width, height, classes)):
        destination = f"<{source}>" if re.search(r"[\s()<>]", source) else source
        image = f"![{_escaped(alt)}]({destination})"
        return f"[{image}]({link})" if link else image
    attributes = {"src": source, "alt": alt or _without_markup(caption or title)}
    attributes |= {
        name: value
        for name, value in (("width", width), ("height", height))
        if _WIDTH.fullmatch(value)
    }
    if classes:
        attributes["class"] = classes
    tag = "<img {}>".format(
        " ".join(f'{name}="{html.escape(value)}"' for name, value in attributes.items())
    )
    if link:
        tag = f'<a href="{html.escape(link)}">{tag}</a>'
    if credit:
        address = arguments.get("attrlink")
        credit = f'<a href="{html.escape(address)}">{credit}</a>' if address else credit
    words = " ".join(" ".join(filter(None, (title, caption, credit))).split())
    caption_line = f'\n<figcaption markdown="1">{words}</figcaption>' if words else ""
    return f"<figure>\n{tag}{caption_line}\n</figure>"


def figure_around(arguments: Arguments, inside: str) -> str:
    """Return a figure for a tag around one image in Markdown; '' if it is around anything else."""
    image = _IMAGE.fullmatch(inside.strip())
    if image is None:
        return ""
    named = {"src": image["src"], "alt": image["alt"], **arguments.named}
    return figure(replace(arguments, named=named))


def _escaped(text: str) -> str:
    """Return *text* with a backslash before what Markdown may take for markup."""
    return re.sub(r"([\]\[*_`<>&\\])", r"\\\1", " ".join(text.split()))


def _without_markup(text: str) -> str:
    """Return *text* without links and emphasis, for an alternative text."""
    text = re.sub(r"<[^>]*>", "", text)
    return re.sub(r"[*_`]", "", re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text))
