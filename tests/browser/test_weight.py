"""The bytes and requests of the first load of a post, and the benchmark that measures them.

`python3 benchmarks/run.py --weight` measures the same post with other themes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from benchmarks import competitors
from benchmarks.corpora.kinds import USUAL
from benchmarks.loads import from_files, in_browser
from benchmarks.weight import POSTS, chosen_post, page_of, weigh, words_of

from tests.helpers.browser import served

if TYPE_CHECKING:
    from benchmarks.loads import Load
    from playwright.sync_api import Browser

    from tests.conftest import Build, Site

BYTES, REQUESTS = 12_000, 4


@pytest.fixture
def blog(site: Site) -> Build:
    """Return a build of the site that the benchmark measures."""
    site.write("conf.py", competitors.TRANSCRIPT.conf)
    site.write("index.md", competitors.TRANSCRIPT.index)
    USUAL.write(site.srcdir / "post", POSTS)
    return site.build()


def excesses(loads: list[Load]) -> list[str]:
    """Return descriptions of what in *loads* exceeds the budget."""
    weight = weigh("transcript", loads)
    found = [f"{weight.total} bytes: {weight.sizes}"] if weight.total > BYTES else []
    if weight.requests > REQUESTS:
        found.append(f"{weight.requests} requests: {[load.url for load in loads]}")
    return found + [f"to another host: {load.url}" for load in loads if load.body is None]


def test_measured_post_has_about_450_words() -> None:
    assert abs(words_of(chosen_post()) - 450) <= 10


@pytest.mark.browser
def test_first_load_of_a_post_is_within_the_budget(blog: Build, browser: Browser) -> None:
    name = page_of(chosen_post())
    with served(blog.outdir) as url:
        loads = in_browser(browser, f"{url}/{name}")
    assert excesses(loads) == []
    assert {load.kind for load in loads} == {"document", "stylesheet", "script"}
    # Without a browser the benchmark reads the files, with the same result.
    assert weigh("", from_files(blog.outdir, name)) == weigh("", loads)


@pytest.mark.browser
def test_excess_over_the_budget_is_detected(site: Site, browser: Browser) -> None:
    heavy = "".join(f".c{number * 7919 % 99991} {{ order: {number} }}\n" for number in range(9000))
    site.write("_static/heavy.css", f'@import "more.css"; @import "//fonts.invalid/a.css";{heavy}')
    site.write("_static/more.css", "p { order: 1 }")
    site.conf('html_static_path = ["_static"]\nhtml_css_files = ["heavy.css"]\n')
    site.post("a", title="A", date="2024-01-01")
    build = site.build()
    with served(build.outdir) as url:
        found = excesses(in_browser(browser, f"{url}/post/a.html"))
    assert len(found) == 3
    assert found[1].startswith("6 requests")
    assert found[2] == "to another host: http://fonts.invalid/a.css"
    assert excesses(from_files(build.outdir, "post/a.html"))[0] == found[0]
