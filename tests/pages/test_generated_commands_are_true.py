"""The commands on generated pages print what the pages show."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from tests.conftest import EXAMPLE_SITE, Build, build_site
from tests.helpers.page_commands import (
    PageParser,
    copy_dated_sources,
    printed_lines,
    sources_of,
)

if TYPE_CHECKING:
    from pathlib import Path

FOLDERS = ("archive/", "author/", "category/", "post/", "series/", "tag/")
_COUNT = re.compile(r'<span class="ts-count">(\d+)</span> <a[^>]*>(.*?)</a>')


@pytest.fixture(scope="module")
def dated_sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the sources in which each post was last modified on its date."""
    folder = tmp_path_factory.mktemp("dated") / "src"
    copy_dated_sources(folder)
    return folder


@pytest.fixture(scope="module")
def paginated(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Return a build of the example site with five rows per page."""
    folder = tmp_path_factory.mktemp("paginated")
    return build_site("html", EXAMPLE_SITE, folder, conf={"transcript_paginate": 5})


def generated(build: Build) -> list[str]:
    """Return the generated pages of *build* that have a listing."""
    names = [name for name in build.files() if name.startswith(FOLDERS) and name.endswith("html")]
    return [name for name in names if 'class="ts-blog-index' in build.read(name)]


def test_commands_print_what_generated_pages_show(
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
        results = printed_lines([each.line for each in parser.commands], dated_sources, tmp_path)
        for each, lines in zip(parser.commands, results, strict=True):
            assert re.fullmatch(r"# .+, (\d+( of \d+)?|page \d+ of \d+)", each.comment), page
            folder = page.partition("/")[0]
            if each.links:
                kinds[folder] = kinds.get(folder, 0) + 1
                assert lines == sources_of(each.links, page), (page, each.command)
            else:
                kinds[f"{folder}, all"] = 1
                shown = [[count, unescape(name)] for count, name in _COUNT.findall(html)]
                assert shown
                assert [line.split(None, 1) for line in lines] == shown, (page, each.command)
    # Other pages have a heading instead: not every source file names its author, for instance.
    with_commands = {"archive", "author", "category", "post", "series", "tag"}
    assert kinds.keys() == with_commands | {
        "archive, all",
        "category, all",
        "series, all",
        "tag, all",
    }
