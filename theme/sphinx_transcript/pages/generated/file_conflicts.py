"""Names that would be a file and a folder at once in the output folder."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from sphinx_transcript.support.file_names import casefold_path, ignores_case
from sphinx_transcript.support.html_builders import (
    file_key,
    has_standard_names,
    is_extra_file,
    output_name,
)

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_TEXT_SUFFIX = ".txt"


def _documents_named(app: Sphinx, pagenames: set[str]) -> set[str]:
    """Return the documents that may be written to the file of one of *pagenames*."""
    documents = app.env.found_docs
    if not has_standard_names(app):
        return documents
    # Under dirhtml the documents `tag` and `tag/index` are written to the same file.
    names = pagenames | {name.removesuffix("/index") for name in pagenames}
    if not ignores_case(str(app.outdir)):
        return documents & names
    keys = set(map(casefold_path, names))
    return {name for name in documents if casefold_path(name) in keys}


class FilesAndFolders:
    """The files and folders of documents that generated pages can meet."""

    def __init__(self, app: Sphinx, pagenames: set[str]) -> None:
        self._app = app
        documents = _documents_named(app, pagenames)
        self._taken = {file_key(app, output_name(app, name)) for name in documents}
        builder: Any = app.builder
        suffix = str(builder.out_suffix)
        self._has_extra_files = bool(app.config.html_extra_path)
        self._suffixes = tuple({suffix, _TEXT_SUFFIX})
        # A document such as tag/index.html/x makes a folder with the name of a page.
        self._folders: dict[str, str] = {}
        for docname in sorted(app.env.found_docs):
            if suffix.casefold() in docname.casefold():
                path = output_name(app, docname)
                for folder in PurePosixPath(path).parents:
                    self._folders.setdefault(file_key(app, folder.as_posix()), path)
        self._files: dict[str, str] | None = None

    def is_document(self, path: str) -> bool:
        """Return whether the page of a document is written to *path*."""
        return file_key(self._app, path) in self._taken

    def conflict(self, path: str) -> str:
        """Return the file that keeps *path* from being written, or ''."""
        found = self._folders.get(file_key(self._app, path), "")
        for folder in PurePosixPath(path).parents:
            name = folder.as_posix()
            if not found and name.casefold().endswith(self._suffixes):
                found = self._files_of_documents().get(file_key(self._app, name), "")
            if not found and self._has_extra_files and is_extra_file(self._app, name):
                found = name
        return found

    def _files_of_documents(self) -> dict[str, str]:
        """Return the pages and text pages of all documents, by their keys."""
        if self._files is None:
            paths = [output_name(self._app, name) for name in sorted(self._app.env.found_docs)]
            paths += [str(PurePosixPath(path).with_suffix(_TEXT_SUFFIX)) for path in paths]
            self._files = {file_key(self._app, path): path for path in paths}
        return self._files
