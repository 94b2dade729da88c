"""Removal of files in the output folder that no longer belong to a page."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from sphinx_transcript.incremental.page_files import asset_files
from sphinx_transcript.support.build_warnings import warn
from sphinx_transcript.support.html_builders import is_extra_file, writes_pages
from sphinx_transcript.support.problems import Subtype

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from sphinx.application import Sphinx

    from sphinx_transcript.incremental.manifest import Manifest


def remove_leftovers(
    app: Sphinx, previous: Manifest, pages: Mapping[str, Collection[str]]
) -> set[str]:
    """Remove files of the *previous* build that are not among *pages*, the files of this build.

    Return the names of pages that shared a file with a removed document. Two documents can have
    the same output file, and the removed one may have been written last.
    """
    _remove(app, set(previous.assets) - set(asset_files(app)))
    _remove(app, _files_of(previous.pages) - _files_of(pages))
    removed = {name: files for name, files in previous.pages.items() if name not in pages}
    removed_files = _files_of(removed)
    return {name for name, files in pages.items() if not removed_files.isdisjoint(files)}


def remove_stale_indices(app: Sphinx, previous: Manifest, current: Manifest) -> None:
    """Remove index pages of the *previous* build that this build did not write."""
    stale = set(previous.indices) - set(current.indices) - _files_of(current.pages)
    _remove(app, {name for name in stale if not is_extra_file(app, name)})


def remove_stale_sphinx_files(app: Sphinx) -> None:
    """Remove Sphinx's files of an earlier configuration, which a clean build would not write."""
    if not writes_pages(app):
        return
    builder: Any = app.builder
    Path(app.outdir, ".buildinfo.bak").unlink(missing_ok=True)
    static = Path(app.outdir, "_static")
    indexer = getattr(builder, "indexer", None)
    # Before Sphinx 9, the stemmer is one file with the same name for every language.
    stemmers: Iterable[str] = getattr(indexer, "get_js_stemmer_rawcodes", tuple)()
    kept = {Path(name).name for name in stemmers}
    scripts = {getattr(script, "filename", "") for script in builder._js_files}
    if "_static/translations.js" in scripts:
        kept.add("translations.js")
    for path in (*static.glob("*-stemmer.js"), static / "translations.js"):
        if path.name not in kept:
            path.unlink(missing_ok=True)


def _files_of(pages: Mapping[str, Collection[str]]) -> set[str]:
    return {file for files in pages.values() for file in files}


def _remove(app: Sphinx, names: Iterable[str]) -> None:
    """Remove the files *names* and folders that become empty, inside the output folder only."""
    for name in sorted(names):
        relative = PurePosixPath(name)
        if relative.is_absolute() or ".." in relative.parts:
            continue
        path = Path(app.outdir, name)
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            warn(f"can't remove {path}: {error}", Subtype.STATE)
            continue
        for folder in path.relative_to(app.outdir).parents:
            if folder == Path():
                break
            try:
                Path(app.outdir, folder).rmdir()
            except OSError:
                break  # The folder is not empty.
