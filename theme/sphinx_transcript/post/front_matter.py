"""Parsing of front matter: YAML in Markdown, a field list in reStructuredText.

The source text is parsed here, without Sphinx, for three reasons: drafts have to be found before
Sphinx reads the documents, MyST converts all values to strings, and messages need line numbers.
"""

from __future__ import annotations

from sphinx_transcript.post.field import Field, FrontMatterError, UnreadHeaderError
from sphinx_transcript.post.field_list import read_field_list
from sphinx_transcript.post.unread_header import reject_unread_header
from sphinx_transcript.post.yaml_block import read_yaml, source_lines, yaml_span

__all__ = ["Field", "FrontMatterError", "UnreadHeaderError", "read_front_matter", "yaml_span"]


def read_front_matter(text: str, filetype: str) -> dict[str, Field]:
    """Return the front matter of the source *text*, by lower-case key; empty if it has none.

    *filetype* is Sphinx's name of the markup: 'restructuredtext' has a field list, all others
    have YAML.
    Raises FrontMatterError where the front matter can't be parsed and where a key is given twice,
    and UnreadHeaderError where the text begins with front matter in another format.
    """
    lines = source_lines(text)
    is_rst = filetype == "restructuredtext"
    fields, end = read_field_list(lines) if is_rst else read_yaml(lines)
    reject_unread_header(lines, end, is_rst=is_rst)
    return fields
