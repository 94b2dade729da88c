"""Style sheets of other themes, which set the colours of a page for one scheme."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.helpers.browser import served
from tests.theme.contrast import GROUND, contrast

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.conftest import Site

pytestmark = pytest.mark.browser

SHEETS = {
    "Read the Docs": "body{font-weight:400;color:#404040;min-height:100%;background:#edf0f2}",
    "dark Read the Docs": 'html[data-theme="dark"] body{color:#bfbfbf;background-color:#101010}',
    "Bootstrap": "body{margin:0;color:#212529;background-color:#fff;line-height:1.5}",
    "both": "html,body{color:#111;background:white}",
    "root": ":root{color:#111;background-color:#fdfdfd}",
    "light text": "body{color:#eee}",
    "background alone": "body{background:#fff}",
    "code": "pre{background:#f8f8f8;color:#333;border:1px solid #ccc} .highlight{background:#eee}",
    "class of body": "html.wide body, body.wy-body{color:#222}",
}
PAGE = """# Home

Some text, and `code`.

```python
answer = 42  # why
```

```
plain
```

| a | b |
|---|---|
| c | d |
"""
PAIRS = (
    f"() => {{ {GROUND}"
    + """
    return [...document.querySelectorAll("p, h1, code, td, th, pre, pre span")].map((node) => [
        parse(getComputedStyle(node).color).slice(0, 3), ground(node), node.outerHTML.slice(0, 40),
    ]);
}"""
)


@pytest.mark.parametrize("name", SHEETS)
@pytest.mark.parametrize("system", ["light", "dark"])
def test_text_can_be_read_in_each_scheme(
    browser: Browser, site: Site, name: str, system: Any
) -> None:
    site.write("_static/other.css", SHEETS[name])
    site.write("index.md", PAGE)
    build = site.build(html_static_path=["_static"], html_css_files=["other.css"])
    with served(build.outdir) as address, browser.new_page(color_scheme=system) as tab:
        tab.goto(address)
        tab.evaluate("document.documentElement.dataset.theme = 'dark'")
        pairs = tab.evaluate(PAIRS)
    assert len(pairs) > 10
    for text, ground, element in pairs:
        colours = ["#" + "".join(f"{int(part):02x}" for part in each) for each in (text, ground)]
        assert contrast(*colours) >= 7, (element, colours)


@pytest.mark.parametrize("selector", [":root", "html", "body"])
def test_face_that_a_former_theme_set_is_on_no_part_alone(
    tab: Page, site: Site, selector: str
) -> None:
    site.write("_static/other.css", f"{selector} {{ font-family: serif; }}\n")
    site.conf('html_static_path = ["_static"]\nhtml_css_files = ["other.css"]\n')
    site.write("index.md", "# Home\n\ntext\n")
    with served(site.build().outdir) as url:
        tab.goto(f"{url}/index.html")
        faces = tab.evaluate(
            "['header', 'main p', 'footer'].map(name =>"
            " getComputedStyle(document.querySelector(name)).fontFamily)"
        )
    assert len(set(faces)) == 1, faces
