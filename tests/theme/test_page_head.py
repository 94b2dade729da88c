"""The head of a page: its scripts and title."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.conftest import Site

SHOUT = """
def add(app, pagename, templatename, context, doctree):
    app.add_js_file("shout.js")

def setup(app):
    app.connect("html-page-context", add)
"""


def test_script_of_an_extension_is_loaded(site: Site) -> None:
    site.write("_static/shout.js", "// loud\n")
    site.conf(f'html_static_path = ["_static"]\n{SHOUT}')
    page = site.build().read("index.html")
    assert 'src="_static/shout.js?v=' in page
    assert 'src="_static/doctools.js?v=' in page


@pytest.mark.parametrize(
    ("conf", "name"),
    [
        ({}, "a site"),
        ({"html_title": "Great documentation"}, "Great documentation"),
        ({"language": "de"}, "a site"),
    ],
)
def test_name_of_the_site_is_in_the_title(site: Site, conf: dict[str, Any], name: str) -> None:
    site.write("about.md", "# About\n")
    build = site.build(**conf)
    assert f"<title>About · {name}</title>" in build.read("about.html")
    assert f"<title>{name}</title>" in build.read("index.html")
