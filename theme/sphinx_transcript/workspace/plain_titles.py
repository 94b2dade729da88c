"""The titles of posts that are certain without a parser, because they are plain words.

Most titles are, and most headings too. Where a title has markup or quotation marks, or where it
takes a parser to find the first heading, `post_titles` finds the title.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from sphinx_transcript.post.front_matter import yaml_span
from sphinx_transcript.post.settings_keys import may_change_settings
from sphinx_transcript.post.title_text import same_title

if TYPE_CHECKING:
    from sphinx_transcript.post.metadata import PostMetadata
    from sphinx_transcript.workspace.site_sources import SiteSources

# Words, and punctuation that neither Markdown nor smart quotes change.
_PLAIN = re.compile(r"(?:[^\W_]|[,.;:?!/%=-](?![,.;:?!/%=-])| (?! ))+")
HEADING = re.compile(r"^(?: {0,3}#.*| {0,3}(?:=+|-+)[ \t]*)$", re.MULTILINE)
"""A line that may be a heading: it begins with a number sign, or it underlines the line above."""
NESTED_HEADINGS = re.compile(r"\{(?:include|eval-rst)\}")
"""Directives whose content can have headings that the Markdown parser doesn't see."""
_OTHER_SYNTAX = ("myst_commonmark_only", "myst_disable_syntax", "myst_gfm_only")
"""Settings under which front matter or headings are no such to MyST."""
# A heading whose text stands alone in its line, and what may have such a line within it.
_ATX_HEADING = re.compile(r"#{1,6}[ \t]+(?P<text>[^\s#](?:[^#]*[^\s#])?)[ \t]*")
_CONTAINERS = ("```", "~~~", ":::", "$$", "<", "\\")


def plain_title(site: SiteSources, docname: str, metadata: PostMetadata) -> str | None:
    """Return the title of the post *docname*, whose front matter has *metadata*.

    It is the one that `PostTitles` returns; None where that takes a parser, or Sphinx itself.
    """
    if any(getattr(site.config, name, None) for name in _OTHER_SYNTAX):
        return None
    source = site.last_text(docname)
    text = source.text
    is_markdown = source.filetype == "markdown" and not source.is_notebook
    given = metadata.title
    if not is_markdown or source.is_rewritten or may_change_settings(text):
        return None
    if not given and NESTED_HEADINGS.search(text):
        return None
    heading = _certain_heading(text.replace("\r\n", "\n").replace("\r", "\n"))
    if heading is None or (heading and not is_plain(heading)):
        return None
    title = heading if heading and overrides(heading, given) else given
    if not title:
        title = last_part(docname)
    elif not is_plain(title):
        return None
    return " ".join(title.split())


def _certain_heading(text: str) -> str | None:
    """Return the first heading of the Markdown *text*, or ''; None where that takes a parser."""
    span = yaml_span(text)
    # Skip the first hyphen of the closing fence, which would match as an underline.
    start = span[1] + 1 if span else 0
    candidate = HEADING.search(text, start)
    if candidate is None:
        return ""
    heading = _ATX_HEADING.fullmatch(candidate[0])
    # Blocks are parsed forwards: what is below the line can't change whether it is a heading.
    before = text[start : candidate.start()]
    if heading is None or any(each in before for each in _CONTAINERS):
        return None
    return heading["text"]


def is_plain(text: str) -> bool:
    """Tell whether *text* is shown as it is written."""
    return _PLAIN.fullmatch(text) is not None


def overrides(heading: str, title: str) -> bool:
    """Tell whether *heading* is shown instead of the *title* in front matter."""
    return not title or same_title(heading, title)


def last_part(docname: str) -> str:
    """Return the last part of *docname*: that of its folder, where it is the index of one."""
    return PurePosixPath(docname.removesuffix("/index")).name
