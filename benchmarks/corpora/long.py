"""Long posts: three to five thousand words in chapters, with tables, quotations and footnotes."""

from __future__ import annotations

from benchmarks.corpora import prose
from benchmarks.corpora.blocks import CONFIGURATION, CONSOLE, PYTHON
from benchmarks.corpora.writer import (
    Post,
    Writer,
    count_words,
    markdown_post,
    metadata,
    title_and_file,
)


def make_post(index: int) -> Post:
    """Return the post number *index*; it links only to posts with lower numbers."""
    title, file = title_and_file(index)
    writer = Writer(f"long {index}")
    found = metadata(index, title, writer.tags(4), writer.pick(prose.CATEGORIES))
    found.append(("description", writer.sentence(prose.SENTENCES[:8])))
    return markdown_post(file, found, _body(writer, index))


def _body(writer: Writer, index: int) -> list[str]:
    blocks = [writer.paragraph(), writer.paragraph()]
    length = writer.number(3000, 5000)
    notes = 0
    while count_words(blocks) < length:
        notes += 1
        blocks += _chapter(writer, index, notes)
    return blocks


def _chapter(writer: Writer, index: int, number: int) -> list[str]:
    """Return a chapter of about 500 words in three sections, with the footnote *number*."""
    blocks = [f"## {writer.sentence(prose.HEADINGS)}", writer.paragraph()]
    blocks += [f"{writer.paragraph()}[^{number}]", *_section(writer)]
    blocks += [writer.code("console", CONSOLE), writer.paragraph(), writer.bullets()]
    blocks += [*_section(writer), f"> {writer.paragraph()}"]
    if index:
        blocks.append(writer.link(index))
    match writer.number(1, 3):
        case 1:
            blocks.append(writer.code("python", PYTHON))
        case 2:
            blocks.append(writer.code("ini", CONFIGURATION))
        case _:
            blocks.append(_table(writer))
    return [*blocks, writer.paragraph(), f"[^{number}]: {writer.sentence(prose.SENTENCES)}"]


def _section(writer: Writer) -> list[str]:
    return [f"### {writer.sentence(prose.HEADINGS)}", writer.paragraph(), writer.paragraph()]


def _table(writer: Writer) -> str:
    """Return a table of four to eight rows."""
    rows = [writer.fill("| {noun} | {number} | {adjective} |") for _ in range(writer.number(4, 8))]
    return "\n".join([writer.fill("| {noun} | {nouns} | {verbed} |"), "|---|---:|---|", *rows])
