"""No builder's output has a trace of unpublished posts, or of unlisted ones outside their page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from tests.helpers.build_output import MARKER, build_warnings, files_containing
from tests.helpers.marked_post import PNG
from tests.helpers.site_reader import WITH_BASE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.conftest import Site
    from tests.helpers.kept_sites import KeptSite

CONF = WITH_BASE + (
    'extensions += ["sphinx.ext.todo", "sphinx.ext.coverage", "sphinx.ext.doctest"]\n'
    "todo_include_todos = True\n"
    'linkcheck_ignore = [".*"]\n'
    'html_use_opensearch = "https://example.org/blog"\n'
    'version = "1.0"\n'
    'copyright = "Ada"\n'
)
HOME = """# Home

```{toctree}
:glob:

about
post/*
```

```{blog-index}
:format: full
```

```{todolist}
```
"""
BODY = """Intro {0}body <a href="https://{0}raw.example/">r</a> [^1]
[out](https://{0}link.example/{0}/)

[^1]: A {0}note.

<!-- more -->

({0}-target)=
## The {0}heading

```{{index}} single: {0}entry
```

![{0}picture]({0}.png) {{download}}`a {0}file <{0}.zip>`

```{{py:function}} {0}_function(a)
```

```{{figure}} {0}2.png
:name: {0}-figure

{0}caption
```

```{{math}}
:label: {0}equation

a
```

```{{glossary}}
{0}term
  {0}definition
```

{{term}}`{0}term`

```{{todo}}
{0}todo
```

```{{versionadded}} 1.0
{0}change
```

```python
{0}code = 1
```

```{{csv-table}}
:file: {0}.csv
```
"""
UNPUBLISHED: dict[str, dict[str, str]] = {
    "qzdraft": {"date": "2020-02-02", "draft": "true"},
    "qzscheduled": {"date": "2999-02-02"},
    "qzundated": {},
    "qzunreadable": {"date": "soon"},
    "qzheldback": {"date": "2020-02-02", "published": "false"},
}
UNLISTED = {"date": "2020-02-02", "unlisted": "true"}

PAGES = {
    "html": "post/{0}.html", "dirhtml": "post/{0}/index.html", "json": "post/{0}.fjson",
    "pickle": "post/{0}.fpickle", "text": "post/{0}.txt", "transcript": "post/{0}.txt",
    "xml": "post/{0}.xml", "pseudoxml": "post/{0}.pseudoxml",
}  # fmt: skip
"""The page of a post, for the builders that make one."""
BUILDERS = [
    *PAGES, "singlehtml", "gettext", "linkcheck", "epub", "texinfo", "latex", "man", "htmlhelp",
    "qthelp", "devhelp", "changes", "coverage", "doctest", "dummy",
]  # fmt: skip
EACH_BUILDER = pytest.mark.parametrize("builder", BUILDERS)


def write_post(site: Site, word: str, **keys: str) -> None:
    """Write a post with *word* in all that a post can have."""
    site.write(f"post/{word}.png", PNG)
    site.write(f"post/{word}2.png", PNG + word.encode())
    site.write(f"post/{word}.zip", word)
    site.write(f"post/{word}.csv", f"{word}cell,b\n")
    fields = {
        name: f"{word}{name}" for name in ("title", "categories", "author", "series", "description")
    }
    fields |= {"tags": f"[tea, {word}tag]", "aliases": f"[/{word}alias/]", "image": f"{word}.png"}
    site.post(word, body=BODY.format(word), **fields, **keys)


def own_files(builder: str, word: str) -> set[str]:
    """Return the files that the page of the post may have, without those of downloads."""
    if builder not in PAGES:
        return set()
    own = {PAGES[builder].format(word), ".transcript.json"}
    if builder in {"html", "dirhtml", "json", "pickle"}:
        own |= {f"_images/{word}.png", f"_images/{word}2.png", f"{word}alias/index.html"}
    return own


def traces(names: Iterable[str]) -> list[str]:
    return [name for name in names if not name.startswith("_downloads/")]


@pytest.fixture(autouse=True)
def _listings(site: Site) -> None:
    write_listings(site)


def write_listings(site: Site) -> None:
    """Write pages that show posts, and one post."""
    site.conf(CONF)
    site.write("index.md", HOME)
    site.write("about.md", "# About\n\nText.\n\n```{versionadded} 1.0\nSeen.\n```\n")
    site.post("seen", title="Seen", date="2020-01-01", tags="[tea]")


@EACH_BUILDER
def test_unpublished_posts_leave_no_trace(site: Site, builder: str) -> None:
    for word, keys in UNPUBLISHED.items():
        write_post(site, word, **keys)
    build = site.build(builder)
    assert [name for word in UNPUBLISHED for name in files_containing(build, word)] == []
    assert len(build_warnings(build)) == 2  # Those of the unreadable and the held-back post.


@EACH_BUILDER
def test_unlisted_post_leaves_a_trace_on_its_page_alone(site: Site, builder: str) -> None:
    write_post(site, MARKER, **UNLISTED)
    build = site.build(builder)
    assert build_warnings(build) == []
    assert set(traces(files_containing(build))) - own_files(builder, MARKER) == set()
    if builder in PAGES:
        assert PAGES[builder].format(MARKER) in build.files()
    else:
        assert files_containing(build) == []


@EACH_BUILDER
@pytest.mark.parametrize("keys", [UNPUBLISHED["qzdraft"], UNLISTED], ids=["draft", "unlisted"])
def test_withdrawn_post_leaves_no_trace(
    kept_site: KeptSite, builder: str, keys: dict[str, str]
) -> None:
    site = kept_site
    write_listings(site)
    write_post(site, MARKER, date="2020-02-02")
    site.build_once(builder)
    write_post(site, MARKER, **keys)
    build = site.build(builder)
    own = own_files(builder, MARKER) if keys is UNLISTED else set()
    assert set(traces(files_containing(build))) - own == set()
    assert set(build.files()) == set(site.clean_build(builder).files())
    # The post is as it was, if it is listed again.
    write_post(site, MARKER, date="2020-02-02")
    again, clean = site.build(builder), site.clean_build_once(builder)
    assert set(files_containing(again)) == set(files_containing(clean))


@pytest.mark.parametrize("conf", [{}, {"gettext_compact": False}], ids=["compact", "each"])
def test_catalogue_of_a_withdrawn_post_is_removed(site: Site, conf: dict[str, Any]) -> None:
    (site.srcdir / "post" / "seen.md").unlink()
    write_post(site, MARKER, date="2020-02-02")
    name = "post.pot" if not conf else f"post/{MARKER}.pot"
    assert name in site.build("gettext", **conf).files()
    write_post(site, MARKER, date="2020-02-02", draft="true")
    assert name not in site.build("gettext", **conf).files()
    write_post(site, MARKER, date="2020-02-02")
    assert name in site.build("gettext", **conf).files()
    (site.srcdir / "post" / f"{MARKER}.md").unlink()
    assert name not in site.build("gettext", **conf).files()


def test_other_builders_leave_the_pages_as_they_are(site: Site) -> None:
    """Builders share the doctrees: one that leaves out a post must not change it for others."""
    write_post(site, MARKER, **UNLISTED)
    before = site.build().files()
    for builder in ("epub", "singlehtml", "changes", "htmlhelp"):
        site.build(builder)
    assert site.build().files() == before


@pytest.mark.parametrize("link", ["[{0}](post/{1}.md)", "{{post}}`{0} <{1}>`",
                                  "{{ref}}`{0} <{1}-target>`"])  # fmt: skip
def test_book_has_no_link_to_an_unlisted_post(site: Site, link: str) -> None:
    write_post(site, MARKER, **UNLISTED)
    site.write("about.md", f"# About\n\n{link.format('words', MARKER)}\n")
    build = site.build("epub")
    assert build_warnings(build) == []
    assert "words" in build.read("about.xhtml")
    assert files_containing(build) == []
    assert f"post/{MARKER}.html" in site.build().read("about.html")


def test_saved_environment_has_no_unpublished_posts(site: Site) -> None:
    """By default the doctrees are in the output folder."""
    for word, keys in UNPUBLISHED.items():
        write_post(site, word, **keys)
    out = site.folder / "out"
    for _ in range(2):
        with docutils_namespace():
            app = Sphinx(site.srcdir, site.srcdir, out, out / ".doctrees", "html", status=None)
            app.build()
        contents = [path.read_bytes() for path in out.rglob("*") if path.is_file()]
        assert [word for word in UNPUBLISHED for data in contents if word.encode() in data] == []
