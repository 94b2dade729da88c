"""Links without a target, and names that no file system accepts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.check.build_comparison import assert_same
from tests.helpers.build_output import assert_one_warning, build_warnings

if TYPE_CHECKING:
    from tests.conftest import Site

CONF = 'html_baseurl = "https://example.org/blog/"\n'
HOME = "# Home\n\n```{blog-index}\n:format: excerpt\n```\n\n```{blog-index}\n:format: full\n```\n"
POST = "https://example.org/blog/post/a.html"


def _addresses(html: str, text: str) -> list[str]:
    """Return the addresses of the links with *text* in *html*, in order."""
    links = re.findall(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>', html)
    return [address for address, label in links if re.sub("<[^>]+>", "", label) == text]


@pytest.mark.parametrize(
    "body",
    ["See [text]().", "[text](#)", "See [text](<>).", "[text][b]\n\n[b]: <>", "[text](#)\n\n[x]()"],
)
@pytest.mark.parametrize("parallel", [0, 4])
def test_link_without_a_target_leads_to_the_top_of_its_post(
    site: Site, body: str, parallel: int
) -> None:
    site.conf(CONF)
    site.write("index.md", HOME)
    site.post("a", title="A", date="2022-01-01", body=f"{body}\n")
    for number in range(28):
        site.post(f"b{number}", title=f"B{number}", date="2020-01-01")
    build = site.build(parallel=parallel)
    assert {line.partition(": WARNING: ")[2] for line in build_warnings(build)} == {
        "'myst' cross-reference target not found: '' [myst.xref_missing]"
    }
    assert _addresses(build.read("post/a.html"), "text") == ["#"]
    assert _addresses(build.read("index.html"), "text") == ["post/a.html", "post/a.html"]
    feed = build.read("feed.json").replace('\\"', '"')
    assert _addresses(feed, "text") == [POST]
    assert "text" in build.read("post/a.txt")
    assert (build.outdir / "post/b27.html").exists()


def test_link_to_the_top_in_restructuredtext(site: Site) -> None:
    site.conf(CONF)
    site.write("index.md", HOME)
    site.write("post/a.rst", ":date: 2022-01-01\n\nA\n=\n\nSee `text <#>`_.\n")
    build = site.build()
    assert build_warnings(build) == []
    assert _addresses(build.read("post/a.html"), "text") == ["#"]
    # The excerpt has the text alone: a link within a page leads to what is left out.
    assert _addresses(build.read("index.html"), "text") == ["post/a.html"]
    assert "See text." in build.read("index.html")
    assert _addresses(build.read("feed.json").replace('\\"', '"'), "text") == [f"{POST}#"]


@pytest.mark.parametrize(
    "target", [f"{'a' * 300}.md", f"{'a/' * 1200}b.md", "a%00b", f"{'ä' * 200}.png"]
)
def test_link_to_a_name_that_no_file_can_have(site: Site, target: str) -> None:
    site.post("a", title="A", date="2020-01-01", body=f"See [text]({target}).\n")
    (warning,) = build_warnings(site.build())
    assert "/src/post/a.md:6: WARNING: 'myst' cross-reference target not found: " in warning
    assert assert_same(site)
    assert build_warnings(site.build()) == []  # As after any other unknown target.


@pytest.mark.parametrize("name", ["a" * 300, f"{'a/' * 1200}b.png", "ä" * 200])
def test_image_with_a_name_that_no_file_can_have(site: Site, name: str) -> None:
    site.post("a", title="A", date="2020-01-01", image=name)
    build = site.build()
    assert_one_warning(build, "post/a.md", 1, "front_matter", "image: there is no file")
    assert "og:image" not in build.read("post/a.html")


@pytest.mark.parametrize("extra", ["", 'html_extra_path = ["extra"]\n'])
def test_alias_in_more_folders_than_a_path_can_have(site: Site, extra: str) -> None:
    site.conf(CONF + extra)
    site.write("extra/x.txt", "x")
    site.post("a", title="A", date="2020-01-01", aliases=f"[old, {'a/' * 1200}]")
    build = site.build()
    assert len(build_warnings(build)) == 1
    assert "/src/post/a.md:1: WARNING: " in build_warnings(build)[0]
    assert "/post/a.html" in build.read("old/index.html")
    assert (build.outdir / "feed.xml").exists()
