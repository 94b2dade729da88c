"""Which Markdown a build has nothing to warn of, told without building it.

To read a document as Sphinx does takes ten times as long as to find its tokens. Most of what
stands in posts can't be wrong: paragraphs, lists, code that its lexer takes, links to files that
exist. A post of nothing else need not be read to be checked. Whatever is not known to be harmless
counts as doubtful, so that a mistake here costs time, and no warning.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sphinx_transcript.checking.plain_front_matter import is_plain_front_matter
from sphinx_transcript.checking.plain_text import LABEL, Rules, Surroundings, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

_PAIRS = (
    "paragraph bullet_list ordered_list list_item blockquote heading table thead tbody tr th td"
)
_HARMLESS = frozenset(f"{name}_{end}" for name in _PAIRS.split() for end in ("open", "close"))
# Of what has attributes at all: the extension attrs_block lets authors add more.
_ATTRIBUTES = {"ordered_list_open": {"start"}, "th_open": {"style"}, "td_open": {"style"}}
# docutils wants a transition to stand between two pieces of text.
_AROUND_RULES = ("paragraph", "bullet_list", "ordered_list", "blockquote", "table")
_BEFORE_RULES = frozenset(f"{name}_close" for name in _AROUND_RULES) | {"fence"}
_AFTER_RULES = frozenset(f"{name}_open" for name in _AROUND_RULES) | {"fence"}
_BOX = re.compile(
    r"\{(?P<name>attention|caution|danger|error|hint|important|note|seealso|tip|warning)\}"
)
_PICTURE = re.compile(r"\{(?P<name>figure|image)\} +(?P<path>[\w./-]+)")
_PICTURE_OPTION = re.compile(
    r":(?:alt: (?P<alt>\w[\w ,.;()/'-]*)|width: \d+(?:px|%)|align: (?:left|center|right))"
)


def plain_heading(
    tokens: Sequence[Token],
    noted: dict[str, Any],
    docname: str,
    rules: Rules,
    around: Surroundings,
    *,
    is_titled: bool,
) -> str | None:
    """Return the first heading of the post *docname*, '' for none, where all of it is harmless.

    None where it is not known to be. *noted* is what the parser noted of the document besides its
    *tokens*; *is_titled* tells whether front matter gives the title.
    """
    document = _Document(docname, rules, around, noted)
    if noted.get("duplicate_refs") or not document.is_plain(tokens, is_titled=is_titled):
        return None
    if document.footnotes != document.text.footnotes_named:
        return None
    if document.heading is None and not is_titled:
        return None
    return document.heading or ""


class _Document:
    """Judges one document."""

    def __init__(
        self, docname: str, rules: Rules, around: Surroundings, noted: dict[str, Any]
    ) -> None:
        self._rules = rules
        self._around = around
        self._noted = noted
        self.text = Text(docname, rules, around)
        self.heading: str | None = None
        self.footnotes: set[str] = set()

    def is_plain(
        self, tokens: Sequence[Token], *, is_titled: bool, is_nested: bool = False
    ) -> bool:
        """Tell whether all of *tokens*, those of the document or of a box in it, are harmless."""
        level = 0
        for at, token in enumerate(tokens):
            if token.type == "footnote_reference_open":
                if is_nested or not self._is_new_footnote(token):
                    return False
                continue
            if token.attrs.keys() - _ATTRIBUTES.get(token.type, set()) or token.meta:
                return False
            if token.type == "inline":
                if not self.text.is_plain(token.children or []):
                    return False
                if tokens[at - 1].type == "heading_open" and not self._is_heading(token):
                    return False
            elif token.type == "heading_open":
                new = int(token.tag[1])
                # A post with a title may begin at any level: its title is above that.
                is_step = new <= level + 1 or (is_titled and not level)
                if is_nested or token.level or not is_step:
                    return False
                level = new
            elif not self._is_plain_block(token, at, tokens, is_nested=is_nested):
                return False
        return True

    def _is_new_footnote(self, token: Token) -> bool:
        label = str(token.meta["label"])
        is_new = label not in self.footnotes
        self.footnotes.add(label)
        return is_new and not token.level and LABEL.fullmatch(label) is not None

    def _is_heading(self, token: Token) -> bool:
        words = "".join(part.content for part in token.children or [])
        if self.heading is None:
            self.heading = words
        return bool(words.strip())

    def _is_plain_block(
        self, token: Token, at: int, tokens: Sequence[Token], *, is_nested: bool
    ) -> bool:
        match token.type:
            case "front_matter":
                return at == 0 and not is_nested and is_plain_front_matter(token.content)
            case "fence":
                return self._is_plain_fence(token)
            case "colon_fence":
                return self._is_plain_directive(token)
            case "code_block":
                return not token.info
            case "html_block":
                return self._rules.has_raw_html
            case "hr":
                after = tokens[at + 1].type if at + 1 < len(tokens) else ""
                is_between = tokens[at - 1].type in _BEFORE_RULES and after in _AFTER_RULES
                return is_between and not token.level and not is_nested
        return token.type in _HARMLESS or token.type == "footnote_reference_close"

    def _is_plain_fence(self, token: Token) -> bool:
        name = (token.info.split() or [""])[0]
        if name.startswith("{"):
            return self._is_plain_directive(token)
        return name not in self._rules.directives and self._around.can_highlight(
            name or self._rules.language, token.content
        )

    def _is_plain_directive(self, token: Token) -> bool:
        info = token.info.strip()
        box = _BOX.fullmatch(info)
        if box:
            is_usual = self._around.is_usual(box["name"])
            return is_usual and self._is_plain_content(token.content)
        picture = _PICTURE.fullmatch(info)
        return (
            picture is not None
            and self._around.is_usual(picture["name"])
            and self._is_plain_picture(picture["name"], picture["path"], token.content)
        )

    def _is_plain_content(self, content: str) -> bool:
        # Options would stand on its first lines.
        if not content.strip() or content.lstrip().startswith((":", "---")):
            return False
        return self.is_plain(
            self._around.parse(content, self._noted), is_titled=True, is_nested=True
        )

    def _is_plain_picture(self, name: str, path: str, content: str) -> bool:
        lines = content.splitlines()
        words = ""
        while lines and lines[0].startswith(":"):
            option = _PICTURE_OPTION.fullmatch(lines.pop(0).rstrip())
            if option is None:
                return False
            words = option["alt"] or words
        caption = "\n".join(lines).strip()
        if not self.text.is_plain_image(path, words) or "://" in path:
            return False
        if not caption:
            return True
        first = self._around.parse(caption, self._noted)[:1]
        is_paragraph = bool(first) and first[0].type == "paragraph_open"
        return name == "figure" and is_paragraph and self._is_plain_content(caption)
