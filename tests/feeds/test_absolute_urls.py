"""URLs and ids in feed entries: absolute and unique, because readers show entries elsewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.conftest import Site
from tests.helpers.marked_post import PNG
from tests.helpers.site_reader import BASE, WITH_BASE, Tags, content, entries

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
    # As sphinx.ext.graphviz names its pictures: by a Path, which has no double slash.
    "drawn": ("```{drawn}\n```", ["_images/drawn.svg"]),
    "raw-object": (_raw('<object data="a.svg"></object>'), ["{beside}a.svg"]),
}
"""For each post, by name: its body, and the URLs that its entry must contain."""

DRAWN = """
from pathlib import Path
from docutils import nodes
from docutils.parsers.rst import Directive

class drawn(nodes.Element):
    pass

class Drawn(Directive):
    def run(self):
        return [drawn()]

def visit(self, node):
    path = Path(self.builder.imgpath, "drawn.svg")
    self.body.append(f'<object data="{path.as_posix()}"></object>')
    raise nodes.SkipNode

def skip(self, node):
    raise nodes.SkipNode

def setup(app):
    app.add_node(drawn, html=(visit, None), text=(skip, None))
    app.add_directive("drawn", Drawn)
"""
"""An extension whose directive shows a picture in the way of sphinx.ext.graphviz."""
EXTENSION = """
import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).parent))
extensions.append("drawn_pictures")
"""


@pytest.fixture(scope="module", params=["html", "dirhtml"])
def build(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Return a build with a post for each of BODIES."""
    site = Site(tmp_path_factory.mktemp("feeds"))
    site.conf(WITH_BASE + "myst_heading_anchors = 2\ntranscript_feed_limit = 99\n" + EXTENSION)
    site.write("drawn_pictures.py", DRAWN)
    site.write("about.md", "# About\n\n## A part\n")
    site.write("post/i.png", PNG)
    site.write("post/f.zip", b"z")
    for name, (body, _) in BODIES.items():
        site.post(name, title=name, date="2020-01-01", tags="[tea]", body=f"{body}\n")
    return site.build(request.param)


@pytest.mark.parametrize("name", BODIES)
def test_urls_in_an_entry_are_absolute(build: Build, name: str) -> None:
    if build.outdir.name == "html":
        urls = {"about": "about.html", "here": f"post/{name}.html", "beside": "post/", "up": ""}
        urls |= {"section": "post/section.html", "index": "index.html"}
    else:
        urls = {"about": "about/", "here": f"post/{name}/", "beside": f"post/{name}/"}
        urls |= {"up": "post/", "section": "post/section/", "index": ""}
    wanted = [url.format(**urls) for url in BODIES[name][1]]
    shown = Tags(content(entries(build)[name])).addresses
    assert [_without_digest(url) for url in shown] == [
        url if ":" in url else BASE + url for url in wanted
    ]


def _without_digest(url: str) -> str:
    """Return *url* with ``*`` in place of a digest or a numbered id."""
    return re.sub(r"(?<=_downloads/)\w+|(?<=#)id\d+", "*", url)


def test_ids_in_a_feed_are_unique(build: Build) -> None:
    ids = [name for entry in entries(build).values() for name in Tags(content(entry)).ids]
    assert sum("footnote" in name for name in ids) == 2
    assert sum(name.endswith("-here") for name in ids) == 2
    assert len(set(ids)) == len(ids)


def test_text_in_raw_html_is_unchanged(site: Site) -> None:
    site.conf(WITH_BASE)
    site.post("a", title="A", date="2020-01-01", body=_raw('<pre>an href="x" of mine</pre>'))
    assert 'an href="x" of mine' in content(entries(site.build())["A"])


def test_image_url_of_an_entry_exists(site: Site) -> None:
    site.conf(WITH_BASE)
    site.write("post/i.png", PNG)
    site.post("a", title="A", date="2020-01-01", image="i.png", body="![i](i.png)\n")
    build = site.build()
    assert f'"image": "{BASE}_images/i.png"' in build.read("feed.json")
    assert build.files()["_images/i.png"] == PNG


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_image_only_in_front_matter_is_copied(site: Site, builder: str) -> None:
    site.conf(WITH_BASE)
    site.write("post/i.png", PNG)
    site.post("a", title="A", date="2020-01-01", image="i.png")
    build = site.build(builder)
    assert f"{BASE}_images/i.png" in build.read("feed.json")
    assert "_images/i.png" in build.files()
