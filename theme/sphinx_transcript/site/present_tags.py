"""The tags that the head of a page has already: the author's, and those of other extensions.

An author writes them as ``html_meta`` in the front matter of MyST, or in the directive ``meta``:
https://www.sphinx-doc.org/en/master/usage/restructuredtext/basics.html#html-metadata
"""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser

from sphinx_transcript.records.robots import forbids_indexing

_SINGLE = frozenset(
    {
        "author", "canonical", "description", "keywords", "referrer", "robots", "viewport",
        "og:description", "og:locale", "og:site_name", "og:title", "og:type", "og:url",
    }
)  # fmt: skip
"""The names that search engines and previews expect once in a page; also all of ``twitter:``."""


class PresentTags(HTMLParser):
    """The names of the tags in *html*, in lower case, each with its content and its source."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html
        self._tags: dict[str, list[tuple[str, str]]] = {}
        if html:  # Most pages have none.
            self.feed(html)
            self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Record *tag* under its ``name`` or ``property``; a canonical link as "canonical link"."""
        attributes = {name: value or "" for name, value in attrs}
        source = self.get_starttag_text() or ""
        if tag == "meta":
            for key in ("name", "property"):
                if name := attributes.get(key, "").strip().casefold():
                    self._add(name, attributes.get("content", ""), source)
        elif tag == "link" and "canonical" in attributes.get("rel", "").casefold().split():
            self._add("canonical link", attributes.get("href", ""), source)

    def _add(self, name: str, content: str, source: str) -> None:
        self._tags.setdefault(name, []).append((content.strip(), source))

    def __contains__(self, name: str) -> bool:
        """Return whether there is a tag *name*."""
        return name in self._tags

    def content(self, name: str) -> str:
        """Return the content of the first tag *name*; '' if there is none."""
        return self._tags[name][0][0] if name in self._tags else ""

    def without_duplicates(self, tags: list[str]) -> list[str]:
        """Return those of *tags*, which have a ``name`` or ``property``, that are not present."""
        return [tag for tag in tags if _name(tag) not in self._tags] if self._tags else tags

    def forbid_indexing(self) -> str:
        """Return the tag that forbids to index the page; '' if the page's own does so.

        A tag that does not is removed from `html`, and what else it says is kept.
        """
        given = self._tags.get("robots", [])
        contents = ", ".join(content for content, _ in given)
        if forbids_indexing(contents):
            return ""
        for _, source in given:
            self.html = self.html.replace(source, "", 1)
        others = [word for word in re.split(r"[\s,]+", contents) if word.casefold() not in _ALLOWED]
        return f'<meta name="robots" content="{escape(", ".join(["noindex", *others]))}">'

    def drop_repeated(self) -> None:
        """Remove from `html` what is given again below and can have one value only.

        The last one is that of the page itself: docutils and ``myst_html_meta`` come first. Tags of
        several languages may have one name.
        """
        for name, given in self._tags.items():
            if name in _SINGLE or name.startswith("twitter:"):
                last = {_language(source): source for _, source in given}
                for _, source in given:
                    if last[_language(source)] != source:
                        self.html = self.html.replace(source, "", 1)
                self._tags[name] = [each for each in given if each[1] in last.values()]


_ALLOWED = frozenset({"", "all", "index"})


def _language(source: str) -> str:
    match = re.search(r"\slang=\"([^\"]*)\"", source)
    return match[1].casefold() if match else ""


def _name(tag: str) -> str:
    match = re.match(r'<meta (?:name|property)="([^"]*)"', tag)
    return match[1].casefold() if match else ""
