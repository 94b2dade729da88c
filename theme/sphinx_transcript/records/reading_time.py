"""The reading time of a document."""

from __future__ import annotations

from docutils import nodes

from sphinx_transcript.support.lazy_patterns import lazy_pattern

WORDS_PER_MINUTE = 200

# Chinese and Japanese have no spaces between words. Two characters count as one word.
_IDEOGRAPHS_PER_WORD = 2
_IDEOGRAPH = lazy_pattern("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")
_NOT_READ = (nodes.comment, nodes.raw, nodes.Invisible)


def reading_minutes(doctree: nodes.Element) -> int:
    """Return the number of minutes it takes to read *doctree*, rounded up, at least 1."""
    texts = doctree.findall(nodes.Text)
    content = nodes.unescape(" ".join(t for t in texts if not isinstance(t.parent, _NOT_READ)))
    ideographs = 0
    if not content.isascii():
        content, ideographs = _IDEOGRAPH.subn(" ", content)
    words = len(content.split()) + ideographs // _IDEOGRAPHS_PER_WORD
    return max(1, -(-words // WORDS_PER_MINUTE))
