"""Bugs reported for, and features requested of, other projects: the sitemap.

Each test is named after the project and, where there is one, the number of the report.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers.site_reader import build_file, sitemap
from tests.helpers.three_posts import write_three_posts

if TYPE_CHECKING:
    from tests.conftest import Site


@pytest.fixture
def blog(site: Site) -> Site:
    """Return a site with a base URL and three posts."""
    write_three_posts(site)
    return site


def test_sphinx_sitemap_13_100_sitemap_has_pages_that_were_not_rebuilt(blog: Site) -> None:
    before = sitemap(blog.build())
    blog.post("b", title="Anew", date="2020-01-02", tags="[tea, b]")
    assert sitemap(build_file(blog, "post/b.md")) == before
    assert sitemap(blog.build()) == before
    assert len(before) > 9
