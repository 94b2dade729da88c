"""Sphinx's translations: what `gettext` extracts, and what a translated build shows."""

from __future__ import annotations

import gettext
import re
from typing import TYPE_CHECKING

import pytest
from babel.messages.pofile import read_po

from tests.helpers.site_links import broken_links
from tests.helpers.site_reader import WITH_BASE

if TYPE_CHECKING:
    from tests.conftest import Build, Site

INDEX = """\
# Home

```{blog-index}
:format: excerpt
```

```{blog-index}
:format: full
:tags: dns
```

```{blog-index}
:group-by: category
```

```{blog-index}
:years: 1999
:empty: Nothing of that year
```

See {tag}`dns` and {post}`a`.
"""
GERMAN = {
    "post/a": {
        "Networks": "Netze",
        "What it says.": "Was es sagt.",
        "dns": "Namen",
        "on call": "Bereitschaft",
        "work": "Arbeit",
        "Four hosts": "Vier Rechner",
        "The body of a.": "Der Text von a.",
    },
    "post/b": {"dns": "Namen", "The body of b.": "Der Text von b."},
    "index": {"Home": "Anfang", "Nothing of that year": "Nichts aus diesem Jahr"},
}


@pytest.fixture
def posts(site: Site) -> Site:
    """Return a site with two posts and each kind of listing."""
    site.conf(WITH_BASE + "transcript_neighbours = ['category', 'series']\n")
    site.write("index.md", INDEX)
    site.post(
        "a",
        title="Networks",
        date="2020-01-02",
        tags='[dns, "on call"]',
        category="work",
        series="Four hosts",
        description="What it says.",
        body="The body of a.\n",
    )
    site.write(
        "post/b.rst", "Plain\n=====\n\n:date: 2020-01-01\n:tags: dns, c++\n\nThe body of b.\n"
    )
    site.post("c", title="Unlisted", date="2020-01-03", unlisted="true", tags="[secret]")
    site.post("d", title="Draft", date="2020-01-03", draft="true", tags="[draft tag]")
    return site


def messages(build: Build, name: str) -> set[str]:
    with (build.outdir / name).open("rb") as file:
        return {str(message.id) for message in read_po(file) if message.id}


def translate(site: Site, *, is_compact: bool) -> None:
    """Write the German catalogues."""
    catalogues: dict[str, dict[str, str]] = {}
    for name, texts in GERMAN.items():
        domain = name.partition("/")[0] if is_compact else name
        catalogues.setdefault(domain, {}).update(texts)
    for domain, texts in catalogues.items():
        entries = "".join(f'msgid "{key}"\nmsgstr "{text}"\n\n' for key, text in texts.items())
        header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        site.write(f"locale/de/LC_MESSAGES/{domain}.po", header + entries)


def test_each_post_has_its_own_messages_and_no_listing_has_them(posts: Site) -> None:
    build = posts.build("gettext", gettext_compact=False)
    assert messages(build, "index.pot") == {
        "Home",
        "Nothing of that year",
        "See {tag}`dns` and {post}`a`.",
    }
    assert messages(build, "post/a.pot") == GERMAN["post/a"].keys()
    assert messages(build, "post/b.pot") == {"Plain", "dns", "c++", "The body of b."}
    assert "post/d.pot" not in build.files()
    assert not any(b"draft tag" in data for data in build.files().values())
    assert re.search(r"post/a\.md:1\nmsgid \"dns\"", build.read("post/a.pot"))
    assert build.warning_lines == [line for line in build.warning_lines if "1999" in line]


def test_compact_catalogues_have_the_same_messages(posts: Site) -> None:
    build = posts.build("gettext")
    assert GERMAN["post/a"].keys() <= messages(build, "post.pot")
    assert messages(build, "index.pot") == {
        "Home",
        "Nothing of that year",
        "See {tag}`dns` and {post}`a`.",
    }


@pytest.mark.parametrize("theme", ["transcript", "alabaster"])
@pytest.mark.parametrize("is_compact", [True, False])
def test_translated_site(posts: Site, theme: str, *, is_compact: bool) -> None:
    translate(posts, is_compact=is_compact)
    posts.conf(
        WITH_BASE + "transcript_neighbours = ['category', 'series']\nlanguage = 'de'\n"
        f"locale_dirs = ['locale']\ngettext_compact = {is_compact}\nhtml_theme = {theme!r}\n"
    )
    build = posts.build()
    page = build.read("post/a.html")
    for name, text in GERMAN["post/a"].items():
        assert text in page, name
        assert f">{name}<" not in page
    assert '<meta name="description" content="Was es sagt.">' in page
    assert '<meta property="article:tag" content="Bereitschaft">' in page
    assert '<meta property="article:section" content="Arbeit">' in page
    # The addresses are those of the other languages.
    assert 'href="../tag/dns/index.html"' in page
    home = build.read("index.html")
    for text in ("Netze", "Was es sagt.", "Der Text von b.", "Nichts aus diesem Jahr", "Arbeit"):
        assert text in home, text
    assert '<span class="ts-blog ts-blog-tag">Namen</span>' in home
    assert "What it says." not in home
    tag = build.read("tag/dns/index.html")
    assert "#Namen" in tag
    assert "Netze" in tag
    assert "Plain" in tag
    assert ">Namen</a>" in build.read("tag/index.html")
    assert ">c++</a>" in build.read("tag/index.html")
    assert "Vier Rechner" in build.read("series/four-hosts/index.html")
    assert "<title>a site: Namen</title>" in build.read("tag/dns/feed.xml")
    feed = build.read("feed.xml")
    assert '<category term="Bereitschaft" label="Bereitschaft" />' in feed
    assert '<summary type="text">Was es sagt.</summary>' in feed
    assert "<title>Netze</title>" in feed
    assert '"tags": [\n    "Namen",\n    "Bereitschaft",\n    "Arbeit"' in build.read("feed.json")
    assert broken_links(build) == [
        line for line in broken_links(build) if line.startswith("404.html")
    ]
    assert posts.build().files() == build.files()


def test_translated_build_is_right_after_edits_of_catalogues(posts: Site) -> None:
    translate(posts, is_compact=False)
    posts.conf(WITH_BASE + "language = 'de'\nlocale_dirs = ['locale']\ngettext_compact = False\n")
    posts.build()
    path = posts.srcdir / "locale/de/LC_MESSAGES/post/a.po"
    path.write_text(path.read_text().replace("Namen", "Namensdienst").replace("Was es", "Was sie"))
    # Python keeps the catalogues that a process has read.
    gettext._translations.clear()  # type: ignore[attr-defined]
    build = posts.build(parallel=2)
    clean = posts.clean_build()
    assert build.files() == clean.files()
    assert "#Namensdienst" in build.read("tag/dns/index.html")
    assert "Was sie sagt." in build.read("feed.xml")


def test_a_command_names_what_stands_in_the_sources(posts: Site) -> None:
    """The sources keep their own words, and a translated role finds the term, too."""
    translate(posts, is_compact=False)
    posts.write("index.md", "# Home\n\n```{blog-index}\n:tags: dns\n```\n\n{tag}`Namen`\n")
    build = posts.build(language="de", gettext_compact=False, locale_dirs=["locale"])
    assert "tags:.*\\bdns\\b" in build.read("index.txt")
    assert 'href="tag/dns/index.html"' in build.read("index.html")
    assert build.warning_lines == []
    # Without its catalogue, the site is as it was.
    assert "#dns" in posts.build(into="en").read("tag/dns/index.html")


@pytest.mark.parametrize(
    "builder", ["latex", "man", "texinfo", "text", "singlehtml", "xml", "epub"]
)
def test_no_builder_shows_the_messages(posts: Site, builder: str) -> None:
    build = posts.build(builder)
    for name, data in build.files().items():
        if not name.endswith((".epub", ".css", ".js", ".opf", ".ncx")):
            assert b"Four hosts" not in data or builder in {"singlehtml", "epub"}, name
            assert b"post_message" not in data, name
