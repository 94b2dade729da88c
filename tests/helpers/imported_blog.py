"""Imports the sample blog of another system into a new site, and builds the site."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import feedparser  # type: ignore[import-untyped]
import pytest

from sphinx_transcript.cli.main import main
from tests.conftest import Site

if TYPE_CHECKING:
    from tests.conftest import Build

DATA = Path(__file__).parent.parent / "data" / "importing"
_CONF = 'html_baseurl = "https://example.org/"\nsmartquotes = False\n'
_TALLY = ("  ", "notes by kind:", "for conf.py:")


@dataclass
class ImportedBlog:
    """A sample blog after its import: the site, its build, and what the command printed."""

    site: Site
    build: Build
    files: list[str]
    """The files that the command listed, relative to the source folder."""
    messages: list[str]
    """The notes and the closing line on standard error, without the tallies between them."""
    source_is_unchanged: bool
    """Whether the import left all files of the sample blog as they were."""

    def text(self, name: str) -> str:
        return (self.site.srcdir / name).read_text("utf-8")

    def entries(self) -> dict[str, tuple[str, str, set[str]]]:
        """Return the id, the date and the labels of each entry in the feed, by title."""
        feed = feedparser.parse((self.build.outdir / "feed.xml").read_bytes())
        return {
            entry.title: (entry.id, entry.published, {tag.term for tag in entry.get("tags", [])})
            for entry in feed.entries
        }

    def redirect_target(self, address: str) -> str:
        """Return the target of the redirect page at *address*."""
        page = self.build.read(address)
        return page.partition("0; url=")[2].partition('"')[0]


def file_contents(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def import_blog(system: str, tmp_path_factory: pytest.TempPathFactory) -> ImportedBlog:
    """Import the sample blog of *system*, and build the site."""
    folder = tmp_path_factory.mktemp(system)
    site = Site(folder)
    site.conf(_CONF)
    before = file_contents(DATA / system)
    out, err = folder / "out", folder / "err"
    with pytest.MonkeyPatch.context() as patch, out.open("w+") as stdout, err.open("w+") as stderr:
        patch.setattr("sys.stdout", stdout)
        patch.setattr("sys.stderr", stderr)
        # Whether pandoc is installed makes no difference.
        patch.setenv("PATH", "")
        status = main(["import", str(DATA / system), "--from", system, "--to", str(site.srcdir)])
    assert status == 0
    printed = err.read_text().splitlines()
    if "for conf.py:" in printed:
        # As a user pastes them: all but the closing line.
        lines = printed[printed.index("for conf.py:") + 1 : -1]
        site.conf(_CONF + "\n".join(line.strip() for line in lines) + "\n")
    return ImportedBlog(
        site,
        site.build(),
        [str(Path(line).relative_to(site.srcdir)) for line in out.read_text().splitlines()],
        [line for line in printed if not line.startswith(_TALLY)],
        file_contents(DATA / system) == before,
    )
