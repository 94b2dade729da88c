"""Which running text a build has nothing to warn of: links, images and roles that find something.

See plain.py.
"""

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
# Of what has attributes at all: the extension attrs_inline lets authors add more.
_ATTRIBUTES = {"link_open": {"href", "title"}, "image": {"src", "alt", "title"}}
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_WEB = frozenset({"http:", "https:", "mailto:", "ftp:"})
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp")
_TARGET = re.compile(r"(?:[^<>\\!][^<>\\]*\s<(?P<named>[\w ./-]+)>|(?P<alone>[\w ./-]+))")
LABEL = re.compile(r"[a-z0-9-]+", re.ASCII)
"""Labels of footnotes that docutils takes as they are."""


class Surroundings(Protocol):
    """What there is around a document."""

    def parse(self, text: str, noted: dict[str, Any]) -> Sequence[Token]:
        """Return the tokens of *text*, a part of the document about which *noted* is known."""

    def leads_somewhere(self, docname: str, path: str) -> bool:
        """Tell whether a link to *path* on *docname* is one to a document or file of the site."""

    def finds(self, docname: str, role: str, target: str) -> bool:
        """Tell whether the *role* on *docname* is known to find its *target*."""

    def has_picture(self, docname: str, path: str) -> bool:
        """Tell whether there is a file for the image *path* on *docname*."""

    def can_highlight(self, language: str, code: str) -> bool:
        """Tell whether *code* is highlighted as *language* without a complaint."""

    def is_usual(self, directive: str) -> bool:
        """Tell whether the *directive* of this name is the one that Sphinx or docutils has."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What of the site's settings bears on what its Markdown means."""

    schemes: Mapping[str, Any]
    """``myst_url_schemes``."""
    directives: frozenset[str]
    """``myst_fence_as_directive``."""
    language: str
    """``highlight_language``, of code that names none."""
    has_raw_html: bool
    """Whether HTML is put out as it stands."""


class Text:
    """Judges the running text of one document."""

    def __init__(self, docname: str, rules: Rules, around: Surroundings) -> None:
        self._docname = docname
        self._rules = rules
        self._around = around
        self.footnotes_named: set[str] = set()
        """The labels of the footnotes that it has referred to so far."""

    def is_plain(self, tokens: Sequence[Token]) -> bool:
        """Tell whether all of *tokens* are harmless."""
        return all(self._is_plain(token) for token in tokens)

    def is_plain_image(self, source: str, words: str) -> bool:
        """Tell whether there is an image at *source*. One without *words* is for a hint to find."""
        lower = source.lower()
        is_there = lower.startswith(("http://", "https://")) or (
            lower.endswith(_PICTURES) and self._around.has_picture(self._docname, source)
        )
        return bool(words.strip()) and is_there

    def _is_plain(self, token: Token) -> bool:
        if token.type == "myst_role":
            return self._is_plain_role(str(token.meta["name"]), token.content)
        if token.type == "footnote_ref":
            label = str(token.meta["label"])
            self.footnotes_named.add(label)
            return LABEL.fullmatch(label) is not None
        if token.attrs.keys() - _ATTRIBUTES.get(token.type, set()) or token.meta:
            return False
        if token.type == "link_open":
            return self._is_plain_link(str(token.attrs.get("href", "")))
        if token.type == "image":
            words = "".join(child.content for child in token.children or [])
            return self.is_plain_image(str(token.attrs.get("src", "")), words)
        if token.type == "html_inline":
            return self._rules.has_raw_html
        return token.type in _HARMLESS

    def _is_plain_link(self, href: str) -> bool:
        scheme = _SCHEME.match(href)
        if scheme:
            name = scheme[0].removesuffix(":")
            schemes = self._rules.schemes
            return scheme[0] in _WEB and name in schemes and not schemes[name]
        # A link to a heading is right only where that page has it.
        return bool(href) and "#" not in href and self._around.leads_somewhere(self._docname, href)

    def _is_plain_role(self, name: str, content: str) -> bool:
        match = _TARGET.fullmatch(content)
        if match is None:
            return False
        return self._around.finds(self._docname, name, match["named"] or match["alone"])
