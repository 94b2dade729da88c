"""Copy buttons cover no text: at no width, scrolled or not, with a mouse or by touch."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import Site
from tests.helpers.browser import served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

WIDTHS = (320, 390, 768, 1280, 1440)

# The number of buttons, and the texts that one of them covers when blocks are scrolled or not. Only
# texts in blocks that scroll move, unless a button does.
COVERED = """async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const buttons = [...document.querySelectorAll(".ts-copy, .copybtn")]
    .filter((button) => button.checkVisibility());
  const isScrolled = (pre) => pre.scrollWidth > pre.clientWidth;
  const scrolled = [...document.querySelectorAll("pre")].filter(isScrolled);
  const textsOf = (root) => {
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const found = [];
    while (texts.nextNode()) {
      const { parentElement, data } = texts.currentNode;
      if (data.trim() && !parentElement.closest(".ts-copy, .copybtn, .ts-for-ears, .ts-skip-link")
          && parentElement.checkVisibility()) {
        found.push(texts.currentNode);
      }
    }
    return found;
  };
  const boxesOf = () => buttons.map((button) => [button, button.getBoundingClientRect()]);
  const places = (boxes) => JSON.stringify(boxes.map(([, { left, top }]) => [left, top]));
  const found = new Set();
  const range = document.createRange();
  let texts = textsOf(document.body);
  let before = "";
  for (const end of scrolled.length ? [0, 0.5, 1] : [0]) {
    for (const pre of scrolled) {
      pre.scrollLeft = end * (pre.scrollWidth - pre.clientWidth);
    }
    await frame();
    const boxes = boxesOf();
    if (end && places(boxes) === before) {
      texts = scrolled.flatMap(textsOf);
    }
    before = places(boxes);
    for (const node of texts) {
      range.selectNodeContents(node);
      for (const text of range.getClientRects()) {
        for (const [button, box] of boxes) {
          if (text.left < box.right - 0.5 && text.right > box.left + 0.5
              && text.top < box.bottom - 0.5 && text.bottom > box.top + 0.5) {
            found.add(`${node.data.trim()} below ${button.parentElement.textContent}`);
          }
        }
      }
    }
  }
  return [buttons.length, ...found];
}"""

BLOCKS = """\
# Blocks

```sh
one --line that-is wider --than a-phone
```
```python
print("directly after another, without a blank line, and wider than any page: " + "x" * 100)
```

- In a list:
  1. ```console
     $ first --in an-item --of a-nested list
     ```

     ```console
     $ second --in an-item --of a-nested list
     ```
- ```console
  $ first --in an-item
  ```

```{code-block} python
:caption: A caption that is as wide as the page, and wider, so that it takes two lines
:linenos:
:emphasize-lines: 1

one = "a line with a number, which is emphasised, and which is wider than any page of this theme"
two = 2
```

```{note}
~~~sh
the --first block of-a note --that is wide
~~~
```

````{admonition} A title that is as wide as the page is, and that takes two lines
~~~sh
the --first block below a-title --that is wide
~~~
````

| a | b |
|---|---|
| c | d |

```{list-table}
* - ~~~sh
    in --a cell
    ~~~
  - x
```

Term
: ```sh
  in --a definition --that is wider than a phone
  ```

> ```sh
> in --a quotation --that is wider than a phone
> ```

<details><summary>Closed</summary>

```sh
in --details --that are wider than a phone
```

</details>

## Heading

```sh
below --a heading --that is wider than a phone
```
"""


def covered(page: Page, width: int) -> tuple[int, list[str]]:
    """Return the number of buttons on *page*, and the texts that they cover at *width*."""
    page.set_viewport_size({"width": width, "height": 800})
    count, *found = page.evaluate(COVERED)
    return count, found


@pytest.fixture(scope="module")
def blocks_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the URL of a page with blocks of code in all surroundings."""
    site = Site(tmp_path_factory.mktemp("blocks"))
    site.conf('myst_enable_extensions = ["deflist"]\n')
    site.write("page.md", BLOCKS)
    with served(site.build().outdir) as address:
        yield f"{address}/page.html"


@pytest.mark.parametrize("is_touch", [False, True], ids=["mouse", "touch"])
def test_buttons_cover_no_text(each_browser: Browser, blocks_url: str, is_touch: bool) -> None:
    page = each_browser.new_context(has_touch=is_touch).new_page()
    page.goto(blocks_url)
    page.evaluate("document.querySelector('details').open = true")
    for width in WIDTHS:
        assert covered(page, width) == (13, [])
    page.context.close()


def test_buttons_of_sphinx_copybutton_cover_no_text(site: Site, each_browser: Browser) -> None:
    site.conf('myst_enable_extensions = ["deflist"]\nextensions += ["sphinx_copybutton"]\n')
    site.write("page.md", BLOCKS)
    with served(site.build().outdir) as address:
        page = each_browser.new_page()
        page.goto(f"{address}/page.html")
        page.wait_for_selector(".copybtn")
        page.evaluate("document.querySelector('details').open = true")
        for width in WIDTHS:
            assert covered(page, width) == (13, [])
        page.close()
