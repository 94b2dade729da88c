"""The theme's options: their table in the manual, their effect, and invalid values."""

from __future__ import annotations

import ast
import re
import tomllib
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_transcript.theme.active import FOLDER
from sphinx_transcript.theme.navigation import NavigationEntry, chosen_entries
from sphinx_transcript.theme.options import BLOCKS, OPTIONS
from tests.conftest import EXAMPLE_SITE
from tests.helpers.build_output import build_warnings

if TYPE_CHECKING:
    from tests.conftest import Site

MANUAL = EXAMPLE_SITE / "manual" / "theme-options.md"
DEFAULTS: dict[str, Any] = tomllib.loads((FOLDER / "theme.toml").read_text("utf-8"))["options"]
LONG = "\n\n".join(f"## Part {name}\n\nText.\n" for name in "ABC")


def plain(cell: str) -> str:
    """Return a table cell without markup."""
    return re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", cell).replace("`", "").strip()


def rows(heading: str) -> list[list[str]]:
    """Return the cells of the manual's table whose first column is called *heading*."""
    table = MANUAL.read_text("utf-8").partition(f"| {heading} |")[2].partition("\n\n")[0]
    return [row.strip("| ").split(" | ") for row in table.splitlines()[2:]]


def test_manual_lists_all_options() -> None:
    shown = {plain(name): (plain(meaning), default) for name, meaning, default in rows("option")}
    assert list(shown) == list(OPTIONS) == list(DEFAULTS)
    for name, (meaning, default) in shown.items():
        assert meaning == OPTIONS[name].meaning
        assert ast.literal_eval(default.strip("`")) == DEFAULTS[name]
        assert OPTIONS[name].complaint(DEFAULTS[name]) == ""


def test_manual_lists_all_custom_properties(site: Site) -> None:
    css = site.build().read("_static/transcript.css")
    # Properties after this rule are private: one rule sets and uses each of them.
    public = set(re.findall(r"--[\w-]+(?=:)", css[: css.index("*,::before")]))
    shown = {name for row in rows("property") for name in re.findall(r"--[\w-]+", row[0])}
    assert shown == public


WRONG: list[tuple[dict[Any, Any], str]] = [
    ({"navigation": "about"}, "is not a list of documents, pairs"),
    ({"navigation": [("a", "b", "c")]}, "is not a list of documents, pairs"),
    ({"navigation": [3]}, "is not a list of documents, pairs"),
    ({"navigation": ["*", "abuot"]}, "navigation: no document 'abuot'; did you mean 'about'?"),
    ({"reader_schemes": [["light"], ["light"]]}, "is not a list of some of system"),
    ({"navigation": ["about", 3]}, "navigation: 3 is not a document, a pair (label, document or"),
    ({"navigation": ["about", ("a", "b", "c")]}, "navigation: ('a', 'b', 'c') is not a document"),
    (
        {"navigation": ["*", "about.htm"]},
        "no document 'about.htm'; did you mean 'about'?; left out",
    ),
    ({"navigation": ["About.md", "about"]}, "no document 'About.md'; did you mean 'about'?"),
    ({"navigation": ["*", "psot"]}, "no document 'psot'; did you mean 'post/index'?"),
    ({"navigation": ["*", "/post/"]}, "no document '/post/'; did you mean 'post/index'?"),
    ({"navigation": ["*", ("x", "serch")]}, "no document 'serch'; did you mean 'search'?"),
    ({"navigation": ["*", "xyzzy"]}, "navigation: no document 'xyzzy'; left out"),
    ({"hidden_blocks": ["curser", "facts"]}, "'curser' is not one of navigation, branch,"),
    ({"prompt_commands": ["ls", "dir"]}, "prompt_commands: 'dir' is not one of cat, cd"),
    ({3: 4}, "unknown option 3 (accepted: "),
    ({"measure": "9" * 5000}, "is not a whole number from 60 to 90"),
    ({"code_font": "Foo("}, "is not a list of font names"),
    ({"feed_link": "perhaps"}, "is not True or False"),
    ({"hidden_blocks": ["curser"]}, "did you mean 'cursor'"),
    ({"announcement_link": "javascript:alert(1)"}, "is not an address such as"),
    ({"repository": "github.com/x"}, "is not an address such as"),
    ({"edit_url": "https://example.org/edit"}, "is not an address with {path} in it"),
]


@pytest.mark.parametrize(("options", "message"), WRONG, ids=lambda value: str(value)[:50])
@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_invalid_value_gives_one_warning(
    site: Site, options: dict[str, Any], message: str, builder: str
) -> None:
    site.write("about.md", "# About\n")
    site.post("a", title="A", date="2016-01-01")
    build = site.build(builder, html_theme_options=options)
    (found,) = build_warnings(build)
    assert message in found
    assert found.endswith("[transcript.theme_option]")


def test_wrong_entry_of_a_list_is_left_out_alone(site: Site) -> None:
    site.write("about.md", "# About\n")
    options = {
        "navigation": [("us", "about"), 3, "nothing", ["only one"]],
        "hidden_blocks": ["curser", "source"],
    }
    build = site.build(html_theme_options=options)
    page = build.read("about.html")
    assert names(page) == [("#ts:content", "us")]
    assert "about.md</a>" not in page
    assert len(build_warnings(build)) == 4
    kept = {"navigation": [("us", "about")], "hidden_blocks": ["source"]}
    clean = site.build(into="clean", html_theme_options=kept)
    assert clean.read("about.html") == page


@pytest.mark.parametrize("value", ["x", []])
def test_options_of_another_type_are_ignored(site: Site, value: object) -> None:
    build = site.build(html_theme_options=value)
    assert "guest@localhost" in build.read("index.html")


def test_invalid_default_of_a_child_theme_gives_a_warning(site: Site) -> None:
    site.write(
        "themes/child/theme.toml",
        '[theme]\ninherit = "transcript"\n\n[options]\nlight_scheme = "solar"\n',
    )
    site.conf("html_theme_path = ['themes']\nhtml_theme = 'child'\n")
    build = site.build()
    (found,) = build_warnings(build)
    assert "light_scheme = 'solar' is not one of tty-dark" in found
    assert "--ts-page:#fafaf7;" in build.read("_static/transcript.css")


def test_html_context_does_not_override_values_of_the_theme(site: Site) -> None:
    site.post("a", title="A", date="2016-01-01")
    plain = site.build()
    site.conf("html_context = {'branch': 'main', 'contents': 'x', 'post': True}\n")
    build = site.build(into="other")
    assert build.read("post/a.html") == plain.read("post/a.html")
    assert build.read("index.html") == plain.read("index.html")


def names(page: str) -> list[tuple[str, str]]:
    (nav,) = re.findall(r'<nav aria-label="pages of a site">.*?</nav>', page, re.DOTALL)
    return re.findall(r'href="([^"]*)"[^>]*>([^<]*)<', nav)


def test_navigation_option_chooses_the_entries(site: Site) -> None:
    site.write("about.md", "# About\n")
    site.write("guide/deep.md", "---\norphan: true\n---\n# Deep\n")
    site.post("a", title="A", date="2016-01-01")
    wanted = [("the <guide>", "guide/deep"), "*", ("code", "https://example.org/a?b=1&c=2")]
    site.conf(f"html_baseurl = 'https://x.org/'\nhtml_theme_options = {{'navigation': {wanted}}}\n")
    build = site.build()
    assert build_warnings(build) == []
    assert names(build.read("index.html")) == [
        ("guide/deep.html", "the &lt;guide&gt;"),
        ("about.html", "about.md"),
        ("feed.xml", "feed.xml"),
        ("post/index.html", "post/"),
        ("search.html", "search.html"),
        ("https://example.org/a?b=1&amp;c=2", "code"),
    ]
    assert names(build.read("post/a.html"))[0][0] == "../guide/deep.html"
    site.conf("html_baseurl = 'https://x.org/'\nhtml_theme_options = {'feed_link': False}\n")
    labels = [label for _target, label in names(site.build().read("index.html"))]
    assert labels == ["about.md", "post/", "search.html"]


def test_wildcard_does_not_repeat_named_entries() -> None:
    shown = [NavigationEntry("about.md", "about"), NavigationEntry("tag/", "tag/index")]
    assert chosen_entries([("labels", "tag/index"), "*"], shown, {}) == (
        [NavigationEntry("labels", "tag/index"), NavigationEntry("about.md", "about")],
        [],
    )


MARKS = {
    "navigation": "<kbd>ls</kbd>",
    "branch": 'class="ts-page-branch"',
    "contents": 'class="ts-page-contents"',
    "source": "<kbd>less guide/a.md</kbd>",
    "facts": 'class="ts-post-facts"',
    "neighbours": 'class="ts-post-neighbours"',
    "related": 'class="ts-post-related"',
    "referring": 'class="ts-post-referring"',
    "pages": 'class="ts-page-neighbours"',
    "cursor": 'class="ts-cursor"',
}


def test_each_block_can_be_hidden(site: Site) -> None:
    assert MARKS.keys() == set(BLOCKS)
    site.write("index.md", "# Home\n\n```{toctree}\nguide/index\n```\n")
    site.write("guide/index.md", "# Guide\n\n```{toctree}\na\nb\n```\n")
    site.write("guide/a.md", f"# A\n\n{LONG}")
    site.write("guide/b.md", "# B\n")
    site.post("one", title="One", date="2016-01-01", tags="[t]")
    site.post("two", title="Two", date="2016-01-02", tags="[t]", body="[one](one.md)\n")
    site.post("three", title="Three", date="2016-01-03", tags="[t]")
    for hidden in ((), *((name,) for name in BLOCKS)):
        build = site.build(html_theme_options={"hidden_blocks": list(hidden)})
        assert build_warnings(build) == []
        pages = build.read("guide/a.html") + build.read("post/one.html")
        assert [name for name, mark in MARKS.items() if mark not in pages] == list(hidden)


def test_announcement_and_footer_are_on_pages(site: Site) -> None:
    site.write("a b.md", "---\norphan: true\n---\n# A\n")
    options = {
        "announcement": "Moved <soon>",
        "announcement_link": "https://example.org/?a=1&b=2",
        "footer_text": "Kept & served",
        "repository": "https://example.org/code",
        "edit_url": "https://example.org/edit/{path}?plain=1",
    }
    page = site.build(html_theme_options=options).read("a b.html")
    assert '<a href="https://example.org/?a=1&amp;b=2">Moved &lt;soon&gt;</a>' in page
    assert "Kept &amp; served" in page
    assert '<a href="https://example.org/code">repository</a>' in page
    assert '<a href="https://example.org/edit/a%20b.md?plain=1">edit this page</a>' in page
    assert "edit this page" not in site.build().read("a b.html")


def test_template_blocks_can_be_extended(site: Site) -> None:
    site.write(
        "_templates/page.html",
        '{% extends "!page.html" %}{% block above_post %}<p>ABOVE</p>{% endblock %}'
        "{% block below_post %}<p>BELOW {{ post.title|e }}</p>{% endblock %}"
        "{% block extrahead %}{{ super() }}<meta name='head'>{% endblock %}"
        "{% block footer %}<p>BEFORE</p>{{ super() }}{% endblock %}",
    )
    site.conf("templates_path = ['_templates']\n")
    site.post("a", title="A & B", date="2016-01-01", tags="[dns]")
    build = site.build()
    page = build.read("post/a.html")
    at = [page.index(part) for part in ("<meta name='head'>", "ABOVE", "<article", "ts-post-facts")]
    at += [page.index(part) for part in ("BELOW A &amp; B", "BEFORE", "<footer>")]
    assert at == sorted(at)
    assert "ABOVE" not in build.read("index.html")


def test_logo_and_favicon_are_set_by_sphinx_options(site: Site) -> None:
    for name in ("logo.svg", "icon.svg"):
        site.write(name, '<svg xmlns="http://www.w3.org/2000/svg" width="48" height="48"/>')
    site.conf("html_logo = 'logo.svg'\nhtml_favicon = 'icon.svg'\n")
    page = site.build().read("index.html")
    assert '<p class="ts-logo"><img src="_static/logo.svg" alt="a site"' in page
    assert '<link rel="icon" href="_static/icon.svg">' in page
