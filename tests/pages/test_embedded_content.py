"""Listings that embed excerpts or full posts in one page."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from tests.helpers.build_files import assert_same_files
from tests.helpers.build_output import FIRST_FILES, build_warnings
from tests.helpers.marked_post import PNG
from tests.helpers.site_links import (
    broken_links,
    link_texts,
    parse_page,
    target_of,
    uniqueness_errors,
)
from tests.pages.listing_pages import write_listings

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Build, Site

FORMATS = pytest.mark.parametrize("form", ["excerpt", "full"])
BUILDERS = pytest.mark.parametrize("builder", ["html", "dirhtml"])
SINGLE_FILE_BUILDERS = ("singlehtml", "latex", "man")
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


def page_text(build: Build, name: str = "index.html") -> str:
    """Return the text of the page *name*, from its heading on."""
    text = build.read(name).partition("<h1")[2]
    return " ".join(unescape(re.sub(r"<[^>]+>", "", text)).split())


@FORMATS
@BUILDERS
def test_embedded_posts_have_unique_ids_and_working_links(
    site: Site, builder: str, form: str
) -> None:
    write_listings(site, f":format: {form}")
    write_listings(site, f":format: {form}\n:paginate: 1", name="deep/er/list")
    build = site.build(builder)
    assert build_warnings(build) == []
    assert broken_links(build) == []
    assert uniqueness_errors(build) == []
    assert "deep/er/list/page/3/index.html" in build.files()
    shown = page_text(build)
    for word in ("Abovea", "Aboveb", "AboveC"):
        assert shown.count(word) == 1
    assert shown.count("Below") == (3 if form == "full" else 0)
    post = "post/{}.html" if builder == "html" else "post/{}/index.html"
    for name in ("index.html", "deep/er/list/page/2/index.html"):
        found = link_texts(build, name)
        assert found[post.format("b")]
        pictures = [address for tag, address in parse_page(build, name).links if tag == "img"]
        assert pictures
        assert {target_of(name, address) for address in pictures} <= {
            ("_images/pic.png", ""), ("_images/pic1.png", ""),
        }  # fmt: skip


def test_footnotes_of_full_posts_link_within_their_post(site: Site) -> None:
    write_listings(site, ":format: full")
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
def test_post_embedded_twice_has_unique_ids(site: Site, form: str) -> None:
    body = "(top-z)=\nAbove.\n\nText.\n\n% more\n\n## Part\n"
    site.post("z", title="Z", date="2016-01-09", tags="[tea, cold]", body=body)
    write_listings(site, f":format: {form}\n:group-by: tag", name="groups")
    write_listings(site, f":format: {form}", f":format: {form}\n:limit: 1")
    assert uniqueness_errors(site.build()) == []


def test_excerpt_is_description_or_text_before_marker_or_first_paragraph(site: Site) -> None:
    site.post("d", title="D", date="2016-02-01", description="Described.", body="No.\n\n% more\n")
    site.post("e", title="E", date="2016-02-02", body="E1.\n\n- E2\n\n<!-- more -->\n\nNo.\n")
    site.post("f", title="F", date="2016-02-03", body="F1 *so*.\n\nNo.\n")
    site.write("post/g.rst", ":title: G\n:date: 2016-02-04\n\nG1.\n\nG2.\n\n.. more\n\nNo.\n")
    site.post("h", title="H", date="2016-02-05", body="> No.\n")
    write_listings(site, ":format: excerpt\n:limit: 5")
    build = site.build()
    excerpts = re.findall(
        r'<div class="ts-excerpt[^>]*>(.*?)</div>', build.read("index.html"), re.DOTALL
    )
    shown = [" ".join(re.sub(r"<[^>]+>", "", each).split()) for each in excerpts]
    assert shown == ["No.", "G1. G2.", "F1 so.", "E1. E2", "Described."]
    assert "<em>so</em>" in excerpts[2]
    assert "<li>" in excerpts[3]


@FORMATS
def test_listing_inside_a_post_does_not_recurse(site: Site, form: str) -> None:
    inner = f"Inner.\n\n```{{blog-index}}\n:format: {form}\n```\n\nMiddle.\n\n% more\n\nEnd.\n"
    site.post("r1", title="R one", date="2016-03-01", body=inner)
    site.post("r2", title="R two", date="2016-03-02", body=inner)
    write_listings(site, f":format: {form}")
    build = site.build()
    assert build_warnings(build) == []
    assert page_text(build).count("Inner.") == 2
    assert page_text(build).count("Middle.") == 2
    # The post's own page has the listing, which embeds the post itself.
    assert page_text(build, "post/r1.html").count("Inner.") == 3
    assert uniqueness_errors(build) == []
    assert broken_links(build) == []


@pytest.mark.parametrize("builder", [*SINGLE_FILE_BUILDERS, "epub", "text", "transcript"])
@FORMATS
def test_every_builder_shows_the_embedded_text(site: Site, builder: str, form: str) -> None:
    write_listings(site, f":format: {form}")
    build = site.build(builder, copyright="Ada", version="1")
    assert build_warnings(build) == []
    text = build.read(FIRST_FILES[builder])
    assert [text.count(f"Above{name}") for name in "abC"] == [1, 1, 1]
    # Single-file builders may include the post anyway, so they show the excerpt instead.
    is_whole = form == "full" and builder not in SINGLE_FILE_BUILDERS
    assert text.count("Below") == (3 if is_whole else 0)


def test_excerpt_in_a_single_page_has_no_dead_links(site: Site) -> None:
    write_listings(site, ":format: excerpt")
    build = site.build("singlehtml", html_theme="basic")
    sphinx_own = {"index.html: genindex.html", "index.html: search.html"}
    assert set(broken_links(build)) - sphinx_own == set()


def test_embedded_text_keeps_the_language_of_its_post(site: Site) -> None:
    site.post("z", title="Z", date="2016-01-09", language="de", body="Guten Tag.\n")
    write_listings(site, ":format: excerpt\n:limit: 1")
    page = site.build().read("index.html")
    assert 'lang="de"' in page[: page.index("Guten Tag.")]


def test_rebuild_updates_embedded_content(site: Site) -> None:
    for form in ("excerpt", "full"):
        write_listings(site, f":format: {form}\n:paginate: 2", name=form)
        write_listings(site, f":format: {form}", name=f"deep/{form}")
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


def test_footnote_reference_without_its_footnote_leads_to_the_post(site: Site) -> None:
    site.conf(
        "from docutils import nodes\n"
        "def add(app, doctree):\n"
        "    if app.env.docname == 'post/a':\n"
        "        mark = nodes.footnote_reference('', '7', refid='elsewhere', ids=['m'])\n"
        "        section = doctree.next_node(nodes.section)\n"
        "        section.next_node(nodes.paragraph).append(mark)\n"
        "        section.append(mark.deepcopy())\n"
        "def setup(app):\n"
        "    app.connect('doctree-read', add, priority=300)\n"
    )
    site.write("index.md", "# Home\n\n```{blog-index}\n:format: full\n```\n")
    site.post("a", title="A", date="2020-01-01")
    page = site.build().read("index.html")
    assert len(re.findall(r'<sup.*?<a [^>]*href="post/a.html#elsewhere">7</a></sup>', page)) == 2
