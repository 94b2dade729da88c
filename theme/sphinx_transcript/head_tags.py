"""What a page's head says of it to search engines and to programs that show links.

Open Graph (https://ogp.me/), Twitter cards and schema.org's BlogPosting.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any, Literal

from sphinx_transcript.feeds.atom import xml_text
from sphinx_transcript.feeds.json_feed import given

if TYPE_CHECKING:
    from sphinx_transcript.feeds.entry import Person

# The language and region of a tag such as pt-BR or zh-Hans-CN:
# https://www.rfc-editor.org/rfc/rfc5646#section-2.1
_LOCALE = re.compile(r"([a-z]{2,3})(?:-[a-z]{4})?-([a-z]{2})(?![a-z0-9])", re.ASCII | re.IGNORECASE)
# What could end a script, or a line of one; in JSON all of it stands in strings alone.
_IN_SCRIPT = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What is known of a page; all that is not known is empty."""

    url: str
    """Absolute address; empty without a base URL."""
    title: str
    site_title: str
    description: str
    language: str
    """BCP 47, such as pt-BR."""
    image: str
    """Absolute address."""
    kind: Literal["article", "website"]
    published: str = ""
    """ISO 8601, as is the next."""
    modified: str = ""
    people: tuple[Person, ...] = ()
    tags: tuple[str, ...] = ()
    section: str = ""


def head_tags(facts: PageFacts) -> list[str]:
    """Return the tags that say *facts*, each as one string of HTML."""
    tags = [
        _meta("name", "description", facts.description),
        _meta("property", "og:title", facts.title),
        _meta("property", "og:type", facts.kind),
        _meta("property", "og:url", facts.url),
        _meta("property", "og:site_name", facts.site_title),
        _meta("property", "og:description", facts.description),
        _meta("property", "og:locale", _locale(facts.language)),
        _meta("property", "og:image", facts.image),
    ]
    if facts.kind == "article":
        tags += [
            _meta("property", "article:published_time", facts.published),
            _meta("property", "article:modified_time", facts.modified),
            _meta("property", "article:section", facts.section),
            *(_meta("property", "article:tag", tag) for tag in facts.tags),
        ]
    tags.append(_meta("name", "twitter:card", "summary_large_image" if facts.image else "summary"))
    if facts.kind == "article":
        tags.append(f'<script type="application/ld+json">{json_ld(facts)}</script>')
    return [tag for tag in tags if tag]


def json_ld(facts: PageFacts) -> str:
    """Return the article of *facts* as a BlogPosting in JSON, ready to stand in a script element.

    https://schema.org/BlogPosting
    """
    fields = {
        "@context": "https://schema.org",
        "@type": "BlogPosting",
        **given(
            headline=facts.title,
            description=facts.description,
            image=facts.image,
            datePublished=facts.published,
            dateModified=facts.modified,
            author=[_author(person) for person in facts.people if person.name],
            mainEntityOfPage=facts.url,
            inLanguage=facts.language,
            articleSection=facts.section,
            keywords=list(facts.tags),
        ),
    }
    text = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
    return xml_text(text.translate(_IN_SCRIPT))


def _author(person: Person) -> dict[str, Any]:
    return {"@type": "Person", **given(name=person.name, url=person.url, image=person.avatar)}


def _meta(attribute: str, name: str, content: str) -> str:
    """Return a meta element, or nothing where it would say nothing."""
    content = escape(xml_text(content))
    return f'<meta {attribute}="{name}" content="{content}">' if content else ""


def _locale(language: str) -> str:
    """Return *language* as Open Graph has it, such as pt_BR; empty where it names no region."""
    match = _LOCALE.match(language)
    return f"{match[1].lower()}_{match[2].upper()}" if match else ""
