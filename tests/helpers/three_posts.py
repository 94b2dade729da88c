"""A small blog: a base URL and three posts, listed on the home page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.helpers.blog_model import shown_rows
from tests.helpers.site_reader import WITH_BASE

if TYPE_CHECKING:
    from tests.conftest import Build, Site

LISTING_PAGE = "---\norphan: true\n---\n# {}\n\n```{{blog-index}}\n{}\n```\n"
"""A page with a listing; the slots are its title and the options of the listing."""


def write_three_posts(site: Site) -> None:
    """Write a base URL into conf.py, and the posts a, b and c of consecutive days."""
    site.conf(WITH_BASE)
    for number, name in enumerate("abc", start=1):
        site.post(name, title=f"Post {name}", date=f"2020-01-0{number}", tags=f"[tea, {name}]")


def home_rows(build: Build) -> list[str]:
    """Return the titles in the listing on the home page."""
    return shown_rows(build, "index")
