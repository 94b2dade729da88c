"""Importers: convert the posts of another blog system to posts of a site with this extension.

The work is done in three steps:

- `readers/` reads a blog into `source_blog.py`: one module per system;
- `convert.py` converts its posts: the front matter with `front_matter/`, the text with `markup/`,
  and the links with `link_targets.py`;
- `new_files.py` writes the result into the site.

What can't be converted is noted in `report.py`. The folder of the old blog is only read.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from sphinx_transcript.importers.options import NO_OPTIONS, ReaderOptions
from sphinx_transcript.workspace.errors import CommandError

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_transcript.importers.report import Report
    from sphinx_transcript.importers.source_blog import SourceBlog

_READERS = {
    "hugo": "HugoReader",
    "jekyll": "JekyllReader",
    "pelican": "PelicanReader",
    "nikola": "NikolaReader",
    "ablog": "ABlogReader",
    "mkdocs": "MaterialReader",
    "markdown": "MarkdownReader",
    "wordpress": "WordPressReader",
    "quarto": "QuartoReader",
    "myst": "MySTReader",
}

# The extras by the packages that they install.
_EXTRAS = {"markdownify": "wordpress"}


def read_blog(
    system: str, folder: Path, report: Report, options: ReaderOptions = NO_OPTIONS
) -> SourceBlog:
    """Return the blog in *folder*, which holds the configuration of *system*, such as 'hugo'."""
    try:
        # Only the reader that is needed is imported.
        module = importlib.import_module(f"sphinx_transcript.importers.readers.{system}")
    except ModuleNotFoundError as error:
        if error.name not in _EXTRAS:
            raise
        command = f"pip install 'sphinx-transcript[{_EXTRAS[error.name]}]'"
        raise CommandError(f"the package {error.name} is missing: {command}") from error
    blog: SourceBlog = getattr(module, _READERS[system])(folder, report, options).read()
    return blog
