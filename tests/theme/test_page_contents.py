"""The table of contents of a documentation page, and the command that prints its headings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

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
    ],
    ids=["rst", "code", "underlined", "included", "carriage-return"],
)
def test_without_an_exact_command_contents_have_a_heading(site: Site, name: str, text: str) -> None:
    site.write(name, text)
    site.write("part.txt", "## Included\n\nText.\n")
    page = site.build().read("page.html")
    assert command(page) == ""
    assert len(shown(page)) >= 3
    assert {line for _level, line, _title in shown(page)} == {""}
    assert '<p class="ts-rubric">Contents</p>' in page


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
