"""Converts the Markdown of a post: its links, images and excerpt, and syntax special to MyST."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from sphinx_transcript.importers.markup.markdown_code import (
    html_lines,
    mask_code,
    sub_outside_code,
)

if TYPE_CHECKING:
    from collections.abc import Callable

LinkKind = Literal["link", "image"]
_DESTINATION = re.compile(
    r"\]\([ \t]*(?P<to><[^<>\n]*>|[^\s()<>\x00]+(?:\([^\s()]*\)[^\s()<>]*)*)"
    r"(?=[ \t\n]*(?:\"[^\"]*\"|'[^']*')?[ \t]*\))"
)
_DEFINITION = re.compile(r"^ {0,3}\[[^\]^\n][^\]\n]*\]:[ \t]*(?P<to><[^<>\n]*>|\S+)", re.MULTILINE)
_HTML_IMAGE = re.compile(r"<img\s(?P<attributes>[^<>]*?)/?>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_HTML_LINK = re.compile(
    r"<(?:a|source|video|audio)\s[^<>]*?(?:href|src)=[\"'](?P<to>[^\"']*)", re.IGNORECASE
)
_EXCERPT_END = re.compile(
    r"[ \t]*<!--[ \t]*"
    r"(?:more|(?:TEASER_END|END_TEASER|END_SUMMARY|PELICAN_END_SUMMARY)(?::.*?)?)[ \t]*-->[ \t]*",
    re.IGNORECASE,
)
_MYST_SYNTAX = re.compile(
    r"^(?P<mark>%|\+\+\+|\([^()\n]+\)=[ \t]*$)|(?P<role>\{[\w:+-]+\})(?=`|\x00)", re.MULTILINE
)
_UNBRACKETED = re.compile(r"[^\s()<>\\]*")


def rewrite_links(
    text: str,
    new_target: Callable[[LinkKind, str, int], str],
) -> str:
    """Return *text* with the target of each link and image replaced by *new_target*.

    It is called with the kind, the target and the index of the line. HTML is not changed, except
    for images with only a source and an alternative text: they are converted to Markdown.
    """
    text = _convert_html_images(text)
    masked = mask_code(text)

    def replace(match: re.Match[str]) -> str:
        start, end = match.span("to")
        kind: LinkKind = "image" if _is_image(masked, match.start()) else "link"
        written = text[start:end]
        old = written[1:-1] if written.startswith("<") else written
        new = new_target(kind, old, text.count("\n", 0, start))
        if new != old:
            written = _destination(new)
        return text[match.start() : start] + written + text[end : match.end()]

    # Both are matched in one pass: a change by one would move the matches of the other.
    either = re.compile(
        f"{_DESTINATION.pattern}|{_DEFINITION.pattern.replace('<to>', '<at>')}", re.MULTILINE
    )

    def replace_either(match: re.Match[str]) -> str:
        pattern = _DESTINATION if match["to"] is not None else _DEFINITION
        single = pattern.match(masked, match.start())
        return replace(single) if single else text[match.start() : match.end()]

    return sub_outside_code(either, replace_either, text)


def html_targets(text: str) -> list[tuple[str, int]]:
    """Return the targets of links and images in HTML, with their offsets in *text*."""
    targets = []
    masked = mask_code(text)
    for match in _HTML_LINK.finditer(masked):
        targets.append((match["to"], match.start()))
    for match in _HTML_IMAGE.finditer(masked):
        attributes = _attributes(match["attributes"])
        if attributes.get("src"):
            targets.append((attributes["src"], match.start()))
    return sorted(targets, key=lambda each: each[1])


def mark_excerpt(text: str, add_note: Callable[[int, str], None]) -> list[str]:
    """Return the lines of *text* with the comment `more` at the end of the excerpt.

    There is one item for each line of *text*; an item may have several lines itself.
    """
    lines = text.split("\n")
    first = next((at for at, line in enumerate(lines) if line.strip()), 0)
    seen_heading = False
    for at, line in enumerate(mask_code(text, comments=False).split("\n")):
        # A heading on the first line is the title of the post.
        seen_heading |= at > first and bool(re.match(r" {0,3}#{1,6}\s", line))
        match = _EXCERPT_END.search(line)
        if match is None:
            continue
        if line[: match.start()].strip() and line[match.end() :].strip():
            add_note(
                at, "the end of the excerpt stands within a paragraph, where it has no effect here"
            )
        elif seen_heading:
            add_note(
                at, "the end of the excerpt stands below a heading, where it has no effect here"
            )
        else:
            before, after = lines[at][: match.start()].rstrip(), lines[at][match.end() :]
            gap = "\n\n" if before else ""
            # An HTML block ends at a blank line, unless the comment ends its line.
            lines[at] = f"{before}{gap}<!-- more -->" + (f"\n\n{after}" if after.strip() else "")
        break
    return lines


def escape_myst(text: str) -> str:
    """Return *text* with syntax escaped that has a meaning in MyST, but not in Markdown."""

    def escape(match: re.Match[str]) -> str:
        start, end = match.span()
        return f"\\{text[start:end]}"

    return sub_outside_code(_MYST_SYNTAX, escape, text)


def _convert_html_images(text: str) -> str:
    """Return *text* with a Markdown image for each HTML image with no attributes but src and alt.

    In an HTML block, an image is only converted if it is alone on its line, and the block.
    """
    in_html = html_lines(text)

    def convert(match: re.Match[str]) -> str:
        tag = text[match.start() : match.end()]
        attributes = _attributes(match["attributes"])
        line = text.count("\n", 0, match.start())
        is_alone = text.split("\n")[line].strip() == tag
        alt = attributes.get("alt", "")
        if (
            set(attributes) - {"src", "alt"}
            or "src" not in attributes
            or set("[]\\<>&*_`") & set(alt)
        ):
            return tag
        neighbours_in_html = {line - 1, line + 1} & in_html
        if line in in_html and (not is_alone or neighbours_in_html):
            return tag
        return f"![{alt}]({_destination(attributes['src'])})"

    return sub_outside_code(_HTML_IMAGE, convert, text)


def _destination(link: str) -> str:
    """Return *link* as a link destination, in angle brackets if it needs them."""
    return link if _UNBRACKETED.fullmatch(link) else f"<{link}>"


def _attributes(text: str) -> dict[str, str]:
    return {name.lower(): double or single for name, double, single in _ATTRIBUTE.findall(text)}


def _is_image(text: str, closing: int) -> bool:
    """Tell whether the bracket that closes at *closing* is the alternative text of an image."""
    depth = 0
    for at in range(closing, -1, -1):
        if text[at] == "]":
            depth += 1
        elif text[at] == "[":
            depth -= 1
            if depth == 0:
                return text[at - 1 : at] == "!"
    return False
