"""The plain text beside each page of an HTML build."""

from __future__ import annotations

import posixpath
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sphinx_transcript.domain import blog_domain
from sphinx_transcript.html_builders import is_extra, output_name, writes_site
from sphinx_transcript.plain_text.builder import write_text
from sphinx_transcript.plain_text.render import render
from sphinx_transcript.theme.active import in_use

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx


def twin_name(app: Sphinx, docname: str) -> str | None:
    """Return the file of the twin of *docname*, from the output folder; None where it has none.

    That is where a file of the project has that name, and for an unlisted post, since plain text
    can't say that it is not to be indexed.
    """
    if blog_domain(app.env).is_unlisted(docname):
        return None
    page = output_name(app, docname)
    builder: Any = app.builder
    name = f"{page.removesuffix(builder.out_suffix)}.txt"
    return None if name == page or is_extra(app, name) else name


def write_twin(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Write the twin of the page *pagename* from its *doctree*, and let the page link it."""
    if doctree is None or not writes_site(app):
        return
    name = twin_name(app, pagename)
    if name is not None:
        write_text(Path(app.outdir, name), render(app, doctree, pagename))
        context["text_url"] = url = quote(posixpath.basename(name))
        if not in_use(app):
            # What every theme prints; the theme of this package has the link in its layout.
            link = f'<link rel="alternate" type="text/plain" href="{url}" />'
            context["metatags"] = f"{context.get('metatags') or ''}\n{link}"
