"""Converts ABlog's additions to a document: the directives post and update."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_transcript.importers.markup import markdown_code, rst_text

if TYPE_CHECKING:
    from sphinx_transcript.importers.source_blog import SourcePost

_RST_POST = re.compile(r"^\.\. post::[ \t]*(?P<date>[^\n]*)$", re.MULTILINE)
_MYST_POST = re.compile(
    r"^(?P<fence>`{3,}|:{3,})\{post\}[ \t]*(?P<date>[^\n]*)\n"
    r"(?P<inside>(?:.*\n)*?)(?P=fence)[ \t]*$",
    re.MULTILINE,
)
_OPTION = re.compile(r"[ \t]*:(?P<name>[\w-]+):[ \t]*(?P<value>.*)")
_UPDATE = re.compile(
    r"^(?P<before>[ \t]*\.\. |[`:]{3,}\{)update(?P<after>::|\})[ \t]*(?P<date>[^\n]*)$",
    re.MULTILINE,
)
_RST_IMAGE = re.compile(r"^[ \t]*\.\. (?:image|figure)::[ \t]+(\S+)", re.MULTILINE)
_MYST_IMAGE = re.compile(
    r"!\[[^\]]*\]\(<?([^)\s>]+)|^[`:]{3,}\{(?:image|figure)\}[ \t]+(\S+)", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class PostDirective:
    """The directive post of a document."""

    date: str
    options: dict[str, str]
    option_lines: dict[str, int]
    """The line of each option, from 1."""
    line: int
    second_line: int
    """The line of a second directive post in the document; 0 if there is none."""
    removed_lines: frozenset[int]
    """The lines, from 0, that the directive was on and that are empty now."""


def take_post_directive(text: str, *, is_rst: bool) -> tuple[str, PostDirective] | None:
    """Return *text* without its directive post, and the directive; None if it has none.

    The content of the directive is the excerpt. It stays in its place, followed by the comment
    that ends the excerpt. All other lines keep their numbers, except below an excerpt.
    """
    return _take_rst_directive(text) if is_rst else _take_myst_directive(text)


def convert_update_directives(post: SourcePost) -> tuple[str, list[tuple[str, int]]]:
    """Return the body of *post* with an admonition for each update, and the dates and lines."""
    mask_code = rst_text.mask_code if post.is_rst else markdown_code.mask_code
    updates = [
        (match["date"].strip(), post.line_at_offset(match.start()))
        for match in _UPDATE.finditer(mask_code(post.body))
    ]

    def admonition(match: re.Match[str]) -> str:
        title = f"Updated on {match['date'].strip()}"
        return f"{match['before']}admonition{match['after']} {title}"

    return _UPDATE.sub(admonition, post.body) if updates else post.body, updates


def nth_image(post: SourcePost, number: int) -> str:
    """Return the target of the image *number*, from 1, in *post*; '' if there is none."""
    pattern = _RST_IMAGE if post.is_rst else _MYST_IMAGE
    targets = [next(filter(None, match.groups())) for match in pattern.finditer(post.body)]
    return targets[number - 1] if 0 < number <= len(targets) else ""


def _take_rst_directive(text: str) -> tuple[str, PostDirective] | None:
    matches = list(_RST_POST.finditer(rst_text.mask_code(text)))
    if not matches:
        return None
    lines = text.split("\n")
    first = text.count("\n", 0, matches[0].start())
    end = first + 1
    while end < len(lines) and (not lines[end].strip() or lines[end][:1] in {" ", "\t"}):
        end += 1
    options, option_lines, content = _split_content(lines[first + 1 : end], first + 2, is_rst=True)
    content = _dedent(content)
    has_excerpt = any(line.strip() for line in content)
    is_kept = has_excerpt and "exclude" not in options
    if is_kept:
        excerpt = "\n".join(content).strip("\n").split("\n")
        lines[first:end] = ["", *excerpt, "", ".. more", ""]
    else:
        lines[first:end] = [""] * (end - first)
    if has_excerpt and not is_kept:
        options.setdefault("description", " ".join(" ".join(content).split()))
        option_lines.setdefault("description", first + 1)
    directive = PostDirective(
        matches[0]["date"].strip(),
        options,
        option_lines,
        first + 1,
        _second_line(text, matches),
        frozenset() if is_kept else frozenset(range(first, end)),
    )
    return "\n".join(lines), directive


def _take_myst_directive(text: str) -> tuple[str, PostDirective] | None:
    matches = list(_MYST_POST.finditer(text))
    if not matches:
        return None
    match = matches[0]
    first = text.count("\n", 0, match.start())
    options, option_lines, content = _split_content(
        match["inside"].split("\n"), first + 2, is_rst=False
    )
    excerpt = "\n".join(content).strip("\n")
    is_kept = bool(excerpt) and "exclude" not in options
    if excerpt and not is_kept:
        options.setdefault("description", " ".join(excerpt.split()))
        option_lines.setdefault("description", first + 1)
    line_feeds = match[0].count("\n")
    replacement = f"{excerpt}\n\n<!-- more -->" if is_kept else "\n" * line_feeds
    directive = PostDirective(
        match["date"].strip(),
        options,
        option_lines,
        first + 1,
        _second_line(text, matches),
        frozenset() if is_kept else frozenset(range(first, first + line_feeds + 1)),
    )
    return text[: match.start()] + replacement + text[match.end() :], directive


def _split_content(
    lines: list[str], first_line: int, *, is_rst: bool
) -> tuple[dict[str, str], dict[str, int], list[str]]:
    """Return the options of a directive, their line numbers, and the other lines.

    *first_line* is the line number of the first of *lines*.
    """
    options: dict[str, str] = {}
    option_lines: dict[str, int] = {}
    content: list[str] = []
    for number, line in enumerate(lines, start=first_line):
        # In reStructuredText, a blank line ends the options.
        is_above_content = not content if is_rst else not any(content)
        match = _OPTION.fullmatch(line) if is_above_content else None
        if match:
            options[match["name"]] = match["value"].strip()
            option_lines[match["name"]] = number
        elif is_rst or line.strip() != "---":
            content.append(line)
    return options, option_lines, content


def _second_line(text: str, matches: list[re.Match[str]]) -> int:
    return text.count("\n", 0, matches[1].start()) + 1 if len(matches) > 1 else 0


def _dedent(lines: list[str]) -> list[str]:
    indents = [len(line) - len(line.lstrip()) for line in lines if line.strip()]
    return [line[min(indents, default=0) :] for line in lines]
