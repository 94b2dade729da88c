"""Inline Markdown that is harmless: links, images and roles whose targets exist."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markdown_it.token import Token

_HARMLESS = frozenset(
    {"text", "softbreak", "hardbreak", "em_open", "em_close", "strong_open", "strong_close"}
    | {"code_inline", "link_close"}
)
# The attributes that tokens have anyway: the extension attrs_inline lets authors add others.
_ATTRIBUTES = {"link_open": {"href", "title"}, "image": {"src", "alt", "title"}}
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_WEB_SCHEMES = frozenset({"http:", "https:", "mailto:", "ftp:"})
_IMAGE_SUFFIXES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp")
_ROLE_CONTENT = re.compile(r"(?:[^<>\\!][^<>\\]*\s<(?P<target>[\w ./-]+)>|(?P<alone>[\w ./-]+))")
FOOTNOTE_LABEL = re.compile(r"[a-z0-9-]+", re.ASCII)
"""The labels of footnotes that docutils does not normalize."""


class SiteLookup(Protocol):
    """Looks up what a document refers to in its site."""

    def parse(self, text: str, parser_env: dict[str, Any]) -> Sequence[Token]:
        """Return the tokens of *text*; *parser_env* is the parser's state for the document."""

    def resolves_link(self, docname: str, path: str) -> bool:
        """Tell whether *path*, a link in *docname*, leads to a document or a file of the site."""

    def resolves_role(self, docname: str, role: str, target: str) -> bool:
        """Tell whether *target*, the target of a *role* in *docname*, is known to exist."""

    def has_image(self, docname: str, path: str) -> bool:
        """Tell whether *path*, an image in *docname*, is a file that can be read."""

    def can_highlight(self, language: str, code: str) -> bool:
        """Tell whether Pygments can highlight *code* as *language* without an error."""

    def is_standard_directive(self, name: str) -> bool:
        """Tell whether no extension has replaced the directive *name* of Sphinx or docutils."""


@dataclass(frozen=True, slots=True)
class MarkdownSettings:
    """The settings of the site that decide which Markdown is harmless."""

    url_schemes: Mapping[str, Any]
    """``myst_url_schemes``."""
    fence_directives: frozenset[str]
    """``myst_fence_as_directive``."""
    default_language: str
    """``highlight_language``, for code without a language."""
    has_raw_html: bool
    """Whether HTML is passed through unchanged."""


class TextCheck:
    """Tells whether inline Markdown of one document is harmless."""

    def __init__(self, docname: str, settings: MarkdownSettings, lookup: SiteLookup) -> None:
        self._docname = docname
        self._settings = settings
        self._lookup = lookup
        self.referenced_footnotes: set[str] = set()
        """The labels of the footnote references so far."""

    def is_harmless(self, tokens: Sequence[Token]) -> bool:
        """Tell whether all of *tokens* are harmless."""
        return all(self._is_harmless_token(token) for token in tokens)

    def is_harmless_image(self, source: str, alt: str) -> bool:
        """Tell whether the image *source* exists and has the text *alt*.

        An image without a text is not harmless: a hint names its line, which Sphinx has to find.
        """
        lower = source.lower()
        exists = lower.startswith(("http://", "https://")) or (
            lower.endswith(_IMAGE_SUFFIXES) and self._lookup.has_image(self._docname, source)
        )
        return bool(alt.strip()) and exists

    def _is_harmless_token(self, token: Token) -> bool:
        if token.type == "myst_role":
            return self._is_harmless_role(str(token.meta["name"]), token.content)
        if token.type == "footnote_ref":
            label = str(token.meta["label"])
            self.referenced_footnotes.add(label)
            return FOOTNOTE_LABEL.fullmatch(label) is not None
        if token.attrs.keys() - _ATTRIBUTES.get(token.type, set()) or token.meta:
            return False
        if token.type == "link_open":
            return self.is_harmless_link(str(token.attrs.get("href", "")))
        if token.type == "image":
            alt = "".join(child.content for child in token.children or [])
            return self.is_harmless_image(str(token.attrs.get("src", "")), alt)
        if token.type == "html_inline":
            return self._settings.has_raw_html
        return token.type in _HARMLESS

    def is_harmless_link(self, href: str) -> bool:
        """Tell whether the link *href* leads to the web, or to what exists in the site."""
        scheme = _SCHEME.match(href)
        if scheme:
            name = scheme[0].removesuffix(":")
            schemes = self._settings.url_schemes
            return scheme[0] in _WEB_SCHEMES and name in schemes and not schemes[name]
        # Only Sphinx knows which headings the target of a link with a fragment has.
        return bool(href) and "#" not in href and self._lookup.resolves_link(self._docname, href)

    def _is_harmless_role(self, name: str, content: str) -> bool:
        match = _ROLE_CONTENT.fullmatch(content)
        if match is None:
            return False
        target = match["target"] or match["alone"]
        return self._lookup.resolves_role(self._docname, name, target)
