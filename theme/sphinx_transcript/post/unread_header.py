"""Finds front matter that a build can't read: in another system's format, or spoiled.

MyST and docutils take it for text, so that a draft would be published with its keys in the page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sphinx_transcript.post.field import FrontMatterError, UnreadHeaderError
from sphinx_transcript.post.front_matter_keys import KEYS
from sphinx_transcript.post.publication_keys import is_publication_key, says_not_public
from sphinx_transcript.post.visible_lines import WIDTH, VisibleLines
from sphinx_transcript.support.lazy_patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

_SEARCHED_LINES = 60
"""Front matter stands at the top; what is further down is text."""
# Keys of other systems that stand in front matter beside ours.
_OTHER_KEYS = frozenset(
    {
        *("layout", "slug", "permalink", "lang", "summary", "subtitle", "keywords", "type", "url"),
        *("modified", "lastmod", "comments", "toc", "thumbnail", "cover", "excerpt", "template"),
        *("weight", "tag", "categories", "link", "nocomments"),
    }
)
# Two or more of a punctuation character, and a word such as yaml behind it.
_FENCE = lazy_pattern(r"(?P<mark>([-+;=~*_.%#\u2010-\u2015\u2212\u2500\u2501\uff0d])(?:\s*\2)+)\W*"
                    r"(?P<word>[\w ]{0,20})\W*")  # fmt: skip
_DASHES = lazy_pattern(r"[-\u2010-\u2015\u2212\u2500\u2501\uff0d]+")
_FORMAT_WORDS = frozenset({"yaml", "yml", "toml", "json", "json5", "js", "javascript", "coffee"})
_JSON = lazy_pattern(r"\{\s*(?:$|[\"'}]|[A-Za-z_]\w*\s*:(?:\s|[\"'\[{]|$))")
_CODE_FENCE = lazy_pattern(r"(?:`{3,}|~{3,})\s*(?P<word>[\w-]*)\s*$")
_CODE_WORDS = _FORMAT_WORDS | {"", "markdown", "md", "text", "frontmatter", "front-matter"}
_KEY_LINE = lazy_pattern(
    r"""\s*(?:[>*+|-]\s+|\.\.\s+|\#\+|%\s*|//\s*|@def\s+|:|\{)?   # the markup of a header's line
    ["'*_`]*(?P<key>[A-Za-z_][\w.-]*(?:[ ][\w-]+)?)["'*_`]*
    \s*[:=|]:?["'*_`]*\s*["'*_`]*
    (?P<value>.*?)[\s"'*_`,;}|]*$""",
    re.VERBOSE,
)
_PLAIN_HEADING = re.compile(r"#{1,6} (?=[A-Za-z])")
# The first three words of a line are no key, and behind other signs there may be another one.
_PROSE = re.compile(r"(?:[A-Za-z]+ [\w']+ \w[^;<>{\"]*+|[A-Za-z][^;<>{\":=|]*+)")
_ORG_LINE = lazy_pattern(r"#\+[A-Za-z_]+:")
_HEADING = lazy_pattern(r"#{1,6}(?:\s|$)")
_ADORNMENT = lazy_pattern(r"([!-/:-@\[-`{-~])\1*$")
_EXPLICIT_MARKUP = lazy_pattern(r"\.\. (?:[\w:+.-]+::|_|\[|\|)")
"""A directive, a target, a footnote or a substitution: all that begins so and is no comment."""


class _KeyLine(NamedTuple):
    key: str
    value: str

    @property
    def is_known(self) -> bool:
        return self.key in KEYS or self.key in _OTHER_KEYS or is_publication_key(self.key)

    @property
    def hides(self) -> bool:
        is_own_draft = self.key in {"draft", "unlisted"} and not self.value
        return is_own_draft or says_not_public(self.key, self.value)


def reject_unread_header(lines: Sequence[str], start: int, *, is_rst: bool) -> None:
    """Raise UnreadHeaderError where the text from the index *start* begins like front matter.

    *start* is the index of the first line below the front matter that was read, or 0.
    """
    scan = _Scan(lines[start : start + _SEARCHED_LINES], is_rst=is_rst, is_body=start > 0)
    found = scan.find()
    if found is not None:
        at, what = found
        if not what:
            raise UnreadHeaderError("front matter has to begin on the first line", start + at + 1)
        accepted = "a field list" if is_rst else "YAML between lines of '---', from the first line"
        where = ", below the front matter that was read" if start else ""
        raise UnreadHeaderError(
            f"{what} looks like front matter{where}, and can't be read; it is {accepted} here",
            start + at + 1,
        )


def _begins_with_prose(lines: Sequence[str], start: int) -> bool:
    """Tell whether below blank lines and headings, from the index *start*, plain prose begins.

    `_Scan` finds no header there: none of the lines up to the next blank one can have a key.
    """
    is_prose = False
    for line in lines[start : start + _SEARCHED_LINES]:
        if not line:
            if is_prose:
                return True
        elif is_prose or not _PLAIN_HEADING.match(line):
            if not (line.isascii() and _PROSE.fullmatch(line)):
                return False
            is_prose = True
    return is_prose


class _Scan:
    """Reads the first lines of a text, up to the first that can be no part of a header."""

    def __init__(self, lines: Sequence[str], *, is_rst: bool, is_body: bool) -> None:
        self._given = lines
        self._lines = VisibleLines(lines)
        self._is_rst, self._is_body = is_rst, is_body

    def find(self) -> tuple[int, str] | None:
        """Return the index of the first line of a header, and what it is; '' for YAML."""
        at, is_below_heading = 0, False
        while at < len(self._lines):
            line = self._lines[at]
            if not line:
                at += 1
            elif found := self._fenced(at):
                return found
            elif (end := self._comment_end(at)) is not None:
                is_comment = not (self._is_rst and _EXPLICIT_MARKUP.match(line))
                if is_comment and self._is_header(at, end, limit=2):
                    return at, "this comment"
                at = end
            elif (end := self._heading_end(at)) is not None:
                at, is_below_heading = end, True
            else:
                return self._bare(at, is_below_heading=is_below_heading)
        return None

    def _fenced(self, at: int) -> tuple[int, str] | None:
        """Return the header between fences, or in JSON, that opens on the line *at*."""
        line = self._lines[at]
        if not self._is_body and _JSON.match(line) and not self._is_rst:
            return (at, f"{line[:20]!r}, as in JSON,") if not self._is_notebook() else None
        code = None if self._is_rst or self._is_body else _CODE_FENCE.match(line)
        if code and code["word"].casefold() in _CODE_WORDS:
            end = self._next_blank_or_fence(at + 1, stops_at_blank=False)
            first = self._lines[at + 1] if at + 1 < len(self._lines) else ""
            limit = 1 if _FENCE.fullmatch(first) else 2
            return (at, f"{line!r}") if self._is_header(at + 1, end + 1, limit=limit) else None
        fence = _FENCE.fullmatch(line)
        if fence is None or (
            self._is_rst and (self._is_overline(at) or _EXPLICIT_MARKUP.match(line))
        ):
            return None
        mark, word = fence["mark"].replace(" ", ""), fence["word"].strip().casefold()
        is_format = word in _FORMAT_WORDS and (_DASHES.fullmatch(mark) or mark[0] in "+;")
        if is_format or (mark[:3] in {"+++", ";;;"} and not word and not self._is_body):
            return at, f"{line[:20]!r}"
        end = self._next_blank_or_fence(at + 1, stops_at_blank=False)
        inside = self._lines[at + 1 : end]
        first = next((each for each in inside if each[:1] not in {"", "#"}), "")
        if _key_line(first) is None or not self._is_header(at + 1, end, limit=1):
            return None
        if (
            mark.startswith("---")
            and mark == self._given[at].rstrip(" \t")
            and not (self._is_body or self._is_rst)
        ):
            return at, ""
        return at, f"{line[:20]!r}"

    def _comment_end(self, at: int) -> int | None:
        """Return the index below the comment that begins on the line *at*; None if none does."""
        line = self._lines[at]
        if self._is_rst:
            if line != ".." and not line.startswith(".. "):
                return None
            end = at + 1
            # A blank line ends a comment only where the line below it is not indented.
            while end < len(self._given) and (
                self._given[end][:1].isspace()
                or not self._given[end].strip()
                or self._lines[end].startswith(".. ")
            ):
                end += 1
            return end
        if line.startswith("<!--"):
            return next(
                (end + 1 for end, each in enumerate(self._lines[at:], at) if "-->" in each),
                len(self._lines),
            )
        if line.startswith("%"):
            return next(
                (end for end, each in enumerate(self._lines[at:], at) if each[:1] != "%"),
                len(self._lines),
            )
        return at + 1 if re.match(r"\{[%#].*[%#]\}$|\{\{/\*.*\*/\}\}$|#!", line) else None

    def _heading_end(self, at: int) -> int | None:
        """Return the index below the title or label on the line *at*; None if there is none."""
        line = self._lines[at]
        if not self._is_rst:
            return at + 1 if _HEADING.match(line) or re.match(r"\([\w-]+\)=$", line) else None
        if self._is_overline(at):
            return at + 3
        below = self._lines[at + 1] if at + 1 < len(self._lines) else ""
        is_title = _ADORNMENT.match(below) and len(below) >= min(len(line), 4)
        return at + 2 if is_title else at + 1 if _ADORNMENT.match(line) else None

    def _bare(self, at: int, *, is_below_heading: bool) -> tuple[int, str] | None:
        """Return the header without fences that begins on the line *at*."""
        end = self._next_blank_or_fence(at, stops_at_blank=True)
        is_plain = not (is_below_heading or self._is_body)
        if _ORG_LINE.match(self._lines[at]) or self._is_header(at, end, limit=2 if is_plain else 0):
            return at, f"{self._lines[at][:40]!r}"
        return None

    def _is_header(self, start: int, end: int, *, limit: int) -> bool:
        """Tell whether a line hides the post, or at least *limit* lines have a known key.

        A *limit* of 0 stands for no limit.
        """
        found = [
            key_line
            for line in self._lines[start:end]
            for part in re.split(r"<!--+|--+>|\{(?=\s*\")|,\s*(?=\")|;\s+", line)
            if (key_line := _key_line(part.strip()))
        ]
        known = sum(line.is_known for line in found)
        return any(line.hides for line in found) or bool(limit and known >= limit)

    def _is_overline(self, at: int) -> bool:
        """Tell whether a title of reStructuredText with an overline begins on the line *at*."""
        over, title, under = (*self._lines[at : at + 3], "", "", "")[:3]
        is_pair = bool(_ADORNMENT.match(over)) and over == under
        return is_pair and bool(title) and len(over) >= min(len(title), 4)

    def _next_blank_or_fence(self, at: int, *, stops_at_blank: bool) -> int:
        for end, line in enumerate(self._lines[at:], at):
            is_fence = bool(line) and (
                _FENCE.fullmatch(line) or _CODE_FENCE.match(line) or line == "..."
            )
            if (is_fence and end > at) or (stops_at_blank and not line):
                return end
        return len(self._lines)

    def _is_notebook(self) -> bool:
        return any('"cells"' in line or '"nbformat"' in line for line in self._lines)


def _key_line(line: str) -> _KeyLine | None:
    match = _KEY_LINE.match(line)
    return _KeyLine(match["key"].casefold(), match["value"].strip()) if match else None


def hides_post(lines: Sequence[str]) -> bool:
    """Return whether one of *lines* is a key with a value that keeps a post from being public."""
    found = (_key_line(line[:WIDTH]) for line in lines)
    return any(line is not None and line.hides for line in found)


def reject_hidden_lines(lines: Sequence[str], start: int, end: int) -> None:
    """Raise FrontMatterError if a line from the index *start* to *end* hides the post.

    These are lines of a value that began above them: an open quotation mark or an indentation
    makes a key part of it.
    """
    for at in range(start, min(end, len(lines))):
        found = _key_line(lines[at][:WIDTH])
        if found is not None and found.value and found.hides:
            shown = lines[at].strip()[:40]
            raise FrontMatterError(f"{shown!r} is read as a part of the value above it", at + 1)
