"""Posts with many tags and links: three tags of about twenty posts each, and few different words.

A text of few words costs the search index of Sphinx less, and tags and links cost a blog more.
"""

from __future__ import annotations

from benchmarks.corpora import prose
from benchmarks.corpora.blocks import CONFIGURATION, CONSOLE, PYTHON
from benchmarks.corpora.words import FORMS
from benchmarks.corpora.writer import (
    Post,
    Writer,
    count_words,
    markdown_post,
    metadata,
    title_and_file,
)

_VOCABULARY = 40
"""The number of words of each kind."""

_SHIFTS = (0, 33, 67)
_TAGS_OF_HUNDRED = 5
"""A tag is used in a hundred posts in a row, in which each fifth post has it."""


def make_post(index: int) -> Post:
    """Return the post number *index*; it links only to posts with lower numbers."""
    title, file = title_and_file(index)
    writer = Writer(f"linked {index}", _VOCABULARY)
    found = metadata(index, title, _tags(writer, index), writer.pick(prose.CATEGORIES))
    return markdown_post(file, found, _body(writer, index))


def _tags(writer: Writer, index: int) -> list[str]:
    """Return one tag of each of three groups, whose hundreds of posts begin at other posts."""
    tags = []
    for group, shift in enumerate(_SHIFTS):
        hundred = (index + shift) // 100 * len(_SHIFTS) + group
        number = hundred * _TAGS_OF_HUNDRED + writer.number(0, _TAGS_OF_HUNDRED - 1)
        words = (FORMS["adjective"], FORMS["noun"])
        tags.append("-".join(kind[number % len(kind)] for kind in words))
    return sorted(tags)


def _body(writer: Writer, index: int) -> list[str]:
    blocks = [_paragraph(writer, index), _paragraph(writer, index), _links(writer, index)]
    blocks += [f"## {writer.sentence(prose.HEADINGS)}", _paragraph(writer, index)]
    blocks += [writer.code("console", CONSOLE), _paragraph(writer, index), writer.bullets()]
    blocks += [f"## {writer.sentence(prose.HEADINGS)}", _paragraph(writer, index)]
    blocks += [writer.code("python", PYTHON), _paragraph(writer, index)]
    blocks += [f"## {writer.sentence(prose.HEADINGS)}", _nested(writer)]
    blocks.append(writer.code("ini", CONFIGURATION))
    while count_words(blocks) < 570:
        blocks.append(_paragraph(writer, index))
    return blocks


def _paragraph(writer: Writer, index: int) -> str:
    """Return a paragraph with two links, one of which leads to another post if there is any."""
    inner = writer.link(index) if index else writer.sentence(prose.OUTER_LINKS)
    return f"{writer.paragraph()} {inner} {writer.sentence(prose.OUTER_LINKS)}"


def _links(writer: Writer, index: int) -> str:
    """Return a list of links to posts, or of words if there are no posts before *index*."""
    if not index:
        return writer.bullets()
    return "\n".join(f"- {writer.link(index)}" for _ in range(writer.number(2, 4)))


def _nested(writer: Writer) -> str:
    """Return a list with lists in it."""
    lines = []
    for _ in range(writer.number(2, 3)):
        lines.append(f"- {writer.sentence(prose.ITEMS)}")
        lines += [f"  - {writer.sentence(prose.ITEMS)}" for _ in range(writer.number(1, 3))]
    return "\n".join(lines)
