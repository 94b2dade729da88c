"""URLs in attributes: relative URLs for another page, image candidates, and ``url()`` in CSS."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from sphinx_transcript.support.lazy_patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Callable

# Parsers remove these: https://url.spec.whatwg.org/#concept-basic-url-parser.
_OUTER = "".join(map(chr, range(0x21)))
_INNER = {ord(character): None for character in "\t\n\r"}
_SCHEME = lazy_pattern(r"([A-Za-z][A-Za-z0-9+.-]*):")
_QUERY_OR_FRAGMENT = lazy_pattern(r"[?#]")
# An image candidate. Its URL ends at white space, and a comma inside belongs to it:
# https://html.spec.whatwg.org/multipage/images.html#srcset-attributes. A comma in parentheses
# belongs to the descriptor.
_CANDIDATE = lazy_pattern(r"(?P<url>[^\s,]\S*(?<!,))(?P<descriptors>(?:\s+(?:\([^)]*\)|[^\s,])+)*)")
# https://www.w3.org/TR/css-syntax-3/#consume-url-token, and the string of an @import rule.
_CSS_URL = lazy_pattern(
    r"""(?P<before>\burl\(\s*|@import\s+(?=["']))"""
    r"""(?:"(?P<double>(?:[^"\\\n]|\\.)*)"|'(?P<single>(?:[^'\\\n]|\\.)*)'"""
    r"""|(?P<bare>(?:[^\s"'()\\]|\\[0-9A-Fa-f]{1,6}\s?|\\.)+))""",
    re.IGNORECASE,
)
_CSS_ESCAPE = lazy_pattern(r"\\(?:([0-9A-Fa-f]{1,6})\s?|(.))")
# An id selector: what follows it is a block, before the end of another one.
_ID_SELECTOR = lazy_pattern(r"#((?:[\w-]|[^\x00-\x7f])+)(?=[^{};]*\{)")
_ROOT = "/\0" * 64
"""A folder that no URL names, deep enough for URLs that lead out of the site."""


def clean_url(url: str) -> str:
    """Return *url* without the characters that URL parsers ignore."""
    return url.strip(_OUTER).translate(_INNER)


def scheme_of(url: str) -> str:
    """Return the scheme of *url* in lower case; empty for a relative URL."""
    match = _SCHEME.match(clean_url(url))
    return match[1].lower() if match else ""


def join_urls(base: str, url: str) -> str:
    """Return *url* resolved from *base*, which may be relative; *url* itself if one is invalid."""
    if not scheme_of(base) and not base.startswith("/"):
        # urljoin removes each '..' at the start.
        if scheme_of(url) or url.startswith("/"):
            return url
        path = _QUERY_OR_FRAGMENT.split(base, maxsplit=1)[0]
        return f"{path[: path.rfind('/') + 1] if url[:1] not in {'', '?'} else path}{url}"
    try:
        return urljoin(base, url)
    except ValueError:
        return url


def relocate_url(url: str, page: str, host: str) -> str:
    """Return the relative *url* of a page as the page *host* has to write it.

    *page* and *host* are the URLs of the pages, relative to the root of the site and
    percent-encoded. A URL with a scheme, and one that begins with a slash, stays as it is.
    """
    if scheme_of(url) or url.startswith(("/", "\\")):
        return url
    path = _QUERY_OR_FRAGMENT.split(url, maxsplit=1)[0]
    rest = url[len(path) :]
    target = f"{page.rpartition('/')[0]}/{path}" if path else page
    start = posixpath.join(_ROOT, host.rpartition("/")[0])
    relative = posixpath.relpath(posixpath.join(_ROOT, target.lstrip("/")), start)
    if not target or target.endswith("/") or posixpath.basename(path) in {".", ".."}:
        relative += "/"
    return f"{'./' if ':' in relative.partition('/')[0] else ''}{relative}{rest}"


def map_candidates(value: str, change: Callable[[str], str]) -> str:
    """Return the image candidates *value* with *change* applied to each URL.

    A candidate for which *change* returns '' is left out.
    """
    candidates = (
        (change(candidate["url"]), " ".join(candidate["descriptors"].split()))
        for candidate in _CANDIDATE.finditer(value)
    )
    return ", ".join(" ".join(filter(None, [url, size])) for url, size in candidates if url)


def map_css_urls(css: str, change: Callable[[str], str]) -> str:
    """Return *css* with *change* applied to the URL of each ``url()`` and ``@import``."""

    def replacement(match: re.Match[str]) -> str:
        given = next(part for part in match.group("double", "single", "bare") if part is not None)
        changed = change(_CSS_ESCAPE.sub(_unescaped, given))
        if changed == given:
            return match[0]
        escaped = re.sub(r"[\"'\\\n()]", lambda each: f"\\{ord(each[0]):x} ", changed)
        quote = '"' if match["double"] is not None or match["before"].startswith("@") else ""
        quote = "'" if match["single"] is not None else quote
        return f"{match['before']}{quote}{escaped}{quote}"

    return _CSS_URL.sub(replacement, css)


def map_id_selectors(css: str, names: dict[str, str]) -> str:
    """Return the style sheet *css* with the ids in its selectors replaced by those in *names*."""
    return _ID_SELECTOR.sub(lambda match: f"#{names.get(match[1], match[1])}", css)


def _unescaped(match: re.Match[str]) -> str:
    if not match[1]:
        return str(match[2])
    code = int(match[1], 16)
    return chr(code) if 0 < code < 0x110000 else "\ufffd"
