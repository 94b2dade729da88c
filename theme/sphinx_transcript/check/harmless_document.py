"""Markdown documents that are harmless: each of their blocks is one that no build can warn of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sphinx_transcript.check.harmless_front_matter import is_harmless_front_matter
from sphinx_transcript.check.harmless_text import (
    FOOTNOTE_LABEL,
    MarkdownSettings,
    SiteLookup,
    TextCheck,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

_PAIRS = (
    "paragraph bullet_list ordered_list list_item blockquote heading table thead tbody tr th td"
)
_HARMLESS = frozenset(f"{name}_{end}" for name in _PAIRS.split() for end in ("open", "close"))
# The attributes that tokens have anyway: the extension attrs_block lets authors add others.
_ATTRIBUTES = {"ordered_list_open": {"start"}, "th_open": {"style"}, "td_open": {"style"}}
# docutils requires a transition to be between two body elements.
_BODY_ELEMENTS = ("paragraph", "bullet_list", "ordered_list", "blockquote", "table")
_BEFORE_TRANSITION = frozenset(f"{name}_close" for name in _BODY_ELEMENTS) | {"fence"}
_AFTER_TRANSITION = frozenset(f"{name}_open" for name in _BODY_ELEMENTS) | {"fence"}
_ADMONITION = re.compile(
    r"\{(?P<name>attention|caution|danger|error|hint|important|note|seealso|tip|warning)\}"
)
_IMAGE = re.compile(r"\{(?P<name>figure|image)\} +(?P<path>[\w./-]+)")
_IMAGE_OPTION = re.compile(
    r":(?:alt: (?P<alt>\w[\w ,.;()/'-]*)|width: \d+(?:px|%)|align: (?:left|center|right))"
)


def heading_if_harmless(
    tokens: Sequence[Token],
    parser_env: dict[str, Any],
    docname: str,
    settings: MarkdownSettings,
    lookup: SiteLookup,
    *,
    is_titled: bool,
) -> str | None:
    """Return the first heading of the post *docname* if it is harmless, and else None.

    The heading is '' where the post has none. *tokens* and *parser_env* are the results of the
    parser. *is_titled* tells whether front matter gives the title.
    """
    document = _DocumentCheck(docname, settings, lookup, parser_env)
    if parser_env.get("duplicate_refs") or not document.is_harmless(tokens, is_titled=is_titled):
        return None
    if document.footnotes != document.text.referenced_footnotes:
        return None
    if document.heading is None and not is_titled:
        return None
    return document.heading or ""


class _DocumentCheck:
    """Tells whether the blocks of one document are harmless."""

    def __init__(
        self,
        docname: str,
        settings: MarkdownSettings,
        lookup: SiteLookup,
        parser_env: dict[str, Any],
    ) -> None:
        self._settings = settings
        self._lookup = lookup
        self._parser_env = parser_env
        self.text = TextCheck(docname, settings, lookup)
        self.heading: str | None = None
        """The first heading."""
        self.footnotes: set[str] = set()
        """The labels of the footnotes."""

    def is_harmless(
        self, tokens: Sequence[Token], *, is_titled: bool, is_nested: bool = False
    ) -> bool:
        """Tell whether all of *tokens* are harmless.

        *is_nested* tells whether they are the content of a directive.
        """
        level = 0
        for at, token in enumerate(tokens):
            if token.type == "footnote_reference_open":
                if is_nested or not self._is_new_footnote(token):
                    return False
                continue
            if token.attrs.keys() - _ATTRIBUTES.get(token.type, set()) or token.meta:
                return False
            if token.type == "inline":
                if not self.text.is_harmless(token.children or []):
                    return False
                if tokens[at - 1].type == "heading_open" and not self._is_heading(token):
                    return False
            elif token.type == "heading_open":
                new_level = int(token.tag[1])
                # The first heading below a title in front matter may have any level.
                is_consecutive = new_level <= level + 1 or (is_titled and not level)
                if is_nested or token.level or not is_consecutive:
                    return False
                level = new_level
            elif not self._is_harmless_block(token, at, tokens, is_nested=is_nested):
                return False
        return True

    def _is_new_footnote(self, token: Token) -> bool:
        label = str(token.meta["label"])
        is_new = label not in self.footnotes
        self.footnotes.add(label)
        return is_new and not token.level and FOOTNOTE_LABEL.fullmatch(label) is not None

    def _is_heading(self, token: Token) -> bool:
        """Tell whether the heading has any text, and record the first heading."""
        text = "".join(child.content for child in token.children or [])
        if self.heading is None:
            self.heading = text
        return bool(text.strip())

    def _is_harmless_block(
        self, token: Token, at: int, tokens: Sequence[Token], *, is_nested: bool
    ) -> bool:
        match token.type:
            case "front_matter":
                return at == 0 and not is_nested and is_harmless_front_matter(token.content)
            case "fence":
                return self._is_harmless_fence(token)
            case "colon_fence":
                return self._is_harmless_directive(token)
            case "code_block":
                return not token.info
            case "html_block":
                return self._settings.has_raw_html
            case "hr":
                after = tokens[at + 1].type if at + 1 < len(tokens) else ""
                is_between = (
                    tokens[at - 1].type in _BEFORE_TRANSITION and after in _AFTER_TRANSITION
                )
                return is_between and not token.level and not is_nested
        return token.type in _HARMLESS or token.type == "footnote_reference_close"

    def _is_harmless_fence(self, token: Token) -> bool:
        name = (token.info.split() or [""])[0]
        if name.startswith("{"):
            return self._is_harmless_directive(token)
        return name not in self._settings.fence_directives and self._lookup.can_highlight(
            name or self._settings.default_language, token.content
        )

    def _is_harmless_directive(self, token: Token) -> bool:
        info = token.info.strip()
        admonition = _ADMONITION.fullmatch(info)
        if admonition:
            is_standard = self._lookup.is_standard_directive(admonition["name"])
            return is_standard and self._is_harmless_content(token.content)
        image = _IMAGE.fullmatch(info)
        return (
            image is not None
            and self._lookup.is_standard_directive(image["name"])
            and self._is_harmless_image(image["name"], image["path"], token.content)
        )

    def _is_harmless_content(self, content: str) -> bool:
        # The first lines may be options.
        if not content.strip() or content.lstrip().startswith((":", "---")):
            return False
        return self.is_harmless(
            self._lookup.parse(content, self._parser_env), is_titled=True, is_nested=True
        )

    def _is_harmless_image(self, directive: str, path: str, content: str) -> bool:
        lines = content.splitlines()
        alt = ""
        while lines and lines[0].startswith(":"):
            option = _IMAGE_OPTION.fullmatch(lines.pop(0).rstrip())
            if option is None:
                return False
            alt = option["alt"] or alt
        caption = "\n".join(lines).strip()
        if not self.text.is_harmless_image(path, alt) or "://" in path:
            return False
        if not caption:
            return True
        first = self._lookup.parse(caption, self._parser_env)[:1]
        is_paragraph = bool(first) and first[0].type == "paragraph_open"
        return directive == "figure" and is_paragraph and self._is_harmless_content(caption)
