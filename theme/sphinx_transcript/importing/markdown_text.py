"""The Markdown of a post: its links and images, its excerpt, and what MyST reads otherwise."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from sphinx_transcript.importing.markdown_code import html_lines, masked, sub_outside

if TYPE_CHECKING:
    from collections.abc import Callable

Kind = Literal["link", "image"]
_DESTINATION = re.compile(
    r"\]\([ \t]*(?P<to><[^<>\n]*>|[^\s()<>\x00]+(?:\([^\s()]*\)[^\s()<>]*)*)"
    r"(?=[ \t\n]*(?:\"[^\"]*\"|'[^']*')?[ \t]*\))"
)
_DEFINITION = re.compile(r"^ {0,3}\[[^\]^\n][^\]\n]*\]:[ \t]*(?P<to><[^<>\n]*>|\S+)", re.MULTILINE)
_IMG = re.compile(r"<img\s(?P<attributes>[^<>]*?)/?>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_HREF = re.compile(
    r"<(?:a|source|video|audio)\s[^<>]*?(?:href|src)=[\"'](?P<to>[^\"']*)", re.IGNORECASE
)
_MORE = re.compile(
    r"[ \t]*<!--[ \t]*"
    r"(?:more|(?:TEASER_END|END_TEASER|END_SUMMARY|PELICAN_END_SUMMARY)(?::.*?)?)[ \t]*-->[ \t]*",
    re.IGNORECASE,
)
_MYST = re.compile(
    r"^(?P<mark>%|\+\+\+|\([^()\n]+\)=[ \t]*$)|(?P<role>\{[\w:+-]+\})(?=`|\x00)", re.MULTILINE
)
_PLAIN = re.compile(r"[^\s()<>\\]*")


def rewrite_links(
    text: str,
    new_target: Callable[[Kind, str, int], str],
) -> str:
    """Return *text* with what *new_target* makes of the target of each link and image.

    It takes what it is, the target, and the index of its line. HTML is left as it is, but an image
    with nothing but an address and words for it becomes one of Markdown.
    """
    text = _images_of_html(text)
    hidden = masked(text)

    def replace(match: re.Match[str]) -> str:
        start, end = match.span("to")
        kind: Kind = "image" if _is_image(hidden, match.start()) else "link"
        old = text[start:end]
        bare = old[1:-1] if old.startswith("<") else old
        new = new_target(kind, bare, text.count("\n", 0, start))
        written = old if new == bare else new if _PLAIN.fullmatch(new) else f"<{new}>"
        return text[match.start() : start] + written + text[end : match.end()]

    # Both are matched on one text: what one changes would move what the other finds.
    either = re.compile(
        f"{_DESTINATION.pattern}|{_DEFINITION.pattern.replace('<to>', '<at>')}", re.MULTILINE
    )

    def which(match: re.Match[str]) -> str:
        single = _DESTINATION if match["to"] is not None else _DEFINITION
        found = single.match(hidden, match.start())
        return replace(found) if found else text[match.start() : match.end()]

    return sub_outside(either, which, text)


def html_targets(text: str) -> list[tuple[str, int]]:
    """Return what links and images written in HTML lead to, with their offsets in *text*."""
    found = []
    hidden = masked(text)
    for match in _HREF.finditer(hidden):
        found.append((match["to"], match.start()))
    for match in _IMG.finditer(hidden):
        attributes = _attributes(match["attributes"])
        if attributes.get("src"):
            found.append((attributes["src"], match.start()))
    return sorted(found, key=lambda each: each[1])


def mark_excerpt(text: str, say: Callable[[int, str], None]) -> list[str]:
    """Return the lines of *text* with the comment that ends the excerpt as excerpt.py looks for it.

    Each stands for one of *text*, whatever it holds.
    """
    lines = text.split("\n")
    first = next((at for at, line in enumerate(lines) if line.strip()), 0)
    seen_heading = False
    for at, line in enumerate(masked(text, comments=False).split("\n")):
        # The heading that the text begins with is the title of the post.
        seen_heading |= at > first and bool(re.match(r" {0,3}#{1,6}\s", line))
        match = _MORE.search(line)
        if match is None:
            continue
        if line[: match.start()].strip() and line[match.end() :].strip():
            say(at, "the end of the excerpt stands within a paragraph, where it has no effect here")
        elif seen_heading:
            say(at, "the end of the excerpt stands below a heading, where it has no effect here")
        else:
            before, after = lines[at][: match.start()].rstrip(), lines[at][match.end() :]
            gap = "\n\n" if before else ""
            # HTML goes on to the next blank line, unless the comment ends its line.
            lines[at] = f"{before}{gap}<!-- more -->" + (f"\n\n{after}" if after.strip() else "")
        break
    return lines


def escape_myst(text: str) -> str:
    """Return *text* with backslashes where MyST has a meaning that Markdown has not."""

    def escape(match: re.Match[str]) -> str:
        start, end = match.span()
        return f"\\{text[start:end]}"

    return sub_outside(_MYST, escape, text)


def _images_of_html(text: str) -> str:
    in_html = html_lines(text)

    def convert(match: re.Match[str]) -> str:
        given = text[match.start() : match.end()]
        attributes = _attributes(match["attributes"])
        line = text.count("\n", 0, match.start())
        alone = text.split("\n")[line].strip() == given
        alt = attributes.get("alt", "")
        if (
            set(attributes) - {"src", "alt"}
            or "src" not in attributes
            or set("[]\\<>&*_`") & set(alt)
        ):
            return given
        around = {line - 1, line + 1} & in_html
        if line in in_html and (not alone or around):
            return given
        source = attributes["src"]
        return f"![{alt}]({source if _PLAIN.fullmatch(source) else f'<{source}>'})"

    return sub_outside(_IMG, convert, text)


def _attributes(text: str) -> dict[str, str]:
    return {name.lower(): one or other for name, one, other in _ATTRIBUTE.findall(text)}


def _is_image(text: str, closing: int) -> bool:
    """Tell whether the bracket that closes at *closing* is the words for an image."""
    depth = 0
    for at in range(closing, -1, -1):
        if text[at] == "]":
            depth += 1
        elif text[at] == "[":
            depth -= 1
            if depth == 0:
                return text[at - 1 : at] == "!"
    return False
