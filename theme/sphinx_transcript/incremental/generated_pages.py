"""Writing of generated pages: only those that are missing or outdated."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_transcript.pages.generated.page_body import page_title, render_body
from sphinx_transcript.pages.generated.page_plan import page_plan
from sphinx_transcript.support.html_builders import output_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx.application import Sphinx


def outdated_generated_pages(
    app: Sphinx, previous: Mapping[str, str], current: Mapping[str, str]
) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the page name, context and template of each generated page that has to be written.

    *previous* and *current* are the digests of the generated pages, by page name, in the previous
    build and in this one. Nothing is yielded where *current* is empty.
    """
    if not current:
        return
    builder: Any = app.builder
    newest_template = builder.templates.newest_template_mtime()
    for name, page in page_plan(app).items():
        path = Path(app.outdir, output_name(app, name))
        if (
            previous.get(name) != current[name]
            or not path.is_file()
            or path.stat().st_mtime < newest_template
        ):
            # Every theme takes the title in a page context for HTML.
            context = {"title": escape(page_title(app, page)), "body": render_body(app, page)}
            yield name, context, "page.html"
