"""What Sphinx promises to scripts is there where a script is, and only there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.helpers.build_output import build_warnings

if TYPE_CHECKING:
    from tests.conftest import Site

SPHINX = ["documentation_options", "doctools", "sphinx_highlight"]


def scripts(page: str) -> list[str]:
    return re.findall(r'<script[^>]*src="(?:[^"]*/)?([\w-]+)\.js', page)


NEEDED: dict[str, tuple[dict[str, Any], str]] = {
    "file": ({"html_js_files": ["own.js"]}, ""),
    "deferred file": ({"html_js_files": [("own.js", {"defer": "defer"})]}, ""),
    "module": ({"html_js_files": [("own.js", {"type": "module"})]}, ""),
    "address": ({"html_js_files": ["https://example.org/own.js"]}, ""),
    "inline": ({"html_js_files": [(None, {"body": "x = DOCUMENTATION_OPTIONS.VERSION"})]}, ""),
    "empty name": ({"html_js_files": [("", {"body": "x = 1"})]}, ""),
    "keys": ({"html_theme_options": {"navigation_with_keys": True}}, ""),
    "keys as text": ({"html_theme_options": {"navigation_with_keys": "yes"}}, ""),
    "raw script": ({}, "<script>document.title += DOCUMENTATION_OPTIONS.VERSION</script>"),
    "raw module": ({}, '<script type="module">x()</script>'),
    "raw script in capitals": ({}, '<SCRIPT TYPE="text/javascript">x()</SCRIPT>'),
    "raw file": ({}, '<script src="x.js" async></script>'),
    "handler": ({}, '<button onclick="SphinxHighlight.hideSearchWords()">x</button>'),
}
NOT_NEEDED: dict[str, tuple[dict[str, Any], str]] = {
    "nothing": ({}, ""),
    "no keys": ({"html_theme_options": {"navigation_with_keys": False}}, ""),
    "data": ({}, '<script type="application/ld+json">{}</script>'),
    "data of a widget": ({}, '<script type="application/vnd.jupyter.widget-view+json">{}</script>'),
    "code": ({}, "<code>&lt;script></code> and <em>on one = 2</em>"),
}


def built(site: Site, conf: dict[str, Any], raw: str) -> str:
    site.write("_static/own.js", "// mine\n")
    site.write(
        "index.md", f"# Home\n\n`<script>` on top=1\n\n```{{raw}} html\n{raw or '<hr>'}\n```\n"
    )
    build = site.build(html_static_path=["_static"], **conf)
    assert build_warnings(build) == []
    return build.read("index.html")


@pytest.mark.parametrize("case", NEEDED)
def test_page_with_a_script_has_those_of_sphinx(site: Site, case: str) -> None:
    found = scripts(built(site, *NEEDED[case]))
    assert [name for name in found if name in SPHINX] == SPHINX
    if "own" in found:
        assert found.index("own") > found.index(SPHINX[-1])


@pytest.mark.parametrize("case", NOT_NEEDED)
def test_page_without_a_script_has_none_of_sphinx(site: Site, case: str) -> None:
    assert scripts(built(site, *NOT_NEEDED[case])) == ["transcript"]


def test_only_pages_with_a_script_load_those_of_sphinx(site: Site) -> None:
    site.write("other.md", "# Other\n")
    site.write("index.md", "# Home\n\n```{raw} html\n<script>x = 1</script>\n```\n")
    build = site.build()
    assert scripts(build.read("other.html")) == ["transcript"]
    assert scripts(build.read("index.html")) == [*SPHINX[:0], "transcript", *SPHINX]


@pytest.mark.parametrize(
    "template",
    [
        "{% block scripts %}{{ super() }}<script src='x.js'></script>{% endblock %}",
        "{% block extrahead %}<script>DOCUMENTATION_OPTIONS</script>{% endblock %}",
        "{% block footer %}{{ super() }}{{ js_tag('_static/x.js') }}{% endblock %}",
    ],
)
def test_template_with_a_script_has_those_of_sphinx(site: Site, template: str) -> None:
    site.write("_templates/layout.html", f"{{% extends '!layout.html' %}}{template}")
    page = site.build(templates_path=["_templates"]).read("index.html")
    assert [name for name in scripts(page) if name in SPHINX] == SPHINX


def test_script_in_head_tags_of_an_extension_has_those_of_sphinx(site: Site) -> None:
    site.conf(
        "def add(app, pagename, templatename, context, doctree):\n"
        "    context['metatags'] += '<script>x = DOCUMENTATION_OPTIONS</script>'\n"
        "def setup(app):\n    app.connect('html-page-context', add, priority=900)\n"
    )
    assert [name for name in scripts(site.build().read("index.html")) if name in SPHINX] == SPHINX


def test_scripts_of_another_language_have_the_translations(site: Site) -> None:
    found = scripts(built(site, {"language": "de"}, "<script>_('x')</script>"))
    assert [name for name in found if name != "transcript"] == [*SPHINX, "translations"]


def test_scripts_in_html_context_are_those_of_the_project(site: Site) -> None:
    page = built(site, {"html_context": {"script_files": ["_static/own.js"]}}, "")
    assert scripts(page) == ["own"]


@pytest.mark.parametrize(
    ("options", "takes_key"),
    [
        ({}, False),
        ({"enable_search_shortcuts": True}, False),
        ({"search": "sphinx"}, True),
        ({"search": "sphinx", "enable_search_shortcuts": False}, False),
    ],
)
def test_script_of_sphinx_leaves_the_key_to_the_prompt(
    site: Site, options: dict[str, Any], takes_key: bool
) -> None:
    site.conf(f"html_theme_options = {options!r}\n")
    script = site.build().read("_static/documentation_options.js")
    assert f"ENABLE_SEARCH_SHORTCUTS: {str(takes_key).lower()}," in script
