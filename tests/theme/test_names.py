"""Every class, id and custom property of the theme's own has one prefix.

An author's headings, labels, options and classes, and the style sheets of other extensions, can't
have these names: docutils makes identifiers without a colon.
https://docutils.sourceforge.io/docs/ref/rst/directives.html#identifier-normalization
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.theme.active import FOLDER

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Site

TEMPLATES = sorted(FOLDER.rglob("*.html"))
# Names that Sphinx's own scripts and pages have.
_IDS_OF_SPHINX = {"search-documentation", "search-progress", "search-results", "cap-"}


def _names(template: Path, attribute: str) -> list[str]:
    text = re.sub(r"\{#.*?#\}|\{%.*?%\}", "", template.read_text("utf-8"), flags=re.DOTALL)
    values = re.findall(rf"""\b{attribute}=["']([^"']*)["']""", text)
    return [name for value in values for name in re.sub(r"\{\{.*?\}\}", "", value).split()]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_names_of_the_templates_have_the_prefix(template: Path) -> None:
    others = {name for name in _names(template, "class") if not name.startswith("ts-")}
    assert others == set()
    others = {name for name in _names(template, "id") if not name.startswith("ts:")}
    assert others <= _IDS_OF_SPHINX


def test_custom_properties_have_the_prefix(site: Site) -> None:
    site.write("index.md", "# Home\n")
    sheet = site.build().read("_static/transcript.css")
    properties = set(re.findall(r"(?<![\w-])--[\w-]+", sheet))
    assert len(properties) > 20
    assert {name for name in properties if not name.startswith("--ts-")} == set()
    assert re.findall(r"@keyframes (?!ts-)", sheet) == []


@pytest.mark.parametrize("name", ["Content", "ts content", "ts:content", "ts_content"])
def test_heading_keeps_its_own_id(site: Site, name: str) -> None:
    site.write("index.md", f"# Home\n\n({name.casefold()})=\n## {name}\n\n## {name}\n\ntext\n")
    page = site.build().read("index.html")
    ids = re.findall(r'\bid="([^"]*)"', page)
    assert len(ids) == len(set(ids))
    assert ids.count("ts:content") == 1
    assert re.search(r'<main id="ts:content"', page)
