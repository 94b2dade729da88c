"""The keys ``og:*`` of sphinxext-opengraph, in front matter and in field lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers.build_output import build_warnings
from tests.helpers.marked_post import PNG
from tests.helpers.site_reader import BASE, WITH_CARDS, entries, page

if TYPE_CHECKING:
    from tests.conftest import Site

KEYS = {
    "og:title": "Other -- title",
    "og:description": "For <networks> alone.",
    "og:type": "video",
    "og:image:alt": "A picture",
    "og:video": "https://example.org/a.webm",
}


@pytest.fixture(autouse=True)
def _base_url(site: Site) -> None:
    site.conf(WITH_CARDS)


@pytest.mark.parametrize("suffix", ["md", "rst"])
def test_keys_of_a_post_replace_and_add_tags(site: Site, suffix: str) -> None:
    fields = {"title": "A", "date": "2020-01-01", "description": "Of mine.", **KEYS}
    fields["og:image"] = "i.png"
    if suffix == "md":
        site.post("x", **fields)
    else:
        lines = "\n".join(f":{key}: {value}" for key, value in fields.items())
        site.write("post/x.rst", f"{lines}\n\nText.\n")
    site.write("post/i.png", PNG)
    build = site.build(smartquotes=False)
    assert build_warnings(build) == []
    tags = page(build, "post/x")
    found = {key: tags.meta(key) for key in KEYS}
    assert found == {key: [value] for key, value in KEYS.items()}
    assert tags.meta("og:image") == [f"{BASE}_images/i.png"]
    assert tags.meta("description") == ["Of mine."]
    assert tags.meta("twitter:card") == ["summary_large_image"]
    assert entries(build)["A"].summary == "Of mine."


def test_image_at_an_address_is_that_of_networks_alone(site: Site) -> None:
    site.write("post/i.png", PNG)
    site.post("x", title="A", date="2020-01-01", image="i.png",
              **{"og:image": "https://x.example/o.png"})  # fmt: skip
    build = site.build()
    assert page(build, "post/x").meta("og:image") == ["https://x.example/o.png"]
    assert f'"image":"{BASE}_images/i.png"' in build.read("post/x.html")


def test_keys_of_a_page_are_used(site: Site) -> None:
    site.write("about.md", "---\norphan: true\nog:title: Us\nog:image: a.png\n---\n# About\n")
    build = site.build()
    assert build_warnings(build) == []
    tags = page(build, "about")
    assert (tags.meta("og:title"), tags.meta("og:image")) == (["Us"], [])


def test_keys_do_not_keep_a_post_back(site: Site) -> None:
    site.post("x", title="A", date="2020-01-01", **{"og:type": "draft", "og:url": "https://x.org/"})
    build = site.build()
    assert build_warnings(build) == []
    assert page(build, "post/x").meta("og:url") == ["https://x.org/"]
