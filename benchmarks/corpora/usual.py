"""The usual posts: about 450 words, two blocks of code, and tags of very different sizes."""

from __future__ import annotations

from benchmarks.corpora import prose
from benchmarks.corpora.blocks import CONSOLE, PYTHON
from benchmarks.corpora.writer import (
    Metadata,
    Post,
    Writer,
    count_words,
    markdown_post,
    metadata,
    title_and_file,
)


def make_post(index: int) -> Post:
    """Return the post number *index*; it links only to posts with lower numbers."""
    _, file = title_and_file(index)
    return markdown_post(file, *make_parts(index))


def make_parts(index: int) -> tuple[Metadata, list[str]]:
    """Return the front matter and the blocks of the post number *index*, in Markdown."""
    title, _ = title_and_file(index)
    writer = Writer(f"post {index}")
    return _front_matter(writer, index, title), _body(writer, index)


def _front_matter(writer: Writer, index: int, title: str) -> Metadata:
    found = metadata(index, title, writer.tags(4), writer.pick(prose.CATEGORIES))
    if writer.number(1, 12) == 1:
        found.append(("series", writer.pick(prose.SERIES)))
    if writer.number(1, 2) == 1:
        found.append(("description", writer.sentence(prose.SENTENCES[:8])))
    return found


def _body(writer: Writer, index: int) -> list[str]:
    blocks = [writer.paragraph(), writer.paragraph()]
    if index and writer.number(1, 4) == 1:
        blocks.append(writer.link(index))
    blocks += [f"## {writer.sentence(prose.HEADINGS)}", writer.paragraph(), writer.paragraph()]
    blocks += [writer.code("console", CONSOLE), writer.paragraph(), writer.bullets()]
    blocks += [f"## {writer.sentence(prose.HEADINGS)}", writer.paragraph()]
    blocks.append(writer.code("python", PYTHON))
    length = writer.number(380, 480)
    while count_words(blocks) < length:
        blocks.append(writer.paragraph())
    return blocks
