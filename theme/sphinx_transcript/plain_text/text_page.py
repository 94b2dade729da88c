"""Text pages: the plain text next to each HTML page."""

from __future__ import annotations

import posixpath
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.support.html_builders import is_extra_file, output_name, writes_site
from sphinx_transcript.theme.active import is_theme_active

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_transcript.support.page_events import Page


def text_page_name(app: Sphinx, docname: str) -> str | None:
    """Return the path of the text page of *docname* in the output folder, or None.

    There is no text page where a file of ``html_extra_path`` has its name. An unlisted post has
    none either, because plain text can't carry ``noindex``.
    """
    if blog_domain(app.env).is_unlisted(docname):
        return None
    page = output_name(app, docname)
    builder: Any = app.builder
    name = f"{page.removesuffix(builder.out_suffix)}.txt"
    return None if name == page or is_extra_file(app, name) else name


def write_text_page(page: Page) -> None:
    """Write the text page of *page*, and add a link to it to the template context."""
    if page.doctree is None or not writes_site(page.app):
        return
    name = text_page_name(page.app, page.name)
    if name is not None:
        if not page.keeps_body:
            from sphinx_transcript.plain_text.builder import write_text
            from sphinx_transcript.plain_text.document_text import render_transcript
            from sphinx_transcript.plain_text.page_builder import page_builder

            builder = page_builder(page.app, page.name)
            text = render_transcript(page.app, builder, page.doctree, page.name)
            write_text(Path(page.app.outdir, name), text)
        page.context["text_url"] = url = quote(posixpath.basename(name))
        if not is_theme_active(page.app):
            # Every theme prints `metatags`. The layout of this package's theme has the link itself.
            link = f'<link rel="alternate" type="text/plain" href="{url}" />'
            page.context["metatags"] = f"{page.context.get('metatags') or ''}\n{link}"
