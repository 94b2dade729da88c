"""What becomes of the blog of another system that is imported into a new site and built."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import feedparser  # type: ignore[import-untyped]
import pytest

from sphinx_transcript.commands.main import main
from tests.conftest import Site

if TYPE_CHECKING:
    from tests.conftest import Build

DATA = Path(__file__).parent / "data" / "importing"


@dataclass
class Imported:
    """A blog of one system, and what became of it."""

    site: Site
    build: Build
    files: list[str]
    notes: list[str]
    untouched: bool

    def text(self, name: str) -> str:
        return (self.site.srcdir / name).read_text("utf-8")

    def entries(self) -> dict[str, tuple[str, str, set[str]]]:
        """Return the id, the date and the labels of each post in the feed, by its title."""
        feed = feedparser.parse((self.build.outdir / "feed.xml").read_bytes())
        return {
            entry.title: (entry.id, entry.published, {tag.term for tag in entry.get("tags", [])})
            for entry in feed.entries
        }

    def leads_to(self, address: str) -> str:
        """Return where the page at the old *address* leads."""
        page = self.build.read(address)
        return page.partition("0; url=")[2].partition('"')[0]


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def made(system: str, tmp_path_factory: pytest.TempPathFactory) -> Imported:
    """Return what becomes of the sample blog of *system*."""
    folder = tmp_path_factory.mktemp(system)
    site = Site(folder)
    site.conf('html_baseurl = "https://example.org/"\nsmartquotes = False\n')
    before = tree(DATA / system)
    out, err = folder / "out", folder / "err"
    with pytest.MonkeyPatch.context() as patch, out.open("w+") as one, err.open("w+") as two:
        patch.setattr("sys.stdout", one)
        patch.setattr("sys.stderr", two)
        status = main(["import", str(DATA / system), "--from", system, "--to", str(site.srcdir)])
    assert status == 0
    return Imported(
        site,
        site.build(),
        [str(Path(line).relative_to(site.srcdir)) for line in out.read_text().splitlines()],
        err.read_text().splitlines(),
        tree(DATA / system) == before,
    )
