"""Output files that are missing, or that another file has taken the place of.

Sphinx writes a page again if its source changes. It does not notice a file that was deleted from
the output folder, and in each build it copies the files of ``html_extra_path`` over the pages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_transcript.support.file_names import FilesBelow

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from sphinx.application import Sphinx


def documents_with_missing_files(
    app: Sphinx, page_files: Mapping[str, Collection[str]]
) -> set[str]:
    """Return the documents one of whose files, images or downloads is not in the output folder.

    *page_files* are the files of each page, as paths relative to the output folder.
    """
    present = FilesBelow(app.outdir)
    found = {
        name
        for name, files in page_files.items()
        if name in app.env.found_docs and not all(file in present for file in files)
    }
    if app.builder.format == "html":
        for folder, files_of in (("_images", app.env.images), ("_downloads", app.env.dlfiles)):
            for docnames, file in files_of.values():
                if f"{folder}/{file}" not in present:
                    found |= docnames
    return found


def has_all_files(app: Sphinx, files: Iterable[str]) -> bool:
    """Tell whether all *files*, paths relative to the output folder, exist."""
    present = FilesBelow(app.outdir)
    return all(file in present for file in files)


def documents_hidden_by(
    page_files: Mapping[str, Collection[str]], extra: Collection[str]
) -> set[str]:
    """Return the documents whose page is also among the *extra* files of the project.

    In a clean build Sphinx copies the extra files first, so that the page wins. In later builds
    the copy would win unless the page is written again.
    """
    taken = set(extra)
    return {name for name, files in page_files.items() if not taken.isdisjoint(files)}
