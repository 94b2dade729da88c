"""What ABlog adds to the markup of a document: the directives post and update, and its labels."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from sphinx_transcript.importing import rst_text
from sphinx_transcript.importing.link_targets import FILE
from sphinx_transcript.importing.markdown_code import masked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_transcript.importing.records import SourcePost

_RST = re.compile(r"^\.\. post::[ \t]*(?P<date>[^\n]*)$", re.MULTILINE)
_FENCE = re.compile(
    r"^(?P<fence>`{3,}|:{3,})\{post\}[ \t]*(?P<date>[^\n]*)\n"
    r"(?P<inside>(?:.*\n)*?)(?P=fence)[ \t]*$",
    re.MULTILINE,
)
_OPTION = re.compile(r"[ \t]*:(?P<name>[\w-]+):[ \t]*(?P<value>.*)")
_UPDATE = re.compile(
    r"^(?P<before>[ \t]*\.\. |[`:]{3,}\{)update(?P<after>::|\})[ \t]*(?P<date>[^\n]*)$",
    re.MULTILINE,
)
_ROLE = re.compile(
    r"(?P<role>:(?:ref):|\{(?:ref|doc)\})`(?:(?P<words>[^`<>]*?)\s*<(?P<to>[^`<>]+)>|(?P<bare>[^`<>]+))`"
)
_IMAGE = {
    True: re.compile(r"^[ \t]*\.\. (?:image|figure)::[ \t]+(\S+)", re.MULTILINE),
    False: re.compile(
        r"!\[[^\]]*\]\(<?([^)\s>]+)|^[`:]{3,}\{(?:image|figure)\}[ \t]+(\S+)", re.MULTILINE
    ),
}


@dataclass(frozen=True, slots=True)
class Directive:
    """The directive post of a document."""

    date: str
    options: dict[str, str]
    lines: dict[str, int]
    """The lines of the options."""
    line: int
    others: int = 0
    """The line of another one in the document; 0 without one."""
    emptied: frozenset[int] = frozenset()
    """The lines, from 0, that it stood on and are empty now."""


def take_post_directive(text: str, *, is_rst: bool) -> tuple[str, Directive] | None:
    """Return *text* without its directive post, and that; None where it has none.

    What stands in the directive is the excerpt: it stays where it is, with the comment that ends
    it. No line moves but below such an excerpt.
    """
    return _take_rst(text) if is_rst else _take_fence(text)


def convert_updates(post: SourcePost) -> tuple[str, list[tuple[str, int]]]:
    """Return the body of *post* with a box of that title for each update, and their dates."""
    pattern = rst_text.masked(post.body) if post.is_rst else masked(post.body)
    found = [
        (match["date"].strip(), post.line_at(match.start())) for match in _UPDATE.finditer(pattern)
    ]

    def box(match: re.Match[str]) -> str:
        return f"{match['before']}admonition{match['after']} Updated on {match['date'].strip()}"

    return _UPDATE.sub(box, post.body) if found else post.body, found


def nth_image(post: SourcePost, number: int) -> str:
    """Return the target of the image of that *number*, from 1, in *post*; '' without one."""
    found = [
        next(filter(None, match.groups())) for match in _IMAGE[post.is_rst].finditer(post.body)
    ]
    return found[number - 1] if 0 < number <= len(found) else ""


def link_labels(post: SourcePost, posts: Iterable[SourcePost], root: str) -> str:
    """Return the body of *post* with links for the labels that ABlog gives to posts.

    Such a label is the name of the post's file or folder.
    """
    labels = {
        (each.path.parent.name if each.path.stem == "index" else each.path.stem): each
        for each in posts
    }
    paths = {each.path.relative_to(root).with_suffix("").as_posix(): each for each in posts}

    def link(match: re.Match[str]) -> str:
        target = match["to"] or match["bare"]
        words = " ".join((match["words"] or "").split())
        if "doc" in match["role"]:
            beside = posixpath.normpath(post.path.parent.relative_to(root) / target)
            other = paths.get(target.strip("/")) or paths.get(beside)
        else:
            other = None if _defines(posts, target) else labels.get(target)
        if other is None:
            return match[0]
        if post.is_rst:
            name = "/" + other.path.relative_to(root).with_suffix("").as_posix()
            return f":doc:`{words} <{name}>`" if words else f":doc:`{name}`"
        return f"[{words}]({FILE}{quote(other.path.as_posix())})"

    # Not only outside of code: to Markdown what a role says looks like code.
    return _ROLE.sub(link, post.body)


def _defines(posts: Iterable[SourcePost], label: str) -> bool:
    sign = re.compile(
        rf"^(?:\.\. _{re.escape(label)}:|\({re.escape(label)}\)=)[ \t]*$", re.MULTILINE
    )
    return any(sign.search(each.body) for each in posts)


def _take_rst(text: str) -> tuple[str, Directive] | None:
    matches = list(_RST.finditer(rst_text.masked(text)))
    if not matches:
        return None
    lines = text.split("\n")
    at = text.count("\n", 0, matches[0].start())
    end = at + 1
    while end < len(lines) and (not lines[end].strip() or lines[end][:1] in {" ", "\t"}):
        end += 1
    inside = lines[at + 1 : end]
    given, options, places = matches[0]["date"].strip(), {}, {}
    content: list[str] = []
    for index, line in enumerate(inside):
        # A blank line ends the options.
        match = _OPTION.fullmatch(line) if not content else None
        if match:
            options[match["name"]] = match["value"].strip()
            places[match["name"]] = at + 2 + index
        else:
            content.append(line)
    body = _dedented(content)
    is_excerpt = any(line.strip() for line in body)
    keeps = is_excerpt and "exclude" not in options
    blank = [""] * (end - at)
    if keeps:
        stripped = "\n".join(body).strip("\n").split("\n")
        blank = ["", *stripped, "", ".. more", ""]
    others = text.count("\n", 0, matches[1].start()) + 1 if len(matches) > 1 else 0
    if is_excerpt and not keeps:
        options.setdefault("description", " ".join(" ".join(body).split()))
        places.setdefault("description", at + 1)
    lines[at:end] = blank
    emptied = frozenset() if keeps else frozenset(range(at, end))
    return "\n".join(lines), Directive(given, options, places, at + 1, others, emptied)


def _take_fence(text: str) -> tuple[str, Directive] | None:
    matches = list(_FENCE.finditer(text))
    if not matches:
        return None
    first = matches[0]
    at = text.count("\n", 0, first.start())
    options, places = {}, {}
    content: list[str] = []
    for index, line in enumerate(first["inside"].split("\n")):
        match = _OPTION.fullmatch(line) if not any(content) else None
        if match:
            options[match["name"]] = match["value"].strip()
            places[match["name"]] = at + 2 + index
        elif line.strip() != "---":
            content.append(line)
    excerpt = "\n".join(content).strip("\n")
    keeps = bool(excerpt) and "exclude" not in options
    if excerpt and not keeps:
        options.setdefault("description", " ".join(excerpt.split()))
        places.setdefault("description", at + 1)
    new = f"{excerpt}\n\n<!-- more -->" if keeps else "\n" * first[0].count("\n")
    others = text.count("\n", 0, matches[1].start()) + 1 if len(matches) > 1 else 0
    emptied = frozenset() if keeps else frozenset(range(at, at + first[0].count("\n") + 1))
    directive = Directive(first["date"].strip(), options, places, at + 1, others, emptied)
    return text[: first.start()] + new + text[first.end() :], directive


def _dedented(lines: list[str]) -> list[str]:
    indents = [len(line) - len(line.lstrip()) for line in lines if line.strip()]
    return [line[min(indents, default=0) :] for line in lines]
