"""Listings with the text of posts: excerpts and whole posts that stand together on one page."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from tests.marked_post import PNG
from tests.site_links import broken_links, links_to, not_once, parts_of, target_of
from tests.test_rebuild import assert_same_files
from tests.traces import FIRST_FILES, complaints

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Build, Site

FORMATS = pytest.mark.parametrize("form", ["excerpt", "full"])
BUILDERS = pytest.mark.parametrize("builder", ["html", "dirhtml"])
ONE_FILE = ("singlehtml", "latex", "man")
MARKDOWN = """(top-{0})=
Above{0}[^1] [down](#part) [](a.md) {{ref}}`there <top-b>` {{doc}}`/about`

![a picture](pic.png) {{download}}`file.zip`

[^1]: Note of {0}.

% more

## Part

(deep-{0})=
### Deep {0}

Below{0}[^2] [up](#top-{0}) {{ref}}`deep-b` {{tag}}`tea`

```{{figure}} sub/pic.png
:name: figure-{0}

A caption
```

```{{code-block}} python
:name: code-{0}
:caption: Code

x = 1
```

```{{py:function}} function_{0}(x)
:no-index-entry:
```

[^2]: Other note of {0}.
"""
RST = """:title: In RST
:date: 2016-01-05
:tags: tea

AboveC [1]_ `Part`_ :ref:`deep-a` [CIT]_ |word|

.. |word| replace:: replaced

.. more

.. contents::
   :local:

Part
----

BelowC [#]_ :term:`a term`

.. glossary::

   a term
      Its meaning.

.. [1] A note
.. [#] Another
.. [CIT] A citation
"""


@pytest.fixture(autouse=True)
def _posts(site: Site) -> None:
    site.write("about.md", "---\norphan: true\n---\n\n# About\n")
    site.write("post/pic.png", PNG)
    site.write("post/sub/pic.png", PNG + b"another")
    site.write("post/file.zip", b"a file")
    for day, name in enumerate("ab", start=1):
        body = MARKDOWN.format(name)
        site.post(name, title=f"Post {name}", date=f"2016-01-0{day}", tags="[tea]", body=body)
    site.write("post/c.rst", RST)


def listing(site: Site, *options: str, name: str = "index") -> None:
    blocks = [f"```{{blog-index}}\n{each}\n```\n" for each in options]
    site.write(f"{name}.md", "---\norphan: true\n---\n\n# Page\n\n" + "\n".join(blocks))


def words(build: Build, name: str = "index.html") -> str:
    """Return the words of the page *name*, from its heading on."""
    text = build.read(name).partition("<h1")[2]
    return " ".join(unescape(re.sub(r"<[^>]+>", "", text)).split())


@FORMATS
@BUILDERS
def test_posts_on_one_page_do_not_collide(site: Site, builder: str, form: str) -> None:
    listing(site, f":format: {form}")
    listing(site, f":format: {form}\n:paginate: 1", name="deep/er/list")
    build = site.build(builder)
    assert complaints(build) == []
    assert broken_links(build) == []
    assert not_once(build) == []
    assert "deep/er/list/page/3/index.html" in build.files()
    shown = words(build)
    for word in ("Abovea", "Aboveb", "AboveC"):
        assert shown.count(word) == 1
    assert shown.count("Below") == (3 if form == "full" else 0)
    post = "post/{}.html" if builder == "html" else "post/{}/index.html"
    for name in ("index.html", "deep/er/list/page/2/index.html"):
        found = links_to(build, name)
        assert found[post.format("b")]
        pictures = [address for tag, address in parts_of(build, name).links if tag == "img"]
        assert pictures
        assert {target_of(name, address) for address in pictures} <= {
            ("_images/pic.png", ""), ("_images/pic1.png", ""),
        }  # fmt: skip


def test_notes_of_whole_posts_lead_to_their_own(site: Site) -> None:
    listing(site, ":format: full")
    page = site.build().read("index.html")
    for name in "ab":
        mark = re.search(
            rf'Above{name}<a class="footnote-reference[^>]*href="#([^"]*)" id="([^"]*)"', page
        )
        assert mark
        note = page[page.index(f'id="{mark[1]}"') :]
        assert note.index(f"Note of {name}.") < note.index("</div>")
        assert f'href="#{mark[2]}"' in note[: note.index("</div>")]
        up = re.search(
            rf'Below{name}.*?<a class="reference internal" href="#([^"]*)">', page, re.DOTALL
        )
        assert up
        assert page.index(f'id="{up[1]}"') < page.index(f"Above{name}")


@FORMATS
def test_post_shown_twice_on_a_page_has_ids_of_its_own(site: Site, form: str) -> None:
    body = "(top-z)=\nAbove.\n\nText.\n\n% more\n\n## Part\n"
    site.post("z", title="Z", date="2016-01-09", tags="[tea, cold]", body=body)
    listing(site, f":format: {form}\n:group-by: tag", name="groups")
    listing(site, f":format: {form}", f":format: {form}\n:limit: 1")
    assert not_once(site.build()) == []


def test_excerpt_is_what_comes_first_of_three(site: Site) -> None:
    site.post("d", title="D", date="2016-02-01", description="Described.", body="No.\n\n% more\n")
    site.post("e", title="E", date="2016-02-02", body="E1.\n\n- E2\n\n<!-- more -->\n\nNo.\n")
    site.post("f", title="F", date="2016-02-03", body="F1 *so*.\n\nNo.\n")
    site.write("post/g.rst", ":title: G\n:date: 2016-02-04\n\nG1.\n\nG2.\n\n.. more\n\nNo.\n")
    site.post("h", title="H", date="2016-02-05", body="> No.\n")
    listing(site, ":format: excerpt\n:limit: 5")
    build = site.build()
    excerpts = re.findall(
        r'<div class="excerpt[^>]*>(.*?)</div>', build.read("index.html"), re.DOTALL
    )
    shown = [" ".join(re.sub(r"<[^>]+>", "", each).split()) for each in excerpts]
    assert shown == ["", "G1. G2.", "F1 so.", "E1. E2", "Described."]
    assert "<em>so</em>" in excerpts[2]
    assert "<li>" in excerpts[3]


@FORMATS
def test_listing_inside_a_post_does_not_recurse(site: Site, form: str) -> None:
    inner = f"Inner.\n\n```{{blog-index}}\n:format: {form}\n```\n\nMiddle.\n\n% more\n\nEnd.\n"
    site.post("r1", title="R one", date="2016-03-01", body=inner)
    site.post("r2", title="R two", date="2016-03-02", body=inner)
    listing(site, f":format: {form}")
    build = site.build()
    assert complaints(build) == []
    assert words(build).count("Inner.") == 2
    assert words(build).count("Middle.") == 2
    # Its own page has the listing, with the post itself in it.
    assert words(build, "post/r1.html").count("Inner.") == 3
    assert not_once(build) == []
    assert broken_links(build) == []


@pytest.mark.parametrize("builder", [*ONE_FILE, "epub", "text", "transcript"])
@FORMATS
def test_builders_of_every_kind_show_the_text(site: Site, builder: str, form: str) -> None:
    listing(site, f":format: {form}")
    build = site.build(builder, copyright="Ada", version="1")
    assert complaints(build) == []
    text = build.read(FIRST_FILES[builder])
    assert [text.count(f"Above{name}") for name in "abC"] == [1, 1, 1]
    # Builders of one file, in which a post may have its place already, have excerpts instead.
    is_whole = form == "full" and builder not in ONE_FILE
    assert text.count("Below") == (3 if is_whole else 0)


def test_excerpt_in_a_single_file_leads_nowhere_but_to_what_is_there(site: Site) -> None:
    listing(site, ":format: excerpt")
    build = site.build("singlehtml", html_theme="basic")
    beside = {"index.html: genindex.html", "index.html: search.html"}
    assert set(broken_links(build)) - beside == set()


def test_language_of_a_post_goes_with_its_text(site: Site) -> None:
    site.post("z", title="Z", date="2016-01-09", language="de", body="Guten Tag.\n")
    listing(site, ":format: excerpt\n:limit: 1")
    page = site.build().read("index.html")
    assert 'lang="de"' in page[: page.index("Guten Tag.")]


def test_changes_of_what_is_shown_are_shown(site: Site) -> None:
    for form in ("excerpt", "full"):
        listing(site, f":format: {form}\n:paginate: 2", name=form)
        listing(site, f":format: {form}", name=f"deep/{form}")
    site.build()
    site.post("a", title="Post a", date="2016-01-01", tags="[tea]", body="Other words, [](b.md).\n")
    more = (site.srcdir / "post/b.md").read_text() + "\nNew.\n"
    edits: dict[str, Callable[[], object]] = {
        "longer": lambda: site.write("post/b.md", more),
        "linked": lambda: site.post("a", title="Called so", date="2016-01-01", body="Short.\n"),
        "gone": (site.srcdir / "post/c.rst").unlink,
    }
    for name, edit in edits.items():
        edit()
        assert_same_files(site.build(), site.clean_build(), name)
