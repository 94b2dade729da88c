"""The record, in an output folder, of what earlier builds put there; and the removal of leftovers.

Sphinx leaves the page of a deleted document where it is, and with it a draft that was published
by mistake. The record lies in the output folder because it speaks of that folder alone.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from sphinx_transcript.domain import blog_domain
from sphinx_transcript.html_builders import is_extra, output_name, writes_pages, writes_site
from sphinx_transcript.messages import Subtype, warn
from sphinx_transcript.plain_text.twin import twin_name
from sphinx_transcript.sources import source_of
from sphinx_transcript.state_files import replace_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from sphinx.application import Sphinx

FILE_NAME = ".transcript.json"
_VERSION = 2
_FIELDS = ("digests", "generated", "pages", "assets", "indices")
SITE = ""
"""Under which the pages of a record have the files that are no page's: feeds, redirects, …"""


def register(app: Sphinx) -> None:
    """Keep the record out of books: the builder ``epub`` packs all that its folder holds."""
    app.connect("builder-inited", _leave_out_of_books)


def _leave_out_of_books(app: Sphinx) -> None:
    if app.builder.name == "epub":
        app.config.epub_exclude_files = [*app.config.epub_exclude_files, FILE_NAME]


def is_kept(app: Sphinx) -> bool:
    """Tell whether the build's folder is one that later builds add to."""
    return writes_pages(app) or app.builder.name in {"singlehtml", "text", "transcript"}


@dataclass(frozen=True, slots=True)
class Record:
    """What an output folder holds."""

    digests: dict[str, str] = field(default_factory=dict)
    """What the page of each document shows, see digests.py; by docname."""
    generated: dict[str, str] = field(default_factory=dict)
    """What each page shows that no source file stands for; by pagename."""
    pages: dict[str, list[str]] = field(default_factory=dict)
    """The files of each page, by its name; paths from the output folder."""
    assets: list[str] = field(default_factory=list)
    """Images and downloads."""
    indices: list[str] = field(default_factory=list)
    """The pages of the general index and of the domains'."""


def load(app: Sphinx) -> Record:
    """Return the record of this builder; an empty one if there is none that can be read."""
    try:
        fields = _records(app).get(app.builder.name)
        return Record(*(fields[name] for name in _FIELDS)) if fields else Record()
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        warn(f"{FILE_NAME} can't be read, all pages are written anew: {error}", Subtype.STATE)
        return Record()


def _records(app: Sphinx) -> dict[str, dict[str, Any]]:
    """Return the records in the output folder, by the names of the builders that share it."""
    try:
        data = json.loads(Path(app.outdir, FILE_NAME).read_text("utf-8"))
    except FileNotFoundError:
        return {}
    return data["builders"] if data["version"] == _VERSION else {}


def save(app: Sphinx, record: Record) -> None:
    """Record what the output folder now holds."""
    path = Path(app.outdir, FILE_NAME)
    records = _others(app) | {app.builder.name: {name: getattr(record, name) for name in _FIELDS}}
    data = {"version": _VERSION, "builders": dict(sorted(records.items()))}
    try:
        replace_text(path, json.dumps(data, ensure_ascii=False) + "\n")
    except OSError as error:
        warn(f"{FILE_NAME} can't be written: {error}", Subtype.STATE)


def _others(app: Sphinx) -> dict[str, dict[str, Any]]:
    try:
        return _records(app)
    except (OSError, ValueError, KeyError, TypeError):
        return {}  # What can't be read was told of when this build began.


def remove_leftovers(app: Sphinx, before: Record, pages: Mapping[str, Collection[str]]) -> set[str]:
    """Remove what is no file of *pages*, those of this build, before anything is written.

    Return those of their documents that had shared a file with a document that is gone: two
    documents can have one page, and the wrong one may have been written last.
    """
    _remove(app, set(before.assets) - set(assets(app)))
    _remove(app, _files_of(before.pages) - _files_of(pages))
    gone = _files_of({name: files for name, files in before.pages.items() if name not in pages})
    return {docname for docname, files in pages.items() if not gone.isdisjoint(files)}


def remove_indices(app: Sphinx, before: Record, record: Record) -> None:
    """Remove the pages of indices that have no entry any more."""
    gone = set(before.indices) - set(record.indices) - _files_of(record.pages)
    _remove(app, {name for name in gone if not is_extra(app, name)})


def remove_what_sphinx_leaves(app: Sphinx) -> None:
    """Remove files of an earlier configuration, which a clean build would not have."""
    if not writes_pages(app):
        return
    builder: Any = app.builder
    Path(app.outdir, ".buildinfo.bak").unlink(missing_ok=True)
    static = Path(app.outdir, "_static")
    indexer = getattr(builder, "indexer", None)
    # Before Sphinx 9 there is one file of one name, for any language.
    stemmers: Iterable[str] = getattr(indexer, "get_js_stemmer_rawcodes", tuple)()
    kept = {Path(name).name for name in stemmers}
    scripts = {getattr(script, "filename", "") for script in builder._js_files}
    if "_static/translations.js" in scripts:
        kept.add("translations.js")
    for path in (*static.glob("*-stemmer.js"), static / "translations.js"):
        if path.name not in kept:
            path.unlink(missing_ok=True)


def page_files(app: Sphinx, docname: str) -> Iterable[str]:
    """Yield the files that are made of the document *docname*, as paths from the output folder."""
    builder: Any = app.builder
    if writes_pages(app):
        yield output_name(app, docname)
        if writes_site(app) and (twin := twin_name(app, docname)):
            yield twin
        is_unlisted = blog_domain(app.env).is_unlisted(docname)
        if builder.copysource and app.config.html_copy_source and not is_unlisted:
            source = source_of(app.env, docname)
            suffix = app.config.html_sourcelink_suffix
            yield f"_sources/{source if source.endswith(suffix) else f'{source}{suffix}'}"
    elif builder.name in {"text", "transcript"}:
        yield f"{docname}{builder.out_suffix}"


def assets(app: Sphinx) -> Iterable[str]:
    """Yield the images and downloads that documents name, as paths from the output folder."""
    if app.builder.format != "html":
        return
    for _, image in app.env.images.values():
        yield f"_images/{image}"
    for _, download in app.env.dlfiles.values():
        yield f"_downloads/{download}"


def _files_of(pages: Mapping[str, Collection[str]]) -> set[str]:
    return {name for names in pages.values() for name in names}


def _remove(app: Sphinx, names: Iterable[str]) -> None:
    """Remove the files *names*, and folders that are then empty; nothing outside the folder."""
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
                break  # Other files are in it.
