"""Keeps docutils from parsing the front matter of reStructuredText posts as markup.

The values of front matter are plain text. To docutils a field has a body like any other text:
``:title: *args`` gives a warning, and ``:title: a_b_`` a reference to nowhere.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx.util import get_filetype

from sphinx_transcript.post.field_list import LIST_ITEM, field_spans, value_start
from sphinx_transcript.post.metadata import KEY_NAMES
from sphinx_transcript.records.blog_records import blog_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx

# docutils derives nodes of their own from these, whatever is in them.
_KEYS = frozenset(KEY_NAMES) - {"author", "authors", "date"}
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def escape_field_values(app: Sphinx, docname: str, source: list[str]) -> None:
    """Escape the values of the post's own keys in *source*, a handler of ``source-read``.

    See https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html#escaping-mechanism
    """
    if docname not in blog_domain(app.env).post_metadata:
        return
    path = app.env.doc2path(docname)
    if get_filetype(app.config.source_suffix, path) != "restructuredtext":
        return
    # Every other item is the end of a line.
    pieces = re.split(r"(\r\n|\r|\n)", source[0])
    lines = pieces[::2]
    for name, first, end in field_spans(lines):
        if name.casefold() in _KEYS or name.casefold().startswith("og:"):
            for at in range(first, end):
                line = lines[at]
                start = value_start(line)
                item = LIST_ITEM.match(line, start)
                start = item.start("body") if item else start
                pieces[2 * at] = line[:start] + _PUNCTUATION.sub(r"\\\1", line[start:])
    source[0] = "".join(pieces)
