"""Renders tags for a page's head, for search engines and for previews of links.

These are Open Graph (https://ogp.me/), Twitter cards and schema.org's BlogPosting.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any, Literal

from sphinx_transcript.feeds.json_feed import non_empty
from sphinx_transcript.support.xml import xml_text

if TYPE_CHECKING:
    from sphinx_transcript.feeds.model import Person

IMAGE = "og:image"
# The language and region in a tag such as pt-BR or zh-Hans-CN:
# https://www.rfc-editor.org/rfc/rfc5646#section-2.1
_LOCALE = re.compile(r"([a-z]{2,3})(?:-[a-z]{4})?-([a-z]{2})(?![a-z0-9])", re.ASCII | re.IGNORECASE)
# Characters that could end a script element or a line of it. In JSON, they only occur in strings.
_SCRIPT_ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """The metadata of a page. Unknown fields are empty."""

    url: str
    """Absolute URL; empty without a base URL."""
    title: str
    site_title: str
    description: str
    language: str
    """BCP 47 tag, such as pt-BR."""
    image: str
    """Absolute URL."""
    kind: Literal["article", "website"]
    published: str = ""
    """ISO 8601, like `modified`."""
    modified: str = ""
    people: tuple[Person, ...] = ()
    tags: tuple[str, ...] = ()
    section: str = ""
    open_graph: tuple[tuple[str, str], ...] = ()
    """Properties of Open Graph and their values, by which the page replaces and adds tags."""
    image_size: tuple[int, int] | None = None
    """Width and height of the image in pixels, if known."""
    image_alt: str = ""
    """What the image shows, if known."""


def head_tags(metadata: PageMetadata) -> list[str]:
    """Return the tags that describe a page, each as a string of HTML."""
    own = dict(metadata.open_graph)
    properties = {
        "og:title": metadata.title,
        "og:type": metadata.kind,
        "og:url": metadata.url,
        "og:site_name": metadata.site_title,
        "og:description": metadata.description,
        "og:locale": _locale(metadata.language),
        **({} if IMAGE in own else _image_properties(metadata)),
        **own,
    }
    tags = [
        _meta("name", "description", metadata.description),
        *(_meta("property", name, content) for name, content in properties.items()),
    ]
    if metadata.kind == "article":
        tags += [
            _meta("property", "article:published_time", metadata.published),
            _meta("property", "article:modified_time", metadata.modified),
            _meta("property", "article:section", metadata.section),
            *(_meta("property", "article:tag", tag) for tag in metadata.tags),
        ]
    card = "summary_large_image" if properties[IMAGE] else "summary"
    tags.append(_meta("name", "twitter:card", card))
    if metadata.kind == "article":
        tags.append(f'<script type="application/ld+json">{json_ld(metadata)}</script>')
    return [tag for tag in tags if tag]


def _image_properties(metadata: PageMetadata) -> dict[str, str]:
    """Return the image, and after it what describes it: https://ogp.me/#structured."""
    width, height = map(str, metadata.image_size or ("", ""))
    return {
        IMAGE: metadata.image,
        f"{IMAGE}:width": width,
        f"{IMAGE}:height": height,
        f"{IMAGE}:alt": metadata.image_alt,
    }


def json_ld(metadata: PageMetadata) -> str:
    """Return *metadata* as a BlogPosting in JSON, escaped for a script element.

    https://schema.org/BlogPosting
    """
    fields = {
        "@context": "https://schema.org",
        "@type": "BlogPosting",
        **non_empty(
            headline=metadata.title,
            description=metadata.description,
            image=metadata.image,
            datePublished=metadata.published,
            dateModified=metadata.modified,
            author=[_author(person) for person in metadata.people if person.name],
            mainEntityOfPage=metadata.url,
            inLanguage=metadata.language,
            articleSection=metadata.section,
            keywords=list(metadata.tags),
        ),
    }
    text = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
    return xml_text(text.translate(_SCRIPT_ESCAPES))


def _author(person: Person) -> dict[str, Any]:
    return {"@type": "Person", **non_empty(name=person.name, url=person.url, image=person.avatar)}


def _meta(attribute: str, name: str, content: str) -> str:
    """Return a meta element; empty without *content*."""
    content = escape(xml_text(content)) if content else ""
    return f'<meta {attribute}="{escape(name)}" content="{content}">' if content else ""


def _locale(language: str) -> str:
    """Return *language* in Open Graph's form, such as pt_BR; empty if it has no region."""
    match = _LOCALE.match(language)
    return f"{match[1].lower()}_{match[2].upper()}" if match else ""
