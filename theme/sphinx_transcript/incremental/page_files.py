"""The files that a build writes for each page, and the images and downloads that it copies."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.util import get_filetype
from sphinx.util.matching import Matcher

from sphinx_transcript.cards.post_cards import post_cards
from sphinx_transcript.incremental.manifest import SITE
from sphinx_transcript.plain_text.text_page import text_page_name
from sphinx_transcript.publication.withheld_posts import withheld_posts
from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.session_runs.script_page import script_page_name
from sphinx_transcript.site.files import site_file_names
from sphinx_transcript.support.html_builders import output_name, writes_pages, writes_site
from sphinx_transcript.support.source_paths import source_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx.application import Sphinx

_NBSPHINX = "jupyter_notebook"
"""What nbsphinx calls the markup of notebooks in ``source_suffix``."""


def all_page_files(
    app: Sphinx, generated: Iterable[str], same: Mapping[str, list[str]]
) -> dict[str, list[str]]:
    """Return the files of each page, by page name, as paths relative to the output folder.

    *generated* are the names of the generated pages. Files that belong to no page have the
    name `SITE`. *same* are the files of documents that are known to have the same as before.
    """
    withheld = withheld_posts(app)
    files = {
        docname: same.get(docname)
        or ([] if docname in withheld else list(_document_files(app, docname)))
        for docname in app.env.found_docs
    }
    for name in generated:
        files[name] = [output_name(app, name)]
    return {**files, SITE: sorted({*site_file_names(app), *_books(app)})}


def _books(app: Sphinx) -> list[str]:
    """Return the file of the EPUB book, whose name is a value of conf.py."""
    is_book = app.builder.name == "epub"
    return [f"{app.config.epub_basename}.epub"] if is_book else []


def asset_files(app: Sphinx) -> list[str]:
    """Return the images and downloads of all documents, as paths relative to the output folder."""
    withheld = withheld_posts(app)
    images, downloads = (
        {str(name) for docnames, name in files.values() if not docnames <= withheld}
        for files in (app.env.images, app.env.dlfiles)
    )
    if app.builder.format == "latex":
        return sorted(images)
    if app.builder.format == "texinfo":
        targets = [entry[1] for entry in app.config.texinfo_documents]
        return sorted(f"{target}-figures/{name}" for target in targets for name in images)
    if app.builder.format != "html":
        return []
    return sorted({f"_images/{name}" for name in images} | {f"_downloads/{f}" for f in downloads})


def extra_files(app: Sphinx) -> list[str]:
    """Return the files that Sphinx copies for ``html_extra_path``, as output paths."""
    return sorted(set(_extra_files(app)))


def _extra_files(app: Sphinx) -> Iterable[str]:
    if app.builder.format != "html":
        return
    is_excluded = Matcher(app.config.exclude_patterns)
    for entry in app.config.html_extra_path:
        source = Path(app.confdir, entry)
        if source.is_file():
            yield source.name
        for folder, _, files in os.walk(source, followlinks=True):
            for file in files:
                path = Path(folder, file).relative_to(source).as_posix()
                if not is_excluded(path):
                    yield path


def _document_files(app: Sphinx, docname: str) -> Iterable[str]:
    """Yield the files that are made from the document *docname*."""
    builder: Any = app.builder
    if writes_pages(app):
        yield output_name(app, docname)
        if writes_site(app) and (text_page := text_page_name(app, docname)):
            yield text_page
        if writes_site(app) and (script_page := script_page_name(app, docname)):
            yield script_page
        if card := post_cards(app).get(docname):
            yield card.path
        is_unlisted = blog_domain(app.env).is_unlisted(docname)
        if builder.copysource and app.config.html_copy_source and not is_unlisted:
            source = source_path(app.env, docname)
            suffix = app.config.html_sourcelink_suffix
            yield f"_sources/{source if source.endswith(suffix) else f'{source}{suffix}'}"
        if get_filetype(app.config.source_suffix, app.env.doc2path(docname)) == _NBSPHINX:
            yield f"{docname}.ipynb"  # nbsphinx copies each notebook beside its page.
    elif builder.name in {"pseudoxml", "text", "transcript", "xml"}:
        yield f"{docname}{builder.out_suffix}"
