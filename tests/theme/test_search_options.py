"""Which search a site has: the prompt, Sphinx's own, another in its place, or none."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_transcript.support import translations
from sphinx_transcript.theme.active import FOLDER
from sphinx_transcript.theme.options import COMMANDS
from tests.helpers.build_output import build_warnings

if TYPE_CHECKING:
    from tests.conftest import Build, Site

LANGUAGES = sorted(path.name for path in Path(translations.__file__).parent.glob("locale/*/"))


def attributes(page: str) -> dict[str, str]:
    """Return the attributes for the prompt of the script in *page*."""
    (tag,) = re.findall(r"<script [^>]*transcript\.js[^>]*>", page) or [""]
    return dict(re.findall(r'data-(prompt|key|words)="([^"]*)"', tag))


def settings(build: Build) -> Any:
    """Return the settings in the prompt's script."""
    script = build.read("_static/prompt.js")
    return json.loads(script.partition(" = ")[2].partition(";\n")[0])


def listings(build: Build) -> Any:
    """Return the pages that the prompt offers where nothing is found: they are in the index."""
    script = build.read("_static/search/index.js")
    return json.loads(script.partition(",")[2].rpartition(")")[0])["listings"]


def built(site: Site, **options: Any) -> Build:
    site.post("a", title="A", date="2024-01-01", tags="[x]")
    build = site.build(html_theme_options=options)
    assert build_warnings(build) == []
    return build


def test_prompt_is_there_by_default(site: Site) -> None:
    build = built(site)
    found = attributes(build.read("post/a.html"))
    assert found["key"] == "/"
    assert found["words"] == "search, or type a command"
    assert re.fullmatch(r"prompt\.js\?v=[0-9a-f]{8}", found["prompt"])
    assert settings(build)["commands"] == " ".join(COMMANDS)
    assert listings(build) == [
        ["home", "index.html"],
        ["post/", "post/index.html"],
        ["tag/", "tag/index.html"],
        ["archive/", "archive/index.html"],
        ["author/", "author/index.html"],
    ]
    page = build.read("search.html")
    assert f'src="_static/{found["prompt"]}"' in page
    assert "searchtools.js" not in page
    assert "searchindex.js" not in page
    assert '<a href="search.html" rel="search">search.html</a>' in build.read("index.html")


def test_listings_that_are_new_change_no_address(site: Site) -> None:
    """Browsers keep the script of the prompt: nothing in it is of the pages of the site."""
    before = built(site)
    address, scripts = attributes(before.read("index.html"))["prompt"], _scripts(before)
    site.post("b", title="B", date="2024-01-02", category="[log]")
    build = site.build()
    assert ["category/", "category/index.html"] in listings(build)
    assert attributes(build.read("index.html"))["prompt"] == address
    assert _scripts(build) == scripts


def _scripts(build: Build) -> list[str]:
    return [build.read(f"_static/prompt{part}.js") for part in ("", "-lines", "-shell")]


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_script_until_results_are_there_is_small(site: Site, language: str) -> None:
    site.conf(f"language = {language!r}\n")
    script = site.build().read("_static/prompt.js")
    size = len(gzip.compress(script.encode(), 9, mtime=0))
    # Letters of other scripts take two or three bytes.
    assert size <= (6_000 if language == "en" else 6_144), (language, size)


def test_commands_of_the_option_are_those_of_the_script() -> None:
    script = (FOLDER / "js" / "search" / "commands.js").read_text("utf-8")
    table = script.partition("const COMMANDS = {")[2].partition("\n  };")[0]
    names = set(re.findall(r"^    (\w+):", table, re.MULTILINE)) - {"__proto__"}
    assert sorted(names) == sorted(COMMANDS)


@pytest.mark.parametrize("key", ["", "k", "#", '"'])
def test_key_is_chosen(site: Site, key: str) -> None:
    page = built(site, search_key=key).read("index.html")
    assert attributes(page)["key"] == key.replace('"', "&quot;")


@pytest.mark.parametrize("key", ["ctrl", " ", 3, None])
def test_other_keys_give_a_warning(site: Site, key: object) -> None:
    build = site.build(html_theme_options={"search_key": key})
    (warning,) = build_warnings(build)
    assert "is not one character, or '' for none" in warning
    assert attributes(build.read("index.html"))["key"] == "/"


def test_commands_are_chosen_and_part_of_the_address(site: Site) -> None:
    all_of_them = attributes(built(site).read("index.html"))["prompt"]
    build = built(site, prompt_commands=["ls", "cat"])
    assert settings(build)["commands"] == "ls cat"
    assert attributes(build.read("index.html"))["prompt"] != all_of_them
    build = built(site, prompt_commands=[])
    assert settings(build)["commands"] == ""
    assert settings(build)["words"]["hint"] == ""
    assert attributes(build.read("index.html"))["words"] == "search this site"


def test_search_of_sphinx(site: Site) -> None:
    build = built(site, search="sphinx")
    assert attributes(build.read("index.html")) == {}
    page = build.read("search.html")
    assert "searchtools.js" in page
    assert "prompt.js" not in page
    assert not [name for name in build.files() if name.startswith("_static/search/")]
    assert 'class="ts-cursor"' in build.read("index.html")


@pytest.mark.parametrize("before", [None, "transcript", "sphinx"])
def test_no_search(site: Site, before: str | None) -> None:
    if before:
        built(site, search=before)
    build = built(site, search="none")
    files = build.files()
    assert "search.html" not in files
    assert "searchindex.js" not in files
    assert not [name for name in files if name.startswith("_static/search/")]
    for name in ("index.html", "post/a.html", "404.html"):
        page = build.read(name)
        assert attributes(page) == {}
        assert "search.html" not in page
    assert 'class="ts-cursor"' in build.read("index.html")


@pytest.mark.parametrize("hidden", [[], ["cursor"]])
def test_another_search_in_its_place(site: Site, hidden: list[str]) -> None:
    site.write(
        "_templates/layout.html",
        '{% extends "!layout.html" %}\n'
        '{% block search %}<div id="docsearch"></div>{% endblock %}\n',
    )
    site.conf("templates_path = ['_templates']\n")
    page = built(site, search="none", hidden_blocks=hidden).read("index.html")
    footer = page.partition("<footer>")[2].partition("</footer>")[0]
    assert '<div id="docsearch"></div>' in footer
    assert "ts-cursor" not in footer


@pytest.mark.parametrize("builder", ["singlehtml", "epub", "json"])
def test_builders_without_a_search(site: Site, builder: str) -> None:
    site.post("a", title="A", date="2024-01-01")
    build = site.build(builder)
    assert not any(b"data-prompt" in content for content in build.files().values())


def test_theme_alone_leads_to_its_pages(site: Site) -> None:
    site.conf("extensions = []\n")
    site.write("index.rst", "Home\n====\n\n.. index:: thing\n\nText.\n")
    (site.srcdir / "index.md").unlink()
    build = site.build()
    assert build_warnings(build) == []
    assert listings(build) == [
        ["home", "index.html"],
        ["index of terms", "genindex.html"],
    ]
    page = build.read("search.html")
    assert re.findall(
        r"<a [^>]*>(.*?)</a>", page.partition('"ts-search"')[2].partition("</ul>")[0]
    ) == [
        "home",
        "index of terms",
    ]
