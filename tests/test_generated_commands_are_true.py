"""The law of the transcript on pages that no source has: their commands select what they show."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from tests.conftest import EXAMPLE_SITE, Build, build_site
from tests.test_commands_are_true import (
    PageParser,
    dated_sources,
    printed_lines,
    sources_of,
)

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["dated_sources"]

FOLDERS = ("archive/", "author/", "category/", "post/", "series/", "tag/")
_COUNT = re.compile(r'<span class="count">(\d+)</span> <a[^>]*>(.*?)</a>')


@pytest.fixture(scope="module")
def paginated(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Return the example site with five rows a page."""
    folder = tmp_path_factory.mktemp("paginated")
    return build_site("html", EXAMPLE_SITE, folder, conf={"transcript_paginate": 5})


def generated(build: Build) -> list[str]:
    """Return the generated pages of *build* that have a command of their own."""
    names = [name for name in build.files() if name.startswith(FOLDERS) and name.endswith("html")]
    return [name for name in names if 'class="blog-index' in build.read(name)]


def test_commands_select_what_generated_pages_show(
    paginated: Build, dated_sources: Path, tmp_path: Path
) -> None:
    pages = generated(paginated)
    assert {"post/page/2/index.html", "post/page/3/index.html", "archive/2016/index.html"} < {
        *pages
    }
    kinds: dict[str, int] = {}
    for page in pages:
        parser = PageParser()
        html = paginated.read(page)
        parser.feed(html.partition("<main")[2])
        results = printed_lines([each.command for each in parser.shown], dated_sources, tmp_path)
        for each, lines in zip(parser.shown, results, strict=True):
            folder = page.partition("/")[0]
            if each.links:
                kinds[folder] = kinds.get(folder, 0) + 1
                assert lines == sources_of(each.links, page), (page, each.command)
            else:
                kinds[f"{folder}, all"] = 1
                shown = [[count, unescape(name)] for count, name in _COUNT.findall(html)]
                assert shown
                assert [line.split(None, 1) for line in lines] == shown, (page, each.command)
    # Where no command holds, a heading stands: who wrote a post is not in every file.
    alone = {"archive", "author", "category", "post", "series", "tag"}
    assert kinds.keys() == alone | {"category, all", "tag, all"}
