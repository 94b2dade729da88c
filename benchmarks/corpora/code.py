"""Posts of code: ten to sixteen blocks in many languages, console sessions, and little prose."""

from __future__ import annotations

from benchmarks.corpora import prose
from benchmarks.corpora.blocks import CONFIGURATION, CONSOLE, PYTHON
from benchmarks.corpora.languages import LANGUAGES
from benchmarks.corpora.writer import Post, Writer, markdown_post, metadata, title_and_file

_LANGUAGES = tuple(LANGUAGES)


def make_post(index: int) -> Post:
    """Return the post number *index*; it links only to posts with lower numbers."""
    title, file = title_and_file(index)
    writer = Writer(f"code {index}")
    found = metadata(index, title, writer.tags(4), writer.pick(prose.CATEGORIES))
    return markdown_post(file, found, _body(writer, index))


def _body(writer: Writer, index: int) -> list[str]:
    blocks = [writer.paragraph()]
    for number in range(writer.number(10, 16)):
        if number % 4 == 0:
            blocks.append(f"## {writer.sentence(prose.HEADINGS)}")
        if number and index and writer.number(1, 12) == 1:
            blocks.append(writer.link(index))
        blocks += [writer.sentence(prose.SENTENCES), _code(writer)]
    return blocks


def _code(writer: Writer) -> str:
    """Return a block: a third are console sessions of several commands."""
    match writer.number(1, 6):
        case 1:
            return _session(writer, 1)
        case 2:
            return _session(writer, writer.number(2, 5))
        case 3:
            return writer.code("python", PYTHON)
        case 4:
            return writer.code("ini", CONFIGURATION)
    language = writer.pick(_LANGUAGES)
    return writer.code(language, LANGUAGES[language])


def _session(writer: Writer, commands: int) -> str:
    parts = [writer.fill(writer.pick(CONSOLE)).strip() for _ in range(commands)]
    return "\n".join(["```console", *parts, "```"])
