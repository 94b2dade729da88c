"""Every address in a feed's entry is absolute, and every id its own: readers show it elsewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import Site
from tests.marked_post import PNG
from tests.site_reader import BASE, WITH_BASE, Tags, content, entries

if TYPE_CHECKING:
    from tests.conftest import Build


def _raw(markup: str) -> str:
    return f"```{{raw}} html\n{markup}\n```\n"


BODIES: dict[str, tuple[str, list[str]]] = {
    "document": ("[to](../about.md)", ["{about}"]),
    "section": ("[to](../about.md#a-part)", ["{about}#a-part"]),
    "post": ("[to](section.md)", ["{section}"]),
    "own-section": ("[to](#here)\n\n## Here\n", ["{here}#here"]),
    "doc-role": ("{doc}`/about` {post}`section`", ["{about}", "{section}"]),
    "tag-role": ("{tag}`tea`", ["tag/tea/{index}"]),
    "image": ("![i](i.png)", ["_images/i.png"]),
    "figure": ("```{figure} i.png\n:target: ../x/\nC\n```", ["{up}x/", "_images/i.png"]),
    "scaled": ("```{image} i.png\n:width: 9px\n```", ["_images/i.png", "_images/i.png"]),
    "download": ("{download}`f.zip`", ["_downloads/*/f.zip"]),
    "linked-file": ("[to](f.zip)", ["_downloads/*/f.zip"]),
    "footnote": ("Text[^1].\n\n[^1]: A [note](../about.md).\n", ["{here}#*", "{about}"]),
    "elsewhere": ("[to](https://x.example/a?b=c#d)", ["https://x.example/a?b=c#d"]),
    "mail": ("[to](mailto:a@x.example)", ["mailto:a%40x.example"]),
    "raw-link": ('<a href="mine.zip">x</a>', ["{beside}mine.zip"]),
    "raw-quotes": ("<a\n  HREF = 'mine.zip'>x</a>", ["{beside}mine.zip"]),
    "raw-up": (_raw('<p><img src="../up.png"></p>'), ["{up}up.png"]),
    "raw-fragment": (_raw('<a href="#there">x</a>'), ["{here}#there"]),
    "raw-root": (_raw('<a href="/top.html">x</a>'), ["https://example.org/top.html"]),
    "raw-video": (_raw('<video poster="p.png"></video>'), ["{beside}p.png"]),
    "contents": ("```{contents}\n:local:\n```\n\n## Here\n\nText.\n", ["{here}#here"]),
    "root-relative": ("```{eval-rst}\n`to </top/>`_\n```", ["https://example.org/top/"]),
    "raw-bare": (_raw("<a href=mine.zip>x</a>"), ["{beside}mine.zip"]),
    "raw-srcset": (_raw('<img srcset="a.png 2x">'), ["{beside}a.png"]),
    "raw-object": (_raw('<object data="a.svg"></object>'), ["{beside}a.svg"]),
}
"""By the name of the post: its text, and the addresses in it."""
BROKEN = {
    "contents": "a section's title leads back to {contents} by a bare #id (toc_backlinks)",
    "root-relative": "/top/ of a docutils link stays as it is: lead_elsewhere skips a slash",
    "raw-bare": "an attribute without quotes is not looked at",
    "raw-srcset": "srcset is not looked at",
    "raw-object": "data is not looked at",
}


def _name(name: str) -> Any:
    if name in BROKEN:
        return pytest.param(name)
    return name


@pytest.fixture(scope="module", params=["html", "dirhtml"])
def build(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Return a build of a post for each of BODIES."""
    site = Site(tmp_path_factory.mktemp("feeds"))
    site.conf(WITH_BASE + "myst_heading_anchors = 2\ntranscript_feed_limit = 99\n")
    site.write("about.md", "# About\n\n## A part\n")
    site.write("post/i.png", PNG)
    site.write("post/f.zip", b"z")
    for name, (body, _) in BODIES.items():
        site.post(name, title=name, date="2020-01-01", tags="[tea]", body=f"{body}\n")
    return site.build(request.param)


@pytest.mark.parametrize("name", [_name(name) for name in BODIES])
def test_addresses_in_an_entry_are_absolute(build: Build, name: str) -> None:
    if build.outdir.name == "html":
        places = {"about": "about.html", "here": f"post/{name}.html", "beside": "post/", "up": ""}
        places |= {"section": "post/section.html", "index": "index.html"}
    else:
        places = {"about": "about/", "here": f"post/{name}/", "beside": f"post/{name}/"}
        places |= {"up": "post/", "section": "post/section/", "index": ""}
    wanted = [address.format(**places) for address in BODIES[name][1]]
    shown = Tags(content(entries(build)[name])).addresses
    assert [_without_digest(address) for address in shown] == [
        address if ":" in address else BASE + address for address in wanted
    ]


def _without_digest(address: str) -> str:
    return re.sub(r"(?<=_downloads/)\w+|(?<=#)id\d+", "*", address)


def test_no_id_stands_twice_in_a_feed(build: Build) -> None:
    ids = [name for entry in entries(build).values() for name in Tags(content(entry)).ids]
    assert sum("footnote" in name for name in ids) == 2
    assert sum(name.endswith("-here") for name in ids) == 2
    assert len(set(ids)) == len(ids)


def test_text_in_html_of_the_author_stays(site: Site) -> None:
    site.conf(WITH_BASE)
    site.post("a", title="A", date="2020-01-01", body=_raw('<pre>an href="x" of mine</pre>'))
    assert 'an href="x" of mine' in content(entries(site.build())["A"])


def test_picture_of_a_post_is_where_the_feed_says(site: Site) -> None:
    site.conf(WITH_BASE)
    site.write("post/i.png", PNG)
    site.post("a", title="A", date="2020-01-01", image="i.png", body="![i](i.png)\n")
    build = site.build()
    assert f'"image": "{BASE}_images/i.png"' in build.read("feed.json")
    assert build.files()["_images/i.png"] == PNG


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_picture_that_front_matter_alone_names_is_there(site: Site, builder: str) -> None:
    site.conf(WITH_BASE)
    site.write("post/i.png", PNG)
    site.post("a", title="A", date="2020-01-01", image="i.png")
    build = site.build(builder)
    assert f"{BASE}_images/i.png" in build.read("feed.json")
    assert "_images/i.png" in build.files()
