"""Which Markdown a build has nothing to warn of, told without building it.

To read a document as Sphinx does takes ten times as long as to find its tokens. Most of what
stands in posts can't be wrong: paragraphs, lists, code that its lexer takes, links to files that
exist. A post of nothing else need not be read to be checked. Whatever is not known to be harmless
counts as doubtful, so that a mistake here costs time, and no warning.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import yaml

from sphinx_transcript.card import KEYS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markdown_it.token import Token

_FAST: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# MyST has YAML read by Python, which is slow, and refuses what libyaml takes, such as [a?b]. Of
# lines like these both make the same.
_SAME_TO_BOTH = re.compile(
    r"""(?:
      (?: [A-Za-z_]+: | [ ]{0,8}-[ ] )
      (?: [ ]?
        (?: "[^"\\\n]*"
          | \[ [\w ./,-]* \]
          | \d{4}-\d\d-\d\d (?: [ T]\d\d:\d\d (?: :\d\d )? )?
          | [\w/] [\w ,.'()/+?!;-]*
        )
      )?
      (?: \n | \Z )
    )*""",
    re.VERBOSE,
)

_PAIRS = (
    "paragraph bullet_list ordered_list list_item blockquote heading table thead tbody tr th td"
)
_HARMLESS = frozenset(f"{name}_{end}" for name in _PAIRS.split() for end in ("open", "close"))
_HARMLESS_INLINE = frozenset(
    {"text", "softbreak", "hardbreak", "em_open", "em_close", "strong_open", "strong_close"}
    | {"code_inline", "link_close"}
)
# Of what has attributes at all: the extension attrs_block lets authors add more.
_ATTRIBUTES = {
    "ordered_list_open": {"start"},
    "th_open": {"style"},
    "td_open": {"style"},
    "link_open": {"href", "title"},
    "image": {"src", "alt", "title"},
}
# docutils wants a transition to stand between two pieces of text.
_TEXT_ENDS = frozenset(
    {"paragraph_close", "bullet_list_close", "ordered_list_close", "blockquote_close", "fence"}
)
_TEXT_STARTS = frozenset(
    {"paragraph_open", "bullet_list_open", "ordered_list_open", "blockquote_open", "fence"}
)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_WEB = frozenset({"http:", "https:", "mailto:", "ftp:"})
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp")
# MyST has keys with which a document changes its settings. docutils gives some keys, in each
# language others, a meaning, and takes their values for text with markup.
_SETTINGS = frozenset({"myst", "mystnb", "substitutions", "html_meta"})
_OURS = frozenset(KEYS) - {"author", "authors", "date"}
_PLAIN_VALUE = re.compile(r"[\w .,:/@+-]+")
_LONGEST = 20_000


class Surroundings(Protocol):
    """What there is around a document."""

    def leads_somewhere(self, docname: str, path: str) -> bool:
        """Tell whether a link to *path* on *docname* is one to a document or file of the site."""

    def has_picture(self, docname: str, path: str) -> bool:
        """Tell whether there is a file for the image *path* on *docname*."""

    def can_highlight(self, language: str, code: str) -> bool:
        """Tell whether *code* is highlighted as *language* without a complaint."""


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


def plain_heading(
    tokens: Sequence[Token], docname: str, rules: Rules, around: Surroundings, *, is_titled: bool
) -> str | None:
    """Return the first heading of the post *docname*, '' for none, where all of it is harmless.

    None where it is not known to be. *is_titled* tells whether front matter gives the title.
    """
    heading: str | None = None
    level = 0
    for at, token in enumerate(tokens):
        if token.attrs.keys() - _ATTRIBUTES.get(token.type, set()) or token.meta:
            return None
        if token.type == "inline":
            children = token.children or []
            if not _is_plain_text(children, docname, rules, around):
                return None
            if heading is None and tokens[at - 1].type == "heading_open":
                heading = "".join(part.content for part in children)
                if not heading.strip():
                    return None
        elif token.type == "heading_open":
            new = int(token.tag[1])
            # A post with a title may begin at any level: its title is above that.
            if token.level or (new > level + 1 and not (is_titled and not level)):
                return None
            level = new
        elif not _is_plain_block(token, at, tokens, rules, around):
            return None
    if heading is None and not is_titled:
        return None
    return heading or ""


def _is_plain_block(
    token: Token, at: int, tokens: Sequence[Token], rules: Rules, around: Surroundings
) -> bool:
    match token.type:
        case "front_matter":
            return at == 0 and is_plain_front_matter(token.content)
        case "fence":
            return _is_plain_fence(token, rules, around)
        case "code_block":
            return not token.info
        case "html_block":
            return rules.has_raw_html
        case "hr":
            after = tokens[at + 1].type if at + 1 < len(tokens) else ""
            return not token.level and tokens[at - 1].type in _TEXT_ENDS and after in _TEXT_STARTS
    return token.type in _HARMLESS


def _is_plain_fence(token: Token, rules: Rules, around: Surroundings) -> bool:
    name = (token.info.split() or [""])[0]
    if name.startswith("{") or name in rules.directives:
        return False
    return around.can_highlight(name or rules.language, token.content)


def _is_plain_text(
    children: Sequence[Token], docname: str, rules: Rules, around: Surroundings
) -> bool:
    return all(_is_plain_inline(token, docname, rules, around) for token in children)


def _is_plain_inline(token: Token, docname: str, rules: Rules, around: Surroundings) -> bool:
    if token.attrs.keys() - _ATTRIBUTES.get(token.type, set()) or token.meta:
        return False
    if token.type == "link_open":
        return _is_plain_link(str(token.attrs.get("href", "")), docname, rules, around)
    if token.type == "image":
        source = str(token.attrs.get("src", ""))
        is_described = any(child.content.strip() for child in token.children or [])
        is_there = source.lower().startswith(("http://", "https://")) or (
            source.lower().endswith(_PICTURES) and around.has_picture(docname, source)
        )
        # An image without words is for a hint to find.
        return is_described and is_there
    if token.type == "html_inline":
        return rules.has_raw_html
    return token.type in _HARMLESS_INLINE


def _is_plain_link(href: str, docname: str, rules: Rules, around: Surroundings) -> bool:
    scheme = _SCHEME.match(href)
    if scheme:
        name = scheme[0]
        return name in _WEB and name[:-1] in rules.schemes and not rules.schemes[name[:-1]]
    return bool(href) and "#" not in href and around.leads_somewhere(docname, href)


def is_plain_front_matter(content: str) -> bool:
    """Tell whether nothing in the front matter *content*, as YAML, bears on how a page is read."""
    if len(content) > _LONGEST:
        return False
    loader = _FAST if _SAME_TO_BOTH.fullmatch(content) else yaml.SafeLoader
    try:
        data = yaml.load(content, loader)  # noqa: S506 (a safe loader)
    except (yaml.YAMLError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return False
    return isinstance(data, dict) and all(
        isinstance(key, str)
        and key not in _SETTINGS
        and (key in _OURS or all(_PLAIN_VALUE.fullmatch(str(each)) for each in _items(value)))
        for key, value in data.items()
    )


def _items(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) and value else [value]
