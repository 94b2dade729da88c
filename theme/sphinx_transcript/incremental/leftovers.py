"""Removal of files in the output folder that no longer belong to a page."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from sphinx_transcript.cards.card import FOLDER as CARDS
from sphinx_transcript.support.build_warnings import warn
from sphinx_transcript.support.html_builders import is_extra_file, writes_site
from sphinx_transcript.support.problems import Subtype

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from sphinx.application import Sphinx

    from sphinx_transcript.incremental.manifest import Manifest

_BUILD_INFO_LINES = 4
"""The version, a comment, and the digests of the configuration and the tags."""


def remove_leftovers(app: Sphinx, previous: Manifest, current: Manifest) -> set[str]:
    """Remove files of the *previous* build that are not among those of the *current* one.

    Return the names of pages that shared a file with a removed document. Two documents can have
    the same output file, and the removed one may have been written last.
    """
    remove_files(app, set(previous.assets) - set(current.assets))
    kept = _files_of(current.pages) | set(current.extra)
    # All files in this folder are cards, known to the manifest or not.
    remove_files(app, {f"{CARDS}/{name}" for name in _names_in(Path(app.outdir, CARDS))} - kept)
    remove_files(app, (_files_of(previous.pages) | set(previous.extra)) - kept)
    removed = {name: files for name, files in previous.pages.items() if name not in current.pages}
    removed_files = _files_of(removed)
    return {name for name, files in current.pages.items() if not removed_files.isdisjoint(files)}


def _names_in(folder: Path) -> list[str]:
    try:
        return [path.name for path in folder.iterdir()]
    except OSError:
        return []


def remove_stale_indices(
    app: Sphinx,
    previous: Iterable[str],
    current: Collection[str],
    pages: Mapping[str, Collection[str]],
) -> None:
    """Remove the index pages *previous* of the last build that are not among the *current* ones.

    *pages* has the files of all other pages.
    """
    stale = set(previous) - set(current) - _files_of(pages)
    remove_files(app, {name for name in stale if not is_extra_file(app, name)})


def remove_stale_sphinx_files(app: Sphinx) -> None:
    """Remove Sphinx's files of an earlier configuration, which a clean build would not write."""
    builder: Any = app.builder
    if builder.format != "html" or not hasattr(builder, "_js_files"):
        return
    Path(app.outdir, ".buildinfo.bak").unlink(missing_ok=True)
    index = str(builder.searchindex_filename)
    if writes_site(app) and not builder.search and not is_extra_file(app, index):
        Path(app.outdir, index).unlink(missing_ok=True)
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


def remove_damaged_build_info(app: Sphinx) -> None:
    """Handle ``builder-inited``: remove Sphinx's ``.buildinfo`` if it is cut off.

    Sphinx can't load such a file, and would fail in each build until it is deleted.
    """
    path = Path(app.outdir, ".buildinfo")
    with suppress(OSError):
        if path.read_bytes().count(b"\n") < _BUILD_INFO_LINES:
            path.unlink()


def _files_of(pages: Mapping[str, Collection[str]]) -> set[str]:
    return {file for files in pages.values() for file in files}


def remove_files(app: Sphinx, names: Iterable[str]) -> None:
    """Remove the files *names* and folders that become empty, inside the output folder only."""
    for name in sorted(names):
        relative = PurePosixPath(name)
        if relative.is_absolute() or ".." in relative.parts:
            continue
        path = Path(app.outdir, name)
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            warn(f"can't remove {path}: {error}", Subtype.OUTPUT)
            continue
        for folder in path.relative_to(app.outdir).parents:
            if folder == Path():
                break
            try:
                Path(app.outdir, folder).rmdir()
            except OSError:
                break  # The folder is not empty.
