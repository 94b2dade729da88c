"""The roles `post`, `tag`, `category`, `author` and `series`, and the inventory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sphinx.util.inventory import InventoryFile

from tests.conftest import Site
from tests.helpers.build_output import assert_one_warning, build_warnings
from tests.helpers.site_reader import page

if TYPE_CHECKING:
    from tests.conftest import Build

CONF = 'transcript_authors = {"ada": {"name": "Ada L."}}\n'
# The markup, its target under dirhtml, and its text.
ROLES = [
    ("{post}`a`", "post/a/", "A post"),
    ("{post}`post/a`", "post/a/", "A post"),
    ("{post}`/post/a`", "post/a/", "A post"),
    ("{blog:post}`a`", "post/a/", "A post"),
    ("{post}`words <a>`", "post/a/", "words"),
    ("{post}`deep/own`", "post/deep/own/", "Own & <b>"),
    ("{post}`own`", "post/deep/own/", "Own & <b>"),
    ("{post}`twice`", "post/twice/", "Twice"),
    ("{post}`deep/twice`", "post/deep/twice/", "Deep twice"),
    ("{post}`off-the-lists`", "post/off-the-lists/", "Off"),
    ("{post}`*`", "post/", "posts"),
    ("{post}`all of them <*>`", "post/", "all of them"),
    ("{tag}`tea`", "tag/tea/", "Tea"),
    ("{tag}`TEA`", "tag/tea/", "Tea"),
    ("{tag}`words <tea>`", "tag/tea/", "words"),
    ("{tag}`green tea`", "tag/green-tea/", "green tea"),
    ("{blog:tag}`tea`", "tag/tea/", "Tea"),
    ("{tag}`*`", "tag/", "tags"),
    ("{category}`ops`", "category/ops/", "Ops"),
    ("{category}`*`", "category/", "categories"),
    ("{author}`ada`", "author/{ada}/", "Ada L."),
    ("{author}`Ada L.`", "author/{ada}/", "Ada L."),
    ("{author}`*`", "author/", "authors"),
    ("{series}`on drinks`", "series/on-drinks/", "On drinks"),
    ("{blog:series}`*`", "series/", "series"),
]
UNKNOWN = {
    "{post}`aa-post`": "no post is called 'aa-post'; did you mean 'a-post'?",
    "{tag}`helmm`": "no post has the tag 'helmm'; did you mean 'Helm'?",
    "{category}`opps`": "no post has the category 'opps'; did you mean 'Ops'?",
    "{author}`Grce`": "no post has the author 'Grce'; did you mean 'Grace'?",
    "{blog:series}`drink`": "no post has the series 'drink'; did you mean 'Drinks'?",
    "{post}`zebra`": "no post is called 'zebra' [",
}


def write_posts(site: Site) -> None:
    site.conf(CONF)
    keys: dict[str, Any] = {"categories": "Ops", "author": "ada", "series": "On drinks"}
    site.post("a", title="A post", date="2020-01-05", tags="[Tea, green tea]", **keys)
    site.post("deep/own/index", title="Own & <b>", date="2020-01-04")
    site.post("twice", title="Twice", date="2020-01-03")
    site.post("deep/twice", title="Deep twice", date="2020-01-02")
    site.post("off-the-lists", title="Off", date="2020-01-01", unlisted="true")


@pytest.fixture(scope="module", params=["html", "dirhtml"])
def build(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Return a build with two pages that have all ROLES, one of them in a folder."""
    site = Site(tmp_path_factory.mktemp("roles"))
    write_posts(site)
    lines = "\n\n".join(role for role, _, _ in ROLES)
    site.write("here.md", f"---\norphan: true\n---\n# Here\n\n{lines}\n")
    # reStructuredText has the same roles.
    lines = lines.replace("{", ":").replace("}", ":")
    site.write("deep/there.rst", f":orphan:\n\nThere\n=====\n\n{lines}\n")
    build: Build = site.build(request.param)
    assert build_warnings(build) == []
    return build


@pytest.mark.parametrize("name", ["here", "deep/there"])
def test_roles_link_to_pages(build: Build, name: str) -> None:
    tags = page(build, name)
    hrefs = [a["href"] for a in tags.named("a") if a.get("class") == "reference internal"]
    hrefs = [href for href in hrefs if "#" not in href]
    up = "../" * (name.count("/") + (build.outdir.name == "dirhtml"))
    ada = next(path.parent.name for path in build.outdir.glob("author/ada-l*/index.html"))
    expected = [f"{up}{address.format(ada=ada)}" for _, address, _ in ROLES]
    if build.outdir.name == "html":
        is_page = ("post/a/", "post/twice/", "post/deep/twice/", "post/off-the-lists/")
        expected = [
            f"{href[:-1]}.html" if href.endswith(is_page) else f"{href}index.html"
            for href in expected
        ]
    assert hrefs[-len(ROLES) :] == expected
    files = {(build.outdir / name).parent / href for href in hrefs}
    if build.outdir.name == "html":
        assert [path for path in files if not path.resolve().is_file()] == []


@pytest.mark.parametrize("name", ["here", "deep/there"])
def test_roles_have_their_text(build: Build, name: str) -> None:
    text = build.read(next(n for n in (f"{name}.txt", f"{name}/index.txt") if n in build.files()))
    lines = [line for line in text.splitlines() if line]
    assert lines[-len(ROLES) :] == [label for _, _, label in ROLES]


def test_unknown_names_are_warned_of_once_with_the_nearest_name(site: Site) -> None:
    keys: dict[str, Any] = {"categories": "Ops", "author": "Grace", "series": "Drinks"}
    site.post("a-post", title="A post", date="2020-01-05", tags="[Helm]", **keys)
    body = "\n".join(f"{role}\\" for role in UNKNOWN)
    site.post("linking", title="L", date="2020-01-06", body=f"Text.\n{body}\nEnd.\n")
    # A listing and the feed show its text, too.
    site.write("index.md", "# Home\n\n```{blog-index}\n:format: excerpt\n```\n")
    site.conf('html_baseurl = "https://example.org/"\n')
    build = site.build()
    found = build_warnings(build)
    assert len(found) == len(UNKNOWN)
    for message in UNKNOWN.values():
        (line,) = [line for line in found if message in line]
        assert "/src/post/linking.md:6: WARNING: " in line
        assert line.endswith("[transcript.role]")
    shown = build.read("post/linking.txt").replace("*", "")
    assert "Text. aa-post\nhelmm\nopps\n" in shown


def test_ambiguous_name_is_warned_of(site: Site) -> None:
    site.post("x/notes", title="One", date="2020-01-01")
    site.post("y/notes", title="Two", date="2020-01-02")
    site.write("about.md", "---\norphan: true\n---\n# About\n\n{post}`notes`\n")
    build = site.build()
    assert_one_warning(build, "about.md", 6, "role", "'notes'")


def test_ambiguous_name_has_no_suggestion(site: Site) -> None:
    site.post("x/notes", title="One", date="2020-01-01")
    site.post("y/notes", title="Two", date="2020-01-02")
    site.write("about.md", "---\norphan: true\n---\n# About\n\n{post}`notes`\n")
    assert "did you mean 'notes'" not in str(build_warnings(site.build()))


def test_nearest_name_may_be_the_name_of_a_folder(site: Site) -> None:
    site.post("tea-party/index", title="Tea", date="2020-01-01")
    site.write("about.md", "---\norphan: true\n---\n# About\n\n{post}`tea-partty`\n")
    assert "did you mean 'tea-party'?" in str(build_warnings(site.build()))


def test_rebuild_updates_references_when_their_target_changes(site: Site) -> None:
    site.post("a", title="A", date="2020-01-01", tags="[tea]")
    site.write("about.md", "---\norphan: true\n---\n# About\n\n{post}`a` {tag}`tea`\n")
    assert "post/a.html" in site.build().read("about.html")
    site.post("a", title="Renamed", date="2020-01-01", tags="[Tea]")
    build = site.build()
    assert "Renamed" in build.read("about.html")
    assert ">Tea</span>" in build.read("about.html")
    site.post("a", title="Renamed", date="2020-01-01")
    build = site.build()
    assert_one_warning(build, "about.md", 6, "role", "no post has the tag 'tea'")
    assert build.files() == site.clean_build().files()


@pytest.mark.parametrize("builder", ["text", "latex", "singlehtml", "epub", "man", "texinfo"])
def test_builders_without_generated_pages_show_the_text(site: Site, builder: str) -> None:
    write_posts(site)
    lines = "\n\n".join(role for role, _, _ in ROLES)
    site.write("here.md", f"# Here\n\n{lines}\n")
    site.write("index.md", "# Home\n\n```{toctree}\nhere\n```\n")
    build = site.build(builder, copyright="Ada", version="1")
    assert build_warnings(build) == []
    shown = {"text": "here.txt", "latex": "asite.tex", "singlehtml": "index.html"}
    if builder in shown:
        text = build.read(shown[builder])
        assert all(
            words in text for words in ("A post", "Own ", "green tea", "Ada L.", "On drinks")
        )


def test_single_page_has_no_dead_links(site: Site) -> None:
    site.post("a", title="A", date="2020-01-01")
    site.write("index.md", "# Home\n\n{post}`a`\n")
    tags = page(site.build("singlehtml"), "index")
    targets = {link["href"][1:] for link in tags.named("a") if link["href"].startswith("#")}
    assert targets <= set(tags.ids)


def test_inventory_has_posts_and_terms(build: Build) -> None:
    found = InventoryFile.loads((build.outdir / "objects.inv").read_bytes(), uri="").data
    listed = {"a", "deep/own", "twice", "deep/twice"}
    assert set(found["blog:post"]) == listed
    assert set(found["blog:tag"]) == {"Tea", "green tea"}
    assert set(found["blog:category"]) == {"Ops"}
    assert set(found["blog:author"]) == {"Ada L."}
    assert set(found["blog:series"]) == {"On drinks"}
    assert found["blog:post"]["a"].display_name == "A post"
