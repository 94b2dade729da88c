"""The table of contents of a documentation page, and the command that prints its headings."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from tests.helpers.build_files import assert_same_files
from tests.shell.bash import run
from tests.theme.prompts import commands_in

if TYPE_CHECKING:
    from tests.conftest import Site

PAGE = """\
---
description: How it is set up.
---

(top)=
# Set *it* up

Text.

## Before `you` begin

### On a laptop

## Run it

```console
$ make
# nothing to be done
```

## After
"""
RST = "Set it up\n=========\n\nOne\n---\n\nTwo\n---\n\nThree\n-----\n"


def shown(page: str) -> list[tuple[str, str, str]]:
    """Return level, line and title of each entry in the table of contents on *page*."""
    (nav,) = re.findall(r'<nav class="ts-page-contents".*?</nav>', page, re.DOTALL)
    line = r'(?:<span class="ts-line" aria-hidden="true">(\d+):</span> )?'
    return re.findall(rf'<li class="ts-level-(\d)">{line}<a href="#[^"]+">(.*?)</a>', nav)


def command(page: str) -> str:
    """Return the command above the table of contents on *page*; '' if it has a heading instead."""
    (nav,) = re.findall(r'<nav class="ts-page-contents".*?</nav>', page, re.DOTALL)
    return next(iter(commands_in(nav)), "")


def test_contents_are_the_output_of_the_command(site: Site) -> None:
    site.write("set it up.md", PAGE)
    page = site.build().read("set it up.html")
    assert command(page) == "grep -n '^##' 'set it up.md'"
    assert shown(page) == [
        ("1", "10", "Before you begin"),
        ("2", "12", "On a laptop"),
        ("1", "14", "Run it"),
        ("1", "21", "After"),
    ]
    assert [line.partition(":")[0] for line in run(command(page), site.srcdir).splitlines()] == [
        line for _level, line, _title in shown(page)
    ]
    assert 'less <span class="ts-word">&#x27;set it up.md&#x27;</span></kbd>' in page


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("page.rst", RST),
        ("page.md", PAGE + "\n```markdown\n## Not a heading\n```\n"),
        ("page.md", PAGE + "\nOld style\n---------\n"),
        ("page.md", PAGE + "\n```{include} part.txt\n```\n"),
        ("page.md", PAGE.replace("Text.", "Text.\rMore.")),
        ("page.rst", RST.replace("-", "#")),
        ("page.rst", "Page\n====\n\n" + "".join(f"###\n{x}\n###\n\nText.\n\n" for x in "ABC")),
        ("page.rst", "".join(f"# {x}\n#####\n\nText.\n\n" for x in "ABC")),
        ("page.md", "# A\n\n# B\n\n```python\n# a comment\n```\n\n# C\n"),
        ("page.md", "---\n## in YAML\na: b\n---\n" + PAGE.split("---\n", 2)[2]),
        ("page.md", PAGE + "\n<!--\n## not shown\n-->\n"),
        ("page.md", PAGE.replace("## Run it", "  ## Run it")),
        ("page.md", PAGE + "\n```{eval-rst}\nMore\n####\n\nText.\n```\n"),
        ("page.md", "\ufeff# A\n\n# B\n\n# C\n"),
    ],
    ids=[
        "rst", "code", "underlined", "included", "carriage-return", "underlined-by-#",
        "overlined-by-#", "numbered-by-#", "comment-in-code", "front-matter", "html-comment",
        "indented", "eval-rst", "byte-order-mark",
    ],
)  # fmt: skip
def test_without_an_exact_command_contents_have_a_heading(site: Site, name: str, text: str) -> None:
    site.write(name, text)
    site.write("part.txt", "## Included\n\nText.\n")
    page = site.build().read("page.html")
    assert command(page) == ""
    assert len(shown(page)) >= 3
    assert {line for _level, line, _title in shown(page)} == {""}
    assert '<p class="ts-rubric" aria-hidden="true">Contents</p>' in page


def test_contents_of_a_long_page_have_only_the_first_level(site: Site) -> None:
    parts = [f"## Part {part}\n\n### Detail {part}\n\nText.\n" for part in range(15)]
    site.write("page.md", "# Page\n\n" + "\n".join(parts))
    page = site.build().read("page.html")
    assert command(page) == "grep -n '^## ' page.md"
    assert [title for _level, _line, title in shown(page)] == [f"Part {n}" for n in range(15)]
    assert len(run(command(page), site.srcdir).splitlines()) == 15


def test_several_top_level_headings_are_in_the_contents(site: Site) -> None:
    site.write("page.md", "# One\n\nText.\n\n# Two\n\nText.\n\n# Three\n\nText.\n")
    page = site.build().read("page.html")
    assert command(page) == "grep -n '^#' page.md"
    assert [line for _level, line, _title in shown(page)] == ["1", "5", "9"]


def test_html_in_a_heading_is_escaped(site: Site) -> None:
    site.write("page.md", "# Page\n\n## `<b>` & co\n\n## Two\n\n## Three\n")
    page = site.build().read("page.html")
    assert shown(page)[0] == ("1", "3", "&lt;b&gt; &amp; co")


def test_short_pages_posts_and_the_home_page_have_no_contents(site: Site) -> None:
    sections = "\n\n".join(f"## {name}\n\nText." for name in "ABCD")
    site.write("short.md", "# Short\n\n## One\n\n## Two\n")
    site.write("index.md", f"# Home\n\n{sections}\n")
    site.post("long", title="Long", date="2016-01-01", body=sections)
    build = site.build()
    for name in ("short", "index", "post/long"):
        page = build.read(f"{name}.html")
        assert 'class="ts-page-contents"' not in page
        assert f"<kbd>cat {name}.md</kbd>" in page


def test_contents_change_with_the_source(site: Site) -> None:
    site.write("page.md", PAGE)
    site.build()
    site.write("page.md", "\n" + PAGE.replace("---\n", "").replace("description: How", "How"))
    build, clean = site.build(), site.clean_build()
    assert build.read("page.html") == clean.read("page.html")
    assert shown(build.read("page.html"))[0][1] == "9"


def test_contents_of_a_file_with_a_byte_order_mark_and_windows_line_ends(site: Site) -> None:
    site.write("page.md", ("\ufeff" + PAGE.split("---\n", 2)[2].lstrip()).replace("\n", "\r\n"))
    page = site.build().read("page.html")
    lines = run(command(page), site.srcdir).splitlines()
    assert [line.partition(":")[0] for line in lines] == [line for _, line, _ in shown(page)]
    assert len(lines) == 4


def test_notebook_has_no_grep(site: Site) -> None:
    site.conf("extensions += ['myst_nb']\nnb_execution_mode = 'off'\n")
    cells = [{"cell_type": "markdown", "metadata": {}, "source": "# N\n\n## A\n\n## B\n\n## C\n"}]
    notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    site.write("page.ipynb", json.dumps(notebook))
    page = site.build().read("page.html")
    assert command(page) == ""
    assert [title for _level, _line, title in shown(page)] == ["A", "B", "C"]


API = """\
API
===

.. py:function:: brew(tea)

Classes
-------

.. py:class:: Pot

   .. py:method:: pour()

   .. py:attribute:: size
      :no-contents-entry:

.. py:function:: hidden()
   :no-index:

Others
------

.. c:function:: int main(void)

.. option:: --loud
"""


def test_objects_are_in_the_contents(site: Site) -> None:
    site.write("api.rst", API)
    page = site.build().read("api.html")
    assert command(page) == ""
    assert [(level, title) for level, _line, title in shown(page)] == [
        ("1", "brew()"),
        ("1", "Classes"),
        ("2", "Pot"),
        ("3", "Pot.pour()"),
        ("1", "Others"),
        ("2", "main()"),
    ]
    nav = page[page.index("ts-page-contents") :]
    assert '<a href="#Pot.pour">Pot.pour()</a>' in nav


@pytest.mark.parametrize(
    ("conf", "titles"),
    [
        ("toc_object_entries = False", []),
        ("toc_object_entries_show_parents = 'hide'", ["brew()", "Pot", "pour()"]),
    ],
)
def test_options_of_sphinx_for_objects(site: Site, conf: str, titles: list[str]) -> None:
    site.conf(f"{conf}\n")
    site.write("api.rst", API + "\nMore\n----\n\nText.\n")
    found = [title for _level, _line, title in shown(site.build().read("api.html"))]
    sections = ["Classes", "Others", "More"]
    assert [title for title in found if title in sections] == sections
    assert [title for title in found if title not in {*sections, "main()"}] == titles


def test_headings_beside_objects_have_no_grep_in_markdown(site: Site) -> None:
    directive = "```{py:function} brew(tea)\n```\n"
    site.write("page.md", "# Page\n\n## A\n\n" + directive + "\n## B\n\n## C\n")
    page = site.build().read("page.html")
    assert command(page) == ""
    assert [title for _level, _line, title in shown(page)] == ["A", "brew()", "B", "C"]


def test_many_objects(site: Site) -> None:
    one = ".. py:class:: K{0}\n\n   .. py:method:: m()\n\n"
    few = "".join(one.format(number) for number in range(60))
    many = "".join(one.format(number) for number in range(150))
    sections = "".join(f"Part {part}\n------\n\nText.\n\n" for part in "ABC")
    site.write("few.rst", f"Few\n===\n\n{few}")
    site.write("many.rst", f"Many\n====\n\n{many}".replace("K", "L"))
    site.write("parts.rst", f"Parts\n=====\n\n{many}{sections}".replace("K", "M"))
    build = site.build()
    titles = {
        name: [title for _level, _line, title in shown(build.read(f"{name}.html"))]
        for name in ("few", "many", "parts")
    }
    assert titles["few"] == [f"K{number}" for number in range(60)]
    assert titles["many"] == [*(f"L{number}" for number in range(96)), "54 more"]
    assert '<a href="#L96">54 more</a>' in build.read("many.html")
    assert titles["parts"] == ["Part A", "Part B", "Part C"]


def test_depth_of_the_contents_as_sphinx_counts_it(site: Site) -> None:
    site.write("page.rst", ":tocdepth: 2\n\n" + API + "\nMore\n----\n\nText.\n")
    titles = [title for _level, _line, title in shown(site.build().read("page.html"))]
    assert titles == ["brew()", "Classes", "Others", "More"]


def test_numbers_of_sections_are_in_the_contents(site: Site) -> None:
    toctree = "# Home\n\n```{{toctree}}\n{}\npage\n```\n"
    site.write("index.md", toctree.format(":numbered:"))
    site.write("page.md", "# Page\n\n## A\n\n### B\n\n## C\n")
    build = site.build()
    assert [title for _level, _line, title in shown(build.read("page.html"))] == [
        "1.1. A", "1.1.1. B", "1.2. C"
    ]  # fmt: skip
    for option in (":numbered: 2", ""):
        site.write("index.md", toctree.format(option))
        assert_same_files(site.build(), site.clean_build(), option)
    assert [title for _level, _line, title in shown(site.build().read("page.html"))] == [
        "A", "B", "C"
    ]  # fmt: skip


def test_heading_without_words_has_a_named_link_and_a_row_in_plain_text(site: Site) -> None:
    site.write("index.md", "# Home\n\n```{toctree}\nguide\n```\n")
    site.write("guide.md", "# Guide\n\n## a\n\n## b\n\n## <img src=x>\n\nText.\n")
    build = site.build()
    assert build.warnings == ""
    nav = build.read("guide.html").partition('class="ts-page-contents"')[2].partition("</nav>")[0]
    assert re.findall(r'<a href="#[^"]*">(.*?)</a>', nav) == ["a", "b", "id1"]
    assert "* Guide" in build.read("index.txt")
