"""Parts of pages that are rendered once, and their text kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from jinja2 import DictLoader, Environment, meta
from markupsafe import Markup
from sphinx.testing.util import SphinxTestApp

from sphinx_transcript.theme import kept_parts
from sphinx_transcript.theme.active import FOLDER
from sphinx_transcript.theme.kept_parts import KeptPart
from sphinx_transcript.theme.part_values import PARTS, Part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Site

OPTIONS = """
html_theme_options = {"announcement": "hello", "footer_text": "by hand"}
copyright = "2020, Ada"
html_logo = "logo.svg"
"""


def make_posts(site: Site) -> None:
    site.write("logo.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    site.post("a", title="A", date="2020-01-01", tags="x")
    site.post("b", title="B", date="2020-01-02", tags="x y")
    site.post("deep/c", title="C", date="2020-01-03")
    site.write("about.md", "# About\n")


def pages_of(site: Site, folder: str, conf: str, builder: str = "html") -> dict[str, str]:
    site.conf(conf)
    out = site.srcdir / "_build" / folder
    app = SphinxTestApp(builder, srcdir=site.srcdir, builddir=out)
    try:
        app.build()
        return {
            path.relative_to(app.outdir).as_posix(): path.read_text("utf-8")
            for path in sorted(app.outdir.rglob("*.html"))
        }
    finally:
        app.cleanup()


@pytest.mark.parametrize("name", sorted(PARTS))
def test_all_variables_of_a_part_are_known(name: str) -> None:
    source = (FOLDER / name).read_text("utf-8")
    part = PARTS[name]
    known = {*part.values, *part.others, *part.functions, *(["pathto"] if part.has_links else [])}
    tree = Environment(autoescape=True).parse(source)
    # Jinja takes a name that is set in a condition for one that may be undeclared.
    assert meta.find_undeclared_variables(tree) - {"_added"} == known
    assert not list(meta.find_referenced_templates(tree))


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_pages_are_what_they_are_without_kept_parts(site: Site, builder: str) -> None:
    make_posts(site)
    kept = pages_of(site, "kept", OPTIONS, builder)
    plain = pages_of(site, "plain", f"{OPTIONS}transcript_shortcuts = False\n", builder)
    assert len(kept) > 8
    assert kept == plain


def test_parts_are_rendered_few_times(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    make_posts(site)
    rendered: list[str] = []
    original = KeptPart._rendered

    def noted(self: KeptPart, context: Any, *args: Any) -> str:
        rendered.append(context.name)
        return original(self, context, *args)

    monkeypatch.setattr(KeptPart, "_rendered", noted)
    pages = pages_of(site, "kept", OPTIONS)
    for name in PARTS:
        assert 1 <= rendered.count(name) < len(pages), name
    assert rendered.count("parts/page_colours.html") == 1


EXTENSION = """
def change(app, pagename, templatename, context, doctree):
    original = context["pathto"]
    if pagename == "post/a":
        context["site_title"] = "Another"
        context["theme_announcement"] = "only here"
        context["navigation"][0]["label"] = "changed"
    if pagename == "post/b":
        context["pathto"] = lambda *args: original(*args) + "?b"
    if pagename == "about":
        context["t"] = lambda message: "word"
        context["copyright"] = ["nobody"]
        app.add_css_file("_static/other.css")
        app.add_js_file("https://example.org/other.js", defer="defer")
        app.add_js_file(None, body="mine()")


def setup(app):
    app.connect("html-page-context", change, priority=900)
"""


def test_page_that_an_extension_changes(site: Site) -> None:
    make_posts(site)
    kept = pages_of(site, "kept", OPTIONS + EXTENSION)
    plain = pages_of(site, "plain", OPTIONS + EXTENSION + "transcript_shortcuts = False\n")
    assert kept == plain
    assert [name for name, page in kept.items() if "only here" in page] == ["post/a.html"]
    assert 'index.html?b" rel="home"' in kept["post/b.html"]
    assert "© nobody" in kept["about.html"]
    assert [name for name, page in kept.items() if "other.css" in page] == ["about.html"]
    assert [name for name, page in kept.items() if "mine()" in page] == ["about.html"]
    assert "© 2020, Ada" in kept["post/b.html"]


def test_part_of_a_project_is_rendered_each_time(site: Site) -> None:
    make_posts(site)
    site.write("_templates/parts/navigation.html", "<header id='ts:top'>{{ body|length }}</header>")
    conf = "templates_path = ['_templates']\n"
    kept = pages_of(site, "kept", conf)
    plain = pages_of(site, "plain", f"{conf}transcript_shortcuts = False\n")
    assert kept == plain
    lengths = {page.partition("ts:top'>")[2].partition("<")[0] for page in kept.values()}
    assert len(lengths) > 3


def environment_with(source: str) -> tuple[Any, list[str]]:
    environment = Environment(loader=DictLoader({"part": source}), autoescape=True)
    rendered: list[str] = []
    template = environment.get_template("part")
    original = template.root_render_func

    def render(context: Any) -> Iterator[str]:
        rendered.append("once")
        yield from original(context)

    part = Part(values=("a", "b"), functions={"len": len}, has_links=True)
    template.root_render_func = KeptPart(render, part)
    return template, rendered


@pytest.mark.parametrize(
    ("first", "second", "is_kept"),
    [
        ({"a": [1, {"x": "y"}]}, {"a": [1, {"x": "y"}]}, True),
        ({"a": 1}, {"a": True}, False),
        ({"a": 1}, {}, False),
        ({"a": None}, {}, False),
        ({}, {}, True),
        ({"a": object()}, {"a": object()}, False),
        ({"len": str}, {"len": str}, False),
        ({"pathto": lambda name: name}, {"pathto": lambda name: name + "2"}, False),
        ({"pathto": lambda name: name}, {"pathto": lambda name: "/".join([name])}, True),
        ({"pathto": lambda _: "<x>"}, {"pathto": lambda _: Markup("<x>")}, False),
        ({"pathto": lambda _: Markup("<x>")}, {"pathto": lambda _: "<x>"}, False),
        ({"pathto": lambda _: ["x"]}, {"pathto": lambda _: ["x"]}, False),
    ],
)
def test_text_is_kept_for_the_same_values(
    first: dict[str, Any], second: dict[str, Any], is_kept: bool
) -> None:
    template, rendered = environment_with("{{ a }}{{ b }}{{ len('x') }}{{ pathto('l') }}")
    plain = Environment(autoescape=True).from_string(
        "{{ a }}{{ b }}{{ len('x') }}{{ pathto('l') }}"
    )
    values = {"b": "<", "len": len, "pathto": "<{}>".format}
    for changed in (first, second):
        assert template.render(values | changed) == plain.render(values | changed)
    assert len(rendered) == (1 if is_kept else 2)


def test_number_of_texts_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_parts, "_MAX_TEXTS", 3)
    template, _ = environment_with("{{ a }}{{ len('x') }}{{ pathto('l') }}")
    for number in range(20):
        text = template.render(a=number, len=len, pathto=str.upper)
        assert text == f"{number}1L"
    assert len(template.root_render_func._texts) <= 3
    assert len(template.root_render_func._calls) <= 3
