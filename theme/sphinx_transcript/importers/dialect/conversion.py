"""Converts the dialect of each post of a blog, in order."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from sphinx_transcript.importers.dialect.alerts import convert_alerts
from sphinx_transcript.importers.dialect.attributes import convert_attributes
from sphinx_transcript.importers.dialect.boxes import convert_boxes
from sphinx_transcript.importers.dialect.code_fences import convert_code_fences
from sphinx_transcript.importers.dialect.dialect_text import DialectText
from sphinx_transcript.importers.dialect.heading_anchors import heading_identifiers
from sphinx_transcript.importers.dialect.headings import close_heading_gaps
from sphinx_transcript.importers.dialect.html_blocks import convert_html_blocks
from sphinx_transcript.importers.dialect.inline import convert_inline
from sphinx_transcript.importers.dialect.links import KNOWN_SCHEMES, convert_links, link_addresses
from sphinx_transcript.importers.dialect.math import convert_math, escape_dollars
from sphinx_transcript.importers.dialect.rules import remove_edge_rules
from sphinx_transcript.importers.dialect.snippets import convert_snippets
from sphinx_transcript.importers.markup.markdown_text import escape_myst
from sphinx_transcript.importers.markup.unsupported_markdown import unsupported_markdown

if TYPE_CHECKING:
    from sphinx_transcript.importers.report import Report
    from sphinx_transcript.importers.source_blog import SourceBlog, SourcePost

# Each with what it is for, and the name in myst_enable_extensions.
_EXTENSIONS = {
    "tasklist": re.compile(
        r"^[ \t]*(?:>[ \t]*)*(?:[-*+]|\d+[.)])[ \t]+\[[ xX]\][ \t]", re.MULTILINE
    ),
    "deflist": re.compile(r"^(?=[^\s#>*+|:-])[^\n]+\n(?:[ \t]*\n)?: {1,3}\S", re.MULTILINE),
}
_PLACE = re.compile(r"\]\(#[^()\s]+\)")


def convert_dialects(blog: SourceBlog, report: Report) -> None:
    """Replace the bodies of the posts in Markdown by Markdown that MyST reads as they were meant.

    What can't be converted is reported, and so is what conf.py needs.
    """
    posts = [post for post in blog.posts if not post.is_rst and not post.is_myst]
    texts = [(post, _text(post, report)) for post in posts]
    counts: Counter[str] = Counter()
    for _, text in texts:
        counts.update(set(heading_identifiers(text)))
    repeated = {name for name, count in counts.items() if count > 1}
    schemes: set[str] = set()
    for post, text in texts:
        before = text.text
        text.set(escape_myst(text.text), text.numbers)
        if not post.is_plain:
            _convert(text, repeated)
        schemes |= convert_links(text)
        _report_needs(text)
        if text.text != before:
            _set_body(post, text)
    if "dollarmath" in report.myst_extensions:
        for post, text in texts:
            if post.is_plain:
                continue
            before = text.text
            escape_dollars(text)
            if text.text != before:
                _set_body(post, text)
    if schemes:
        names = ", ".join(f'"{name}"' for name in (*KNOWN_SCHEMES, *sorted(schemes)))
        report.need_conf(f"myst_url_schemes = [{names}]")


def _convert(text: DialectText, repeated: set[str]) -> None:
    convert_boxes(text)
    convert_html_blocks(text)
    convert_alerts(text)
    convert_code_fences(text)
    convert_snippets(text)
    convert_math(text)
    convert_attributes(text, repeated)
    convert_inline(text)
    link_addresses(text)
    close_heading_gaps(text)
    remove_edge_rules(text)


def _text(post: SourcePost, report: Report) -> DialectText:
    lines = post.body.split("\n")
    kept = [at for at in range(len(lines)) if at not in post.metadata_lines]
    numbers = [post.line_at_index(at) for at in kept] or [post.body_line]
    return DialectText("\n".join(lines[at] for at in kept), numbers, post.path, report)


def _set_body(post: SourcePost, text: DialectText) -> None:
    post.body, post.line_numbers, post.metadata_lines = text.text, text.numbers, set()


def _report_needs(text: DialectText) -> None:
    for name, pattern in _EXTENSIONS.items():
        if next(text.matches(pattern, html=True), None):
            text.report.need_extension(name)
    if next(text.matches(_PLACE), None):
        text.report.need_conf("myst_heading_anchors = 6")
    for offset, message in unsupported_markdown(text.text):
        text.note(offset, message)
