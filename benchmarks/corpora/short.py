"""Short posts: 40 to 80 words in one or two paragraphs, without code."""

from __future__ import annotations

from benchmarks.corpora import prose
from benchmarks.corpora.writer import Post, Writer, markdown_post, metadata, title_and_file


def make_post(index: int) -> Post:
    """Return the post number *index*; it links only to posts with lower numbers."""
    title, file = title_and_file(index)
    writer = Writer(f"short {index}")
    found = metadata(index, title, writer.tags(3), writer.pick(prose.CATEGORIES))
    return markdown_post(file, found, _body(writer, index))


def _body(writer: Writer, index: int) -> list[str]:
    """Return one or two paragraphs with 40 words and at most one sentence more."""
    sentences = []
    if index and writer.number(1, 3) == 1:
        sentences.append(writer.link(index))
    while _words(sentences) < 40:
        sentences.append(writer.sentence(prose.SENTENCES))
    if writer.number(1, 2) == 1:
        return [" ".join(sentences)]
    return [" ".join(sentences[:2]), " ".join(sentences[2:])]


def _words(sentences: list[str]) -> int:
    return len(" ".join(sentences).split())
