"""Writing of generated pages: only those that are missing or outdated."""

from __future__ import annotations

from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_transcript.incremental.dependencies import (
    GENERATED_DEPENDENCIES,
    changed_dependencies,
)
from sphinx_transcript.incremental.outdated_documents import changes_text
from sphinx_transcript.pages.generated.page_body import page_title, render_body
from sphinx_transcript.pages.generated.page_plan import page_plan
from sphinx_transcript.support.document_guard import guarded
from sphinx_transcript.support.html_builders import output_name
from sphinx_transcript.support.side_tasks import process_count, side_tasks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx

    from sphinx_transcript.incremental.manifest import Manifest
    from sphinx_transcript.incremental.outdated_documents import Reasons

_FEWEST_PAGES = 30
"""To start a process takes as long as to write half as many."""


def outdated_generated_pages(app: Sphinx, previous: Manifest, current: Manifest) -> Reasons:
    """Return the generated pages that have to be written, each with the reason.

    There are none where the *current* manifest has none.
    """
    if not current.generated:
        return {}
    builder: Any = app.builder
    newest_template = builder.templates.newest_template_mtime()
    reasons: Reasons = {}
    for name in page_plan(app):
        digest, before = current.generated[name], previous.generated.get(name)
        path = Path(app.outdir, output_name(app, name))
        if not path.is_file():
            reasons[name] = "its file is not in the output folder"
        elif before is None:
            reasons[name] = "the last build did not write it"
        elif before != digest:
            changed = changed_dependencies(digest, before, GENERATED_DEPENDENCIES)
            reasons[name] = changes_text(changed, GENERATED_DEPENDENCIES, previous, current)
        elif path.stat().st_mtime < newest_template:
            reasons[name] = "a template is newer"
    return reasons


def pages_to_write(app: Sphinx, names: Iterable[str]) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the arguments of `handle_page` of the pages *names*, for Sphinx to write them.

    Where the build may use several processes, others write all but a share of many pages.
    """
    names = list(names)
    count = min(process_count(app), len(names) // _FEWEST_PAGES)
    if count < 2:
        yield from rendered_pages(app, names)
        return
    size = -(-len(names) // count)
    tasks = side_tasks(count)
    try:
        for start in range(size, len(names), size):
            tasks.add_task(partial(_write_pages, app), names[start : start + size])
        yield from rendered_pages(app, names[:size])
        tasks.join()
    finally:
        tasks.terminate()


def _write_pages(app: Sphinx, names: Iterable[str]) -> None:
    builder: Any = app.builder
    for page in rendered_pages(app, names):
        builder.handle_page(*page)


def rendered_pages(app: Sphinx, names: Iterable[str]) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the page name, context and template of each of the generated pages *names*."""
    for name in names:
        page = page_plan(app)[name]
        # Every theme takes the title in a page context for HTML.
        context: dict[str, Any] = {"title": escape(page_title(app, page)), "body": ""}
        with guarded(f"the list on the page {name!r}", None):
            context["body"] = render_body(app, page)
        yield name, context, "page.html"
