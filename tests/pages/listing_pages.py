"""Pages with listings: writing their sources, and reading the titles that they show."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.conftest import Build, Site

_TAG = re.compile(r"<[^>]+>")


def write_listings(site: Site, *options: str, name: str = "index") -> None:
    """Write the page *name* with one listing for each of *options*."""
    blocks = [f"```{{blog-index}}\n{each}\n```\n" for each in options]
    site.write(f"{name}.md", "---\norphan: true\n---\n\n# Page\n\n" + "\n".join(blocks))


def listings(build: Build, name: str) -> list[list[str]]:
    """Return the post titles in each listing on the page *name*."""
    found = []
    for box in build.read(name).split('<div class="ts-blog-index')[1:]:
        lists = re.findall(r'<ul class="ts-post-rows[^>]*>.*?</ul>', box, re.DOTALL)
        links = [link for each in lists for link in re.findall(r"<a [^>]*>(.*?)</a>", each)]
        found.append([unescape(_TAG.sub("", link)) for link in links])
    return found


def rows(build: Build, name: str) -> list[str]:
    """Return the post titles in all listings on the page *name*."""
    return [title for titles in listings(build, name) for title in titles]
