"""The post context: neighbours, series, related posts and referring documents."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest

from tests.helpers.build_output import build_warnings
from tests.helpers.site_links import broken_links

if TYPE_CHECKING:
    from tests.conftest import Build, Site

THEMES = pytest.mark.parametrize("theme", ["transcript", "alabaster"])
THEMES_AND_BUILDERS = pytest.mark.parametrize(
    ("theme", "builder"), [("transcript", "html"), ("transcript", "dirhtml"), ("alabaster", "html")]
)
_ITEM = re.compile(r"<li>.*?</li>", re.DOTALL)


def write(site: Site, name: str, day: int, **keys: Any) -> None:
    """Write the post *name*, dated *day* days after the beginning of 2016."""
    fields = {"title": name.upper(), "date": f"2016-{1 + day // 28:02}-{1 + day % 28:02}", **keys}
    site.post(name, **fields)


def page(build: Build, name: str) -> str:
    """Return the HTML of the post *name*."""
    path = f"post/{name}.html"
    return build.read(path if path in build.files() else f"post/{name}/index.html")


def text_of(markup: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def neighbours(build: Build, name: str) -> list[str]:
    """Return the neighbours on the page of the post *name*, in order."""
    text = page(build, name)
    own = re.search(r'<nav class="ts-post-neighbours".*?</nav>', text, re.DOTALL)
    other = re.search(r'<ul class="ts-post-neighbours.*?</ul>', text, re.DOTALL)
    if own is None:
        return [
            text_of(item).replace(" :", ":") for item in _ITEM.findall(other[0] if other else "")
        ]
    within = ""
    found = []
    for group, item in re.findall(
        r'<p class="ts-rubric"[^>]*>(.*?)</p>|(<li>.*?</li>)', own[0], re.DOTALL
    ):
        within = text_of(group) or within
        if item:
            relation, title = text_of(item).split()[1:3]
            mark = f" ({within})" if within else ""
            found.append(f"{relation}{mark}: {title}")
    return found


def listed(build: Build, name: str, section: str) -> list[str]:
    """Return the titles in the list *section* of the post *name*: ``related`` or ``referring``."""
    text = page(build, name)
    tags = rf'<section class="ts-post-{section}".*?</section>|<ul class="ts-post-{section}.*?</ul>'
    found = re.search(tags, text, re.DOTALL)
    return [text_of(item).split(" ")[-1] for item in _ITEM.findall(found[0] if found else "")]


def details(build: Build, name: str) -> str:
    text = page(build, name)
    found = re.search(
        r'<(section|div) class="ts-post-facts.*?(?=<ul|<nav|</section>|$)', text, re.DOTALL
    )
    # Under the theme, the date and the author are above the post.
    above = re.search(r'<p class="ts-post-head">.*?</p>', text)
    return text_of((above[0] if above else "") + (found[0] if found else ""))


@THEMES_AND_BUILDERS
def test_neighbours_are_the_next_posts_by_date(site: Site, theme: str, builder: str) -> None:
    write(site, "a", 1)
    write(site, "c", 3)
    write(site, "b", 3)
    write(site, "d", 4, pinned="true")
    write(site, "u", 2, unlisted="true")
    write(site, "x", 2, draft="true")
    build = site.build(builder, html_theme=theme)
    assert build_warnings(build) == []
    assert neighbours(build, "a") == ["newer: C"]
    assert neighbours(build, "c") == ["newer: B", "older: A"]
    assert neighbours(build, "b") == ["newer: D", "older: C"]
    assert neighbours(build, "d") == ["older: B"]
    assert neighbours(build, "u") == []
    assert broken_links(build) == []


@THEMES
def test_neighbours_within_series_and_category(site: Site, theme: str) -> None:
    write(site, "a", 1, series="Long", categories="[Ops]")
    write(site, "b", 2, categories="[Ops, Dev]")
    write(site, "c", 3, series="long", categories="[ops]")
    write(site, "d", 4, series="Long", categories="[Dev]")
    expected = {
        "series": ["newer (Long): D", "older (Long): A"],
        "category": ["older (Ops): B"],
        "series, category": ["newer (Long): D", "older (Long): A", "older (Ops): B"],
    }
    for kinds, within_terms in expected.items():
        build = site.build(html_theme=theme, transcript_neighbours=kinds)
        name = "Ops" if "newer (Ops)" in str(neighbours(build, "a")) else "ops"
        found = [each.replace(f"({name})", "(Ops)") for each in neighbours(build, "c")]
        assert sorted(found) == sorted(["newer: D", "older: B", *within_terms])
    assert neighbours(site.build(html_theme=theme), "c") == ["newer: D", "older: B"]


def test_series_and_category_of_the_same_name_give_the_same_neighbours_once(site: Site) -> None:
    site.conf('transcript_neighbours = ["series", "category"]\n')
    for day, name in enumerate("abc"):
        write(site, name, day, series="Scaling", categories="[scaling]" if name != "b" else "")
    write(site, "b", 1, series="Scaling", categories="[scaling]")
    found = neighbours(site.build(), "b")
    assert found.count("newer (Scaling): C") + found.count("newer (scaling): C") < 2


@THEMES
def test_parts_of_a_series_are_numbered_from_the_oldest(site: Site, theme: str) -> None:
    write(site, "one", 1, series="Long")
    write(site, "two", 2, series="long")
    write(site, "hidden", 2, series="Long", unlisted="true")
    write(site, "three", 3, series="LONG")
    write(site, "alone", 4, series="Short")
    write(site, "none", 5)
    build = site.build(html_theme=theme)
    parts = {name: details(build, name) for name in ("one", "two", "three", "alone", "none")}
    assert "LONG , part 1 of 3" in parts["one"]
    assert "LONG , part 2 of 3" in parts["two"]
    assert "LONG , part 3 of 3" in parts["three"]
    assert "Short , part 1 of 1" in parts["alone"]
    assert "part" not in parts["none"]


@THEMES
def test_unlisted_post_has_no_part_number(site: Site, theme: str) -> None:
    write(site, "one", 1, series="Long")
    write(site, "hidden", 2, series="Long", unlisted="true")
    assert "part" not in details(site.build(html_theme=theme), "hidden")


@THEMES
def test_related_posts_share_the_rarest_tags(site: Site, theme: str) -> None:
    for day in range(8):
        write(site, f"common{day}", day, tags="[common]")
    write(site, "a", 20, tags="[Common, rare, rarer]")
    write(site, "b", 1, tags="[rare]")
    write(site, "c", 2, tags="[rare, common]")
    write(site, "d", 0, tags="[RARER]")
    write(site, "u", 3, tags="[rarer, rare]", unlisted="true")
    build = site.build(html_theme=theme)
    # rarer is in 2 posts, rare in 3, common in 10.
    assert listed(build, "a", "related") == ["D", "C", "B"]
    assert listed(build, "u", "related") == []
    assert listed(build, "common3", "related") == ["A", "COMMON7", "COMMON6"]
    assert listed(site.build(html_theme=theme, transcript_related=1), "a", "related") == ["D"]
    none = site.build(html_theme=theme, transcript_related=0)
    assert listed(none, "a", "related") == []
    assert "related" not in page(none, "a").partition("<h1")[2]


@THEMES_AND_BUILDERS
def test_post_lists_referring_documents(site: Site, theme: str, builder: str) -> None:
    write(site, "t", 0, body="(mark)=\n## Part\n\nSee [](t.md) and {post}`t`.\n")
    write(site, "myst", 1, body="[](t.md) [again](t.md#mark)\n")
    write(site, "doc", 2, body="{doc}`t`\n")
    write(site, "post", 3, body="{post}`t` {post}`the words <t>`\n")
    write(site, "ref", 4, body="{ref}`mark`\n")
    write(site, "hash", 5, body="[](#mark)\n")
    write(site, "url", 6, body="[no](https://example.org/post/t.html) <t.md>\n")
    write(site, "hidden", 7, body="[](t.md)\n", unlisted="true")
    write(site, "draft", 8, body="[](t.md)\n", draft="true")
    site.write("post/rest.rst", ":title: REST\n:date: 2016-01-10\n\n:any:`mark` :blog:post:`t`\n")
    site.write("about.md", "---\norphan: true\n---\n\n# ABOUT\n\n[](post/t.md)\n")
    site.write("deep/er.md", "---\norphan: true\n---\n\n# DEEP\n\n{ref}`mark`\n")
    build = site.build(builder, html_theme=theme)
    assert build_warnings(build) == []
    posts = ["REST", "HASH", "REF", "POST", "DOC", "MYST"]
    assert listed(build, "t", "referring") == [*posts, "ABOUT", "DEEP"]
    assert listed(build, "myst", "referring") == []
    assert broken_links(build) == []


def test_rebuild_updates_referring_documents(site: Site) -> None:
    write(site, "t", 0)
    write(site, "a", 1, body="[](t.md)\n")
    assert listed(site.build(), "t", "referring") == ["A"]
    write(site, "a", 1, title="Renamed", body="[](t.md)\n")
    assert listed(site.build(), "t", "referring") == ["Renamed"]
    write(site, "a", 1, body="[](t.md)\n", draft="true")
    assert listed(site.build(), "t", "referring") == []
    write(site, "a", 1, body="[](t.md)\n")
    assert listed(site.build(), "t", "referring") == ["A"]
    write(site, "a", 1, body="Nothing.\n")
    assert listed(site.build(), "t", "referring") == []


def test_markup_in_titles_of_other_posts_is_escaped(site: Site) -> None:
    title = "'<i>A</i> & {{ 1 }}'"
    write(site, "a", 1, title=title, tags="[x]", series="S")
    write(site, "b", 2, tags="[x]", series="S", body="Text.\n")
    write(site, "c", 3, title=title, body="[](b.md)\n")
    for theme in ("transcript", "alabaster"):
        text = page(site.build(html_theme=theme, into=theme), "b")
        assert text.count("&lt;i&gt;A&lt;/i&gt; &amp; {{ 1 }}") >= 3
        assert "<i>A" not in text


def test_parts_of_the_same_day_are_in_path_order(site: Site) -> None:
    site.conf('transcript_neighbours = ["series"]\n')
    for name in ("one", "three", "two"):
        # By path: one, three, two.
        site.post(name, title=name.title(), date="2020-01-01", series="Long")
    build = site.build()
    page = build.read("series/long/index.html")
    assert page.index(">One<") < page.index(">Three<") < page.index(">Two<")
    assert "<kbd>ls -tr" not in page  # That command would print them in reverse order.
    for number, name in enumerate(("one", "three", "two"), start=1):
        assert f"part {number} of 3" in details(build, name)
    assert "older (Long): One" in neighbours(build, "three")
    assert "newer (Long): Two" in neighbours(build, "three")
    assert neighbours(build, "two")[-1] == "older (Long): Three"


def test_referring_documents_keep_their_order_in_a_rebuild(site: Site) -> None:
    site.post("p", title="P", date="2020-01-01")
    for name in "abc":
        site.write(f"{name}.md", f"# Page {name}\n\n[](post/p.md)\n")
    assert listed(site.build(), "p", "referring") == ["a", "b", "c"]
    site.write("a.md", "# New a\n\n[](post/p.md)\n")
    assert listed(site.build(), "p", "referring") == ["a", "b", "c"]


def test_neighbours_and_referring_posts_are_not_related_as_well(site: Site) -> None:
    for number in range(1, 7):
        body = "[](three.md)\n" if number == 6 else "Text.\n"
        name = ("one", "two", "three", "four", "five", "six")[number - 1]
        write(site, name, number, tags="[x]", body=body)
    # Two and four are its neighbours, and six refers to it.
    assert sorted(listed(site.build(), "three", "related")) == ["FIVE", "ONE"]
