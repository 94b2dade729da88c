"""Files that a build could not write are written by the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers.build_files import assert_same_files

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Site


@pytest.fixture
def posts(site: Site) -> Site:
    """Return a site with two posts, each a neighbour of the other."""
    site.conf("html_baseurl = 'https://example.org/'\n")
    site.post("a", title="A", date="2020-01-01", tags="[tea]")
    site.post("b", title="B", date="2020-01-02", tags="[tea]")
    return site


def block(path: Path) -> None:
    """Put a folder in the place of the file at *path*, so that it can't be written."""
    path.unlink(missing_ok=True)
    path.mkdir()


@pytest.mark.parametrize("parallel", [0, 3])
@pytest.mark.parametrize("name", ["post/a.html", "post/a.txt", "tag/tea/index.html", "feed.xml"])
def test_file_that_could_not_be_written(posts: Site, name: str, parallel: int) -> None:
    outdir = posts.build().outdir
    block(outdir / name)
    posts.post("b", title="New", date="2020-01-02", tags="[tea]")
    failed = posts.build(parallel=parallel)
    assert str(outdir / name) in failed.warnings
    (outdir / name).rmdir()
    (outdir / name).write_text("left by another program", "utf-8")
    assert_same_files(posts.build(parallel=parallel), posts.clean_build(), name)


@pytest.mark.parametrize("builder", ["text", "transcript"])
def test_text_that_could_not_be_written(posts: Site, builder: str) -> None:
    outdir = posts.build(builder).outdir
    block(outdir / "index.txt")
    posts.post("b", title="New", date="2020-01-02")
    assert "index.txt" in posts.build(builder).warnings
    (outdir / "index.txt").rmdir()
    (outdir / "index.txt").write_text("left by another program", "utf-8")
    assert_same_files(posts.build(builder), posts.clean_build(builder), builder)
