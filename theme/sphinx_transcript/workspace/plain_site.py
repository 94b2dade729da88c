"""A site whose settings are known without Sphinx, which takes a third of a second to set up."""

from __future__ import annotations

import logging
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from sphinx.project import Project

from sphinx_transcript.workspace.plain_conf import plain_values
from sphinx_transcript.workspace.plain_settings import plain_settings
from sphinx_transcript.workspace.site_sources import SiteSources

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path
    from types import SimpleNamespace

    from sphinx_transcript.workspace.site import Site


class PlainSite(SiteSources):
    """The source files of a site whose settings are known without Sphinx."""

    def __init__(self, folder: Path, settings: SimpleNamespace, project: Project) -> None:
        super().__init__(folder, settings, project, settings.transcript_timezone)
        self.resources = ExitStack()
        """What is to be closed with the site."""
        self._site: Site | None = None

    def with_sphinx(self) -> Site:
        """Return the site with Sphinx set up for it, the same one each time."""
        if self._site is None:
            self._site = self.resources.enter_context(_open_site(self.folder, "html"))
        return self._site


@contextmanager
def open_sources(folder: Path, builder: str = "html") -> Iterator[SiteSources]:
    """Find the documents of the site in *folder*, the one with conf.py.

    Sphinx is set up only where conf.py is not plain, or with another *builder*. Raises CommandError
    as `open_site` does.
    """
    plain = plain_site(folder) if builder == "html" else None
    if plain is None:
        with _open_site(folder, builder) as site:
            yield site
    else:
        with plain.resources:
            yield plain


def _open_site(folder: Path, builder: str) -> AbstractContextManager[Site]:
    # Imported here, because Sphinx takes long to import.
    from sphinx_transcript.workspace.site import open_site  # noqa: PLC0415

    return open_site(folder, builder)


def plain_site(folder: Path) -> PlainSite | None:
    """Return the site in *folder*; None where its settings are not known without Sphinx."""
    values = plain_values(folder / "conf.py")
    settings = None if values is None else plain_settings(values, folder)
    if settings is None:
        return None
    project = Project(folder, settings.source_suffix)
    excluded = [
        *settings.exclude_patterns,
        *settings.templates_path,
        *settings.html_extra_path,
        *settings.html_static_path,
    ]
    # Without a handler, Python prints what Sphinx logs: here, as in `open_site`, nothing does.
    logger, handler = logging.getLogger("sphinx"), logging.NullHandler()
    logger.addHandler(handler)
    try:
        project.discover(excluded, settings.include_patterns)
    except Exception:
        # Such as a folder that can't be read, or a pattern that is none. Sphinx reports it.
        return None
    finally:
        logger.removeHandler(handler)
    return PlainSite(folder, settings, project)
