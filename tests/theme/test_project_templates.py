"""Templates that a project wrote for Sphinx's basic theme, or for another that inherits from it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import sphinx
from sphinx import package_dir

from sphinx_transcript.theme import project_templates
from tests.helpers.build_output import build_warnings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

    from tests.conftest import Build, Site
    from tests.helpers.kept_sites import KeptSite

BASIC = Path(package_dir, "themes", "basic", "layout.html")
BLOCKS = sorted(set(re.findall(r"block (\w+)", BASIC.read_text("utf-8"))))
# A page shows these where one of the project's templates calls relbar().
IN_RELBAR = {"rootrellink", "relbaritems"}
HEAD = {"css", "scripts", "linktags", "extrahead", "htmltitle"}


def build_with(site: Site, conf: str = "", **templates: str) -> Build:
    for name, text in templates.items():
        site.write(f"_templates/{name}.html", text)
    site.conf(f"templates_path = ['_templates']\n{conf}")
    return site.build()


def notes(build: Build) -> list[str]:
    return [line for line in build.status.splitlines() if "note: " in line]


def test_basic_has_the_blocks_that_are_known() -> None:
    assert len(BLOCKS) > 20
    assert set(BLOCKS) > IN_RELBAR


@pytest.mark.parametrize("block", BLOCKS)
def test_block_of_basic_is_shown(site: Site, block: str) -> None:
    bar = "" if block not in IN_RELBAR else "{% block relbar1 %}{{ relbar() }}{% endblock %}"
    text = f"{{% extends '!layout.html' %}}{bar}{{% block {block} %}}<!-- mine -->{{% endblock %}}"
    build = build_with(site, layout=text)
    # A document fills in the block itself.
    name = "search.html" if block in {"scripts", "extrahead"} else "index.html"
    page = build.read(name if block != "body" else "404.html")
    if block != "body":
        assert page.count("<!-- mine -->") == 1
    assert notes(build) == []
    assert build_warnings(build) == []
    if block in HEAD:
        assert page.index("<!-- mine -->") < page.index("</head>")


@pytest.mark.parametrize("block", BLOCKS)
def test_block_of_basic_can_be_extended(kept_site: KeptSite, block: str) -> None:
    site = kept_site
    plain = site.clean_build_once().read("index.html")
    text = f"{{% extends '!layout.html' %}}{{% block {block} %}}{{{{ super() }}}}{{% endblock %}}"
    page = build_with(site, layout=text).read("index.html")
    # The style sheet of sidebars is loaded wherever there may be one.
    page = re.sub(r"<link[^>]*sidebars\.css[^>]*>", "", page)
    assert "".join(page.split()) == "".join(plain.split())


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("{{ relbar() }}", 'title="General Index">index</a>'),
        ("{{ css() }}", "_static/transcript.css"),
        ("{{ script() }}", "_static/transcript.js"),
        ("[{{ sidebar()|trim }}]", "[]"),
        ("{{ copyright_block() }}", "© 2020, Ada"),
        ("{{ url_root }}_static/x.png", "../_static/x.png"),
        ("{{ docstitle }} {{ shorttitle }}{{ reldelim1 }}{{ reldelim2 }}", "the site the site » |"),
        ("{{ titlesuffix }}", " · the site"),
        ("[{{ embedded }}{{ render_sidebar }}{{ theme_nosidebar }}]", "[FalseFalsefalse]"),
        ("{{ toctree() }}", 'href="#">Below'),
        (
            "{{ sphinx_version[:1] }} {{ parents|length }} {{ rellinks|length }}",
            f"{sphinx.__version__[0]} 0 2",
        ),
        ("{{ project }} {{ master_doc }} {{ root_doc }} {{ pagename }}", "a site index index sub/"),
        ("{{ pathto('index') }} {{ hasdoc('index') }}", "../index.html True"),
        ("{{ logo_url }}|{{ favicon_url }}|{{ sourcename }}", "||sub/below.md.txt"),
        ("{{ warning('careful') }}", ""),
    ],
)
def test_macros_and_values_of_basic_exist(site: Site, call: str, expected: str) -> None:
    site.write("index.md", "# Home\n\n```{toctree}\nsub/below\n```\n\n```{index} tea\n```\n")
    site.write("sub/below.md", "# Below\n")
    text = f"{{% extends '!layout.html' %}}{{% block relbar2 %}}<hr>{call}<hr>{{% endblock %}}"
    conf = "copyright = '2020, Ada'\nhtml_title = 'the site'\n"
    page = build_with(site, conf, layout=text).read("sub/below.html")
    assert expected in page.split("<hr>")[1]


def test_block_that_nothing_shows_is_noted(site: Site) -> None:
    text = """{% extends "!layout.html" %}
{% block sidebar3 %}mine{% endblock %}
{% block menubar %}{% block inner %}{% endblock %}mine{% endblock %}
{% block site_meta %}mine{% endblock %}
{% block right_sidebar %} {# nothing #} {% endblock %}
{%- block footer %}{% block own %}shown{% endblock %}{% endblock %}
"""
    build = build_with(site, layout=text)
    assert build_warnings(build) == []
    found = notes(build)
    assert len(found) == 3
    places = [re.search(r"_templates/layout\.html:(\d+): note: ", line) for line in found]
    assert [place and place[1] for place in places] == ["2", "3", "4"]
    assert "no block 'sidebar3' in !layout.html" in found[0]
    assert "did you mean 'sidebar2'?" in found[0]
    assert "no block 'site_meta' in !layout.html, so it is shown nowhere (there are " in found[2]
    assert "shown" in build.read("index.html")


def test_block_of_a_page_template_and_of_a_project_layout(site: Site) -> None:
    block = "{% block header %}{% block own %}{% endblock %}{% endblock %}"
    layout = f"{{% extends '!layout.html' %}}{block}"
    blocks = "{% block own %}mine{% endblock %}{% block outer %}x{% endblock %}"
    page = f"{{% extends 'layout.html' %}}{blocks}"
    build = build_with(
        site, "html_additional_pages = {'extra': 'extra.html'}\n", layout=layout, extra=page
    )
    (found,) = notes(build)
    assert "extra.html:1: note: no block 'outer' in layout.html" in found
    assert "mine" in build.read("extra.html")


def test_block_in_a_macro_that_is_not_called_is_noted(site: Site) -> None:
    text = "{% extends '!layout.html' %}\n{% block rootrellink %}<li>Home</li>{% endblock %}"
    (found,) = notes(build_with(site, layout=text))
    assert "layout.html:2: note: the block 'rootrellink' is shown where relbar() is called" in found


@pytest.mark.parametrize(
    "text",
    [
        "{% extends base %}{% block nosuch %}x{% endblock %}",
        "{% extends 'nosuch.html' %}{% block nosuch %}x{% endblock %}",
        "{% extends '!layout.html' %}{% block %}",
        "{% extends 'unused.html' %}{% block nosuch %}x{% endblock %}",
        b"\xff{% extends '!layout.html' %}{% block nosuch %}x{% endblock %}",
    ],
)
def test_template_that_cannot_be_checked_is_left_to_jinja(site: Site, text: str | bytes) -> None:
    site.write("_templates/unused.html", text)
    build = build_with(site)
    assert notes(build) == []
    assert build_warnings(build) == []


SIDEBARS = "html_sidebars = {'**': ['mine.html', 'searchbox.html', 'globaltoc.html']}\n"


def test_sidebars_stand_below_the_text(site: Site) -> None:
    build = build_with(site, SIDEBARS, mine="<p>mine {{ pagename }}</p>")
    assert build_warnings(build) == []
    assert notes(build) == []
    page = build.read("index.html")
    assert "<p>mine index</p>" in page
    assert page.index("</main>") < page.index("mine index") < page.index("<footer")
    assert '<form class="ts-search-box" action="search.html"' in page
    assert " style=" not in page
    assert "<script>" not in page
    assert "_static/sidebars.css" in page


def test_sidebars_that_the_theme_has_elsewhere_are_noted(site: Site) -> None:
    names = ["localtoc.html", "relations.html", "sourcelink.html", "ablog/tagcloud.html"]
    build = build_with(site, f"html_sidebars = {{'**': {names}}}\n")
    assert build_warnings(build) == []
    (found,) = notes(build)
    assert "localtoc.html: the contents at the side, relations.html: " in found
    assert "ts-sidebar" not in build.read("index.html")


def test_project_may_have_such_a_template_of_its_own(site: Site) -> None:
    build = build_with(site, "html_sidebars = {'**': ['localtoc.html']}\n", localtoc="mine")
    assert notes(build) == []
    assert "mine" in build.read("index.html")


def test_unknown_sidebar_gives_one_warning(site: Site) -> None:
    build = build_with(
        site, "html_sidebars = {'**': ['mein.html', 'ethicalads.html', 'mine.html']}\n", mine="m"
    )
    (found,) = build_warnings(build)
    expected = "no template 'mein.html'; did you mean 'mine.html'?, 'ethicalads.html'; left out"
    assert expected in found
    assert found.endswith("[transcript.template]")
    assert "<aside" in build.read("index.html")


def test_pages_of_the_last_build_are_no_templates(site: Site) -> None:
    site.conf("templates_path = ['.']\nexclude_patterns = ['_build']\n")
    site.write("index.md", "# Home\n\nText.\n")
    site.write("about.md", "# About\n\n```{raw} html\n<script>1</script>\n```\n")
    out = site.srcdir / "_build"
    sphinx = [sys.executable, "-m", "sphinx", "-q", str(site.srcdir), str(out)]
    subprocess.run(sphinx, check=True)
    before = (out / "index.html").read_text("utf-8")
    site.write("index.md", "# Home\n\nMore text.\n")
    subprocess.run(sphinx, check=True)
    assert (out / "index.html").read_text("utf-8") == before.replace("Text.", "More text.")


def test_each_template_is_read_once(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    reads: list[Sphinx] = []
    read = project_templates.project_templates

    def noted(app: Sphinx) -> Iterator[project_templates.Template]:
        reads.append(app)
        return read(app)

    monkeypatch.setattr(project_templates, "project_templates", noted)
    for number in range(3):
        text = "{% extends 'layout.html' %}{% block body %}x{% endblock %}"
        site.write(f"_templates/t{number}.html", text)
    build_with(site)
    assert len(reads) == 1
