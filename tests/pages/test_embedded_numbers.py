"""Numbers of figures in posts that listings and feeds show in full."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Build, Site

FIGURE = "```{figure} dot.svg\n:name: {name}\n{caption}\n```\n"
HOME = """# Home

```{toctree}
:numbered:
post/a
post/b
```

```{blog-index}
:format: full
```
"""


@pytest.fixture
def numbered(site: Site) -> Site:
    site.conf('numfig = True\nhtml_baseurl = "https://example.org/"\n')
    site.write("index.md", HOME)
    site.write("post/dot.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    for name in "ab":
        body = FIGURE.replace("{name}", name).replace("{caption}", f"Caption {name}")
        site.post(name, title=name.upper(), date="2020-01-01", tags="[x]", body=body)
    return site


def _numbers(build: Build, page: str) -> list[tuple[str, str]]:
    """Return the number and the caption of each figure on *page*."""
    html = build.read(page).replace('\\"', '"')
    captions = re.findall(
        r'<span class="caption-number">(.*?) ?</span><span class="caption-text">(.*?)</span>', html
    )
    return [(number, caption) for number, caption in captions]


@pytest.mark.parametrize("parallel", [0, 2])
def test_numbers_are_those_of_the_own_page(numbered: Site, parallel: int) -> None:
    build = numbered.build(parallel=parallel)
    assert _numbers(build, "post/a.html") == [("Fig. 1.1", "Caption a")]
    assert _numbers(build, "post/b.html") == [("Fig. 2.1", "Caption b")]
    both = {("Fig. 1.1", "Caption a"), ("Fig. 2.1", "Caption b")}
    assert set(_numbers(build, "index.html")) == both
    assert set(_numbers(build, "feed.json")) == both


def test_changed_numbers_are_followed(numbered: Site) -> None:
    numbered.build()
    numbered.write("index.md", HOME)
    numbered.write("first.md", "# First\n\nText.\n")
    numbered.write("index.md", HOME.replace("post/a\n", "first\npost/a\n"))
    build, clean = numbered.build(), numbered.clean_build()
    assert ("Fig. 2.1", "Caption a") in _numbers(build, "index.html")
    assert build.read("index.html") == clean.read("index.html")


def test_equations_have_the_numbers_and_labels_of_their_own_page(site: Site) -> None:
    site.conf('html_baseurl = "https://example.org/"\n')
    site.conf('myst_enable_extensions = ["dollarmath", "amsmath"]\n')
    site.write("index.md", "# Home\n\n```{blog-index}\n:format: full\n```\n")
    body = (
        "$$\\begin{align*} a \\label{row} \\end{align*}$$\n\n"
        "\\begin{equation} b \\label{whole} \\end{equation}\n\n"
        "$\\eqref{row} \\eqref{whole}$\n"
    )
    for name in "ab":
        site.post(name, title=name.upper(), date="2020-01-01", body=body)
    build = site.build()
    assert build.warnings == ""
    page = build.read("index.html")
    links = re.findall(r'<mtext><a href="#([^"]*)">(.*?)</a></mtext>', page)
    assert [number for _, number in links] == ["(1)"] * 4
    assert [page.count(f'id="{anchor}"') for anchor, _ in links] == [1] * 4
    assert len({anchor for anchor, _ in links}) == 4
    assert "equation-row" in build.read("post/b.html")
