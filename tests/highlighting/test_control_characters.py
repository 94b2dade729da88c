"""No control character of a source file reaches what is built."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.helpers.build_output import build_warnings
from tests.helpers.notebooks import cell, notebook, stdout

if TYPE_CHECKING:
    from tests.conftest import Build, Site

ESC = "\x1b"
RED = f"{ESC}[31mred{ESC}[0m"
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
JSON_ESCAPES = re.compile(r"\\u00(?:[01][0-9a-f]|7f|[89][0-9a-f])|\\[bf]", re.IGNORECASE)

ENDS = (
    *(".html", ".xhtml", ".txt", ".xml", ".json", ".js", ".tex", ".1", ".pot", ".opf", ".ncx"),
    *(".texi", ".pseudoxml", ".svg", ".css"),
)

MARKDOWN = f"""\
# Index {RED}

Text {RED}, `code {RED}`, *em {ESC}[1m*, an entity &#27;[31m, \x07 \x7f \x9b1m.

(name {ESC}[1m)=
## A section {RED}

[link {ESC}c](https://example.org/{ESC}[1m "title {ESC}[1m") ![alt {ESC}[1m](x.svg)

| a{ESC}[1m | b |
|---|---|
| c{ESC}[1m | d |

```{{code-block}} python
:caption: cap{ESC}[1mtion

x = "{ESC}[1m"
```

<p title="{ESC}[1m">raw {RED}</p>

```{{eval-rst}}
.. parsed-literal::

   a {RED} *em*
```

[^1] [other](#name-1m)

[^1]: A note {RED}
"""
RST = f"""\
Rst {RED}
=========

Text {RED}, ``code {RED}``, :index:`entry {ESC}[1m`, a\\ b\\*, \x9b1m.

.. raw:: html

   <p>raw {RED}</p>

.. csv-table:: {ESC}[1mTable

   a{ESC}[1m,b

.. glossary::

   term{ESC}[1m
     A definition.

.. math:: a{ESC}b

.. |sub| replace:: substituted {RED}

|sub| and :term:`term{ESC}[1m`

.. code:: c

   char *red = "{ESC}[31m";
"""


def _check(build: Build) -> None:
    for name, data in build.files().items():
        if name.startswith("_sources/") or not name.endswith(ENDS):
            continue
        text = data.decode("utf-8")
        found = CONTROLS.search(text)
        assert found is None, (name, text[max(0, found.start() - 60) : found.end() + 20])
        if name.endswith((".json", "searchindex.js")) or "ld+json" in text:
            assert not JSON_ESCAPES.search(text), name


def _site(site: Site) -> None:
    site.conf("html_baseurl = 'https://example.org/'\ncopyright = 'Ada'\n")
    site.write("x.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    site.write("index.md", MARKDOWN + "\n```{toctree}\nrst\npost/a\n```\n")
    site.write("rst.rst", RST)
    site.post(
        "a",
        title='"T \\e[31mred\\e[0m"',
        date="2020-01-01",
        description='"D \\e]0;x\\a \\x9b31m"',
        tags='["t\\e[1mag", ok]',
        categories='"c\\e[1m"',
        author='"Ada\\e[1m"',
        series='"S\\e[1m"',
        body=f"First {RED}.\n\n## A section {RED}\n",
    )


@pytest.mark.parametrize(
    "builder",
    ["html", "dirhtml", "singlehtml", "epub", "text", "transcript", "latex", "man", "texinfo",
     "xml", "pseudoxml", "gettext"],
)  # fmt: skip
def test_no_control_character_is_in_any_file(site: Site, builder: str) -> None:
    _site(site)
    _check(site.build(builder))


@pytest.mark.parametrize("theme", ["alabaster", "furo"])
def test_no_control_character_is_on_pages_of_other_themes(site: Site, theme: str) -> None:
    _site(site)
    _check(site.build(html_theme=theme))


def test_theme_alone_has_no_control_character(site: Site) -> None:
    site.write("conf.py", 'extensions = ["myst_parser"]\nhtml_theme = "transcript"\n')
    site.write("index.md", MARKDOWN)
    site.write("x.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    _check(site.build())


def test_text_stays_without_them(site: Site) -> None:
    _site(site)
    build = site.build()
    page, post, rst = (build.read(name) for name in ("index.txt", "post/a.txt", "rst.txt"))
    assert "Index red\n\n\nText red, `code red`, *em *, an entity �[31m, " in page
    assert 'x = "␛[1m"' in page
    assert "T red\n\n\nFirst red.\n\n\nA section red\n" in post
    assert "Rst red\n\n\nText red, `code red`, entry , ab*, ." in rst
    assert "substituted red and term" in rst
    assert 'char *red = "␛[31m";' in rst


def test_one_warning_for_a_document_and_one_for_a_key(site: Site) -> None:
    _site(site)
    warnings = build_warnings(site.build())
    found = [each.split("/src/")[1] for each in warnings if "/src/" in each]
    texts = "WARNING: a control character in the text is left out; only blocks of code can have"
    assert [each.partition(" WARNING")[0] for each in found if texts in each] == [
        "index.md:1:", "post/a.md:11:", "rst.rst:2:",
    ]  # fmt: skip
    keys = [each for each in found if "[transcript.front_matter]" in each]
    names = ("title", "description", "tags", "categories", "author", "series")
    assert len(keys) == len(names)
    for number, name in ((2, "title"), (4, "description"), (5, "tags")):
        message = f"post/a.md:{number}: WARNING: {name}: a control character is left out"
        assert any(message in each for each in keys), keys


@pytest.mark.parametrize("extension", ["myst_nb", "nbsphinx"])
def test_outputs_of_notebooks(site: Site, extension: str) -> None:
    """Their text is plain in feeds, plain text and the search; MyST-NB's have our colours."""
    outputs = [
        stdout(f"{RED} plain\n10%\r20%\n"),
        {"output_type": "stream", "name": "stderr", "text": [f"{ESC}[33mwarned{ESC}[0m\n"]},
        {"output_type": "error", "ename": "E", "evalue": "x", "traceback": [f"{RED}: x"]},
    ]
    site.conf(
        f'extensions.append("{extension}")\nhtml_baseurl = "https://example.org/"\n'
        'nb_execution_mode = "off"\nnbsphinx_execute = "never"\n'
    )
    text = notebook(
        cell("markdown", "# N\n\nText."), *(cell("code", "a", each) for each in outputs)
    )
    site.write("post/2020-01-01-n.ipynb", text)
    build = site.build()
    assert "[transcript.ansi]" not in build.warnings
    _check(build)
    page = build.read("post/2020-01-01-n.html")
    assert ('<span class="ts-ansi-red">red</span> plain' in page) == (extension == "myst_nb")
    for name in ("post/2020-01-01-n.html", "post/2020-01-01-n.txt", "feed.xml", "feed.json"):
        content = build.read(name)
        assert "warned" in content
        assert "20%" in content
        assert "[31m" not in content
        assert "␛" not in content
    assert "31mred" not in build.read("searchindex.js")


def test_documents_without_them_are_not_touched(site: Site) -> None:
    site.write("index.rst", "Home\n====\n\nText\\ with *marks*, `a\\b`, ``c\\d``.\n")
    (site.srcdir / "index.md").unlink()
    build = site.build()
    assert build_warnings(build) == []
    assert "Textwith *marks*, *ab*, `c\\d`." in build.read("index.txt")
