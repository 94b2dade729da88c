"""The order of ``extensions`` in conf.py does not matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers.build_output import build_warnings

if TYPE_CHECKING:
    from tests.conftest import Build, Site

EXTENSIONS = [
    "myst_nb",
    "myst_parser",
    "notfound.extension",
    "sphinx.ext.autodoc",
    "sphinx.ext.autosectionlabel",
    "sphinx.ext.graphviz",
    "sphinx.ext.mathjax",
    "sphinx.ext.todo",
    "sphinx.ext.viewcode",
    "sphinx_copybutton",
    "sphinx_design",
    "sphinx_inline_tabs",
    "sphinx_tabs.tabs",
    "sphinx_transcript.theme",
    "sphinxcontrib.mermaid",
    "sphinxcontrib.video",
    "sphinxcontrib.youtube",
    "sphinxext.opengraph",
]
NOTEBOOK_ORDERS = [
    ["myst_nb", "sphinx_transcript"],
    ["sphinx_transcript", "myst_nb"],
    ["myst_nb", "sphinx_transcript", "myst_parser"],
    ["myst_parser", "sphinx_transcript", "myst_nb"],
    ["sphinx_design", "myst_nb", "sphinx_copybutton", "sphinx_transcript"],
    ["tests.helpers.bundle_extension"],
    ["tests.helpers.bundle_extension", "sphinx_transcript"],
    ["sphinx_transcript", "tests.helpers.bundle_extension"],
]
BODY = """The *body* with a formula $a$.

## A heading

| a |
|---|
| b |

```python
print(1)
```
"""


def _build(site: Site, extensions: list[str], into: str) -> Build:
    site.conf(f"extensions = {extensions!r}\nnb_execution_mode = 'off'\n")
    site.post("a", title="A", date="2020-01-01", tags="[x]", body=BODY)
    build = site.build(into=into, myst_enable_extensions=["dollarmath"])
    # MyST-NB has no lexer for a notebook that was never executed.
    assert [line for line in build_warnings(build) if "myst-nb.lexer" not in line] == []
    return build


def _pages(build: Build) -> dict[str, bytes]:
    return {
        name: data
        for name, data in build.files().items()
        if name.endswith((".html", ".txt", ".xml"))
    }


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_extension_before_or_after(site: Site, extension: str) -> None:
    before = _pages(_build(site, [extension, "sphinx_transcript"], "before"))
    after = _pages(_build(site, ["sphinx_transcript", extension], "after"))
    assert {name for name in before if before[name] != after.get(name)} == set()
    assert before.keys() == after.keys()
    assert b"2020-01-01" in before["index.html"]


@pytest.mark.parametrize("extensions", NOTEBOOK_ORDERS)
def test_parser_of_notebooks(site: Site, extensions: list[str]) -> None:
    """MyST-NB reads Markdown in each order, so that it finds the notebooks written in it."""
    notebook = """---
orphan: true
file_format: mystnb
kernelspec:
  name: python3
---

# A notebook

```{code-cell}
print("a cell")
```
"""
    site.write("notebook.md", notebook)
    build = _build(site, extensions, "build")
    assert '<div class="cell' in build.read("notebook.html")
    assert "<em>body</em>" in build.read("post/a.html")


@pytest.mark.parametrize("name", ["tests.helpers.markdown_extension"])
def test_other_parser_of_markdown(site: Site, name: str) -> None:
    site.conf(f"extensions = [{name!r}, 'sphinx_transcript']\n")
    site.post("a", title="A", date="2020-01-01", body=BODY)
    build = site.build()
    (warning,) = build_warnings(build)
    assert "tests.helpers.markdown_extension.PlainParser reads .md files, too" in warning
    assert warning.endswith("[transcript.config]")
    assert "<em>body</em>" in build.read("post/a.html")
