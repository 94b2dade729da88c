"""One blank line between blocks, none before the first and after the last, in any container."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import Site
from tests.helpers.browser import served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

BLOCKS = """\
First paragraph.

Second paragraph.

- tight
- list

```python
print("code")
```

| a | b |
|---|---|
| 1 | 2 |

> A quotation.

![an image](disk.svg)

1. numbers
2. in a list

<details open><summary>more</summary>

In it.

</details>

Last paragraph.
"""


def directive(name: str, body: str = BLOCKS, depth: int = 5) -> str:
    """Return a directive of MyST with colons, so that it may contain blocks of code."""
    fence = ":" * depth
    return f"{fence}{name}\n\n{body}\n{fence}\n"


def raw(start: str, body: str = BLOCKS) -> str:
    """Return Markdown in raw HTML, opened by the tags *start*."""
    names = [tag.split()[0].rstrip(">") for tag in start.split("<")[1:]]
    return f"{start}\n\n{body}\n" + "".join(f"</{name}>" for name in reversed(names)) + "\n"


def indented(first: str, body: str = BLOCKS) -> str:
    """Return *body* as the content of a list item or a definition that begins with *first*."""
    lines = body.replace("\n", "\n" + " " * len(first))
    return f"{first}{lines}\n"


CONTAINERS = {
    "dropdown": directive("{dropdown} Title\n:open:"),
    "card": directive("{card}"),
    "tab": directive("{tab-set}", directive("{tab-item} One", depth=4), 6),
    "grid": directive("{grid} 1", directive("{grid-item}", depth=4), 6),
    "card in a grid": directive("{grid} 1", directive("{grid-item-card}", depth=4), 6),
    "div": directive("{div} mine"),
    "container": directive("{container} mine"),
    "note": directive("{note}"),
    "topic": directive("{topic} Title"),
    "version": directive("{deprecated} 1.0\nWhy.\n"),
    "raw div": raw("<div>"),
    "raw divs": raw('<div class="a"><div><div class="b">'),
    "raw section": raw("<section>"),
    "raw aside": raw("<aside>"),
    "raw article": raw("<article>"),
    "raw figure": raw("<figure>"),
    "raw fieldset": raw("<form><fieldset>"),
    "list item": indented("- "),
    "quotation": BLOCKS.replace("\n", "\n> ").join(["> ", "\n"]),
    "definition": "Term\n" + indented(": "),
    "theorem": raw(
        '<div class="proof theorem admonition"><section class="theorem-content" id="proof-content">'
    ),
    "output": raw('<div class="cell_output container"><div class="output text_html">'),
    "tabs of sphinx-tabs": raw('<div class="sphinx-tabs"><div class="sphinx-tabs-panel">'),
    "toggle": raw('<details class="toggle-details" open><div class="toggle">'),
    "tabs in tabs": directive(
        "{tab-set}",
        directive(
            "{tab-item} One",
            "Text.\n\n" + directive("{tab-set}", directive("{tab-item} Two", depth=4)),
            6,
        ),
        7,
    ),
    "dropdown in a note": directive("{note}", directive("{dropdown} T\n:open:", depth=4), 6),
    "div in a list item in a card": directive(
        "{card}", indented("- ", directive("{div} mine", depth=4)), 6
    ),
    "with a target": raw("<div>", "(a-target)=\n" + BLOCKS),
    "with a style": raw("<div>", "<style>p { color: inherit }</style>\n\n" + BLOCKS),
}

# In the element around the first paragraph: the spaces between its blocks, in lines, and those
# before the first and after the last.
SPACES = """title => {
  const heading = [...document.querySelectorAll("h2")].find((each) =>
    each.firstChild.textContent === title);
  const first = [...heading.parentElement.querySelectorAll("p")].find((each) =>
    each.textContent === "First paragraph.");
  const box = first.parentElement, style = getComputedStyle(box);
  const blocks = [...box.children].filter((each) => each.getBoundingClientRect().height > 0
    && !["absolute"].includes(getComputedStyle(each).position)
    && !each.matches(".admonition-title, .topic-title, .versionmodified, span"));
  const lines = (pixels) => Math.round(pixels / 24 * 100) / 100;
  const boxes = blocks.map((each) => each.getBoundingClientRect());
  const outer = box.getBoundingClientRect();
  const from = blocks.indexOf(first);
  const before = boxes[from].top - outer.top - parseFloat(style.paddingTop)
    - parseFloat(style.borderTopWidth);
  const after = outer.bottom - boxes.at(-1).bottom - parseFloat(style.paddingBottom)
    - parseFloat(style.borderBottomWidth);
  return {
    before: from === 0 && !box.querySelector(":scope > :is(.admonition-title, .topic-title)")
      ? lines(before) : 0,
    between: boxes.slice(from + 1).map((each, at) => lines(each.top - boxes[from + at].bottom)),
    after: lines(after),
  };
}"""


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """Return a page that has the same blocks in each of the containers."""
    site = Site(tmp_path_factory.mktemp("spacing"))
    sections = [f"## {title}\n\n{source}" for title, source in CONTAINERS.items()]
    site.write("index.md", "# Spaces\n\n" + "\n\n".join(sections) + PAIRS)
    site.write("disk.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="48" height="24"/>')
    site.conf('myst_enable_extensions = ["colon_fence", "deflist"]\n')
    build = site.build(extensions=["sphinx_transcript", "sphinx_design"])
    with served(build.outdir) as url:
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(f"{url}/index.html")
        yield page
        page.close()


PAIRS = f"""

## Pairs

:::::{{div}} pair

{directive("{div} one", "Text.", 4)}
{directive("{div} two", "Text.", 4)}
{directive("{note}", "Text.", 4)}
```sh
ls
```
```sh
ls
```
:::::

## Columns

::::{{grid}} 2
:::{{grid-item}} Left.

More.
:::
:::{{grid-item}} Right.

More.
:::
::::

::::{{grid}} 2
:::{{grid-item-card}} Left
:class-card: left
Text.
:::
:::{{grid-item-card}} Right
:class-card: right
Text.
:::
::::

## Headings

<div class="raw"><p>Text</p><h3>Heading</h3><p>Text</p>
<header>Head</header><address>a</address></div>

## Widgets

<div class="map"><div class="pane">1</div><div class="pane">2</div><div class="pane"></div></div>

<div class="plain">Text<p>Paragraph</p></div>

## Lists

- one
- two
  - inner
  - tight
- three
"""


@pytest.mark.parametrize("title", CONTAINERS)
def test_blocks_have_one_blank_line_between_them(page: Page, title: str) -> None:
    spaces = page.evaluate(SPACES, title)
    assert spaces["between"] == [1] * 9
    assert (spaces["before"], spaces["after"]) == (0, 0)


def _tops(page: Page, selector: str) -> list[float]:
    tops: list[float] = page.evaluate(
        "selector => [...document.querySelectorAll(selector)].map("
        "(each) => each.getBoundingClientRect().top)",
        selector,
    )
    return tops


def test_containers_have_one_blank_line_between_them(page: Page) -> None:
    spaces = page.evaluate(
        """[...document.querySelector(".pair").children].slice(1).map((each) =>
             (each.getBoundingClientRect().top
               - each.previousElementSibling.getBoundingClientRect().bottom) / 24)"""
    )
    assert spaces == [1, 1, 1, 1]


def test_columns_begin_at_the_same_height(page: Page) -> None:
    for selector in ("#columns .sd-row:first-of-type > .sd-col", ".left, .right"):
        tops = _tops(page, selector)
        assert len(tops) >= 2
        assert len(set(tops[:2])) == 1


def test_headings_and_tabs_in_containers_are_blocks_as_well(page: Page) -> None:
    spaces = page.evaluate(
        """[...document.querySelectorAll("#headings .raw > *, .sd-tab-content > .sd-tab-set")]
             .filter((each) => each.previousElementSibling).map((each) =>
               (each.getBoundingClientRect().top
                 - each.previousElementSibling.getBoundingClientRect().bottom) / 24)"""
    )
    assert spaces == [1] * 5


def test_parts_of_a_widget_are_not_moved(page: Page) -> None:
    tops = _tops(page, ".map > .pane")
    assert [round(top - tops[0]) for top in tops] == [0, 24, 48]


def test_tight_lists_are_tight(page: Page) -> None:
    tops = _tops(page, "#lists li > p")
    assert [round((top - tops[0]) / 24) for top in tops] == [0, 1, 2, 3, 4]
