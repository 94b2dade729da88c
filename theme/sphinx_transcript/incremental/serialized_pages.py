"""Pages of the builders json and pickle, which must not depend on the pages written before."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.application import ENV_PICKLE_FILENAME
from sphinxcontrib.serializinghtml import SerializingHTMLBuilder

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_transcript.support.page_events import Page


def reset_stylesheets(page: Page) -> None:
    """Remove the style sheets and scripts that extensions added for the page before *page*.

    Sphinx's other HTML builders do so in `StandaloneHTMLBuilder.handle_page`.
    """
    builder: Any = page.app.builder
    if isinstance(builder, SerializingHTMLBuilder) and hasattr(builder, "_orig_css_files"):
        builder._css_files[:] = builder._orig_css_files
        builder._js_files[:] = builder._orig_js_files


def remove_stale_source_copy(page: Page) -> None:
    """Remove the copy of the source of *page* that an earlier build made.

    Sphinx does not copy a source over a file that differs, and warns of it.
    """
    source = page.context.get("sourcename")
    if source and isinstance(page.app.builder, SerializingHTMLBuilder):
        Path(page.app.outdir, "_sources", source).unlink(missing_ok=True)


def remove_stale_environment(app: Sphinx) -> list[tuple[str, dict[str, Any], str]]:
    """Handle ``html-collect-pages``: remove the earlier copy of the environment, likewise."""
    if isinstance(app.builder, SerializingHTMLBuilder):
        Path(app.outdir, ENV_PICKLE_FILENAME).unlink(missing_ok=True)
    return []
