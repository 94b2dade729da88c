"""The copy buttons of code blocks: from a console session they copy only the commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers.browser import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.conftest import Site

pytestmark = pytest.mark.browser

BLOCKS = [  # A block, and the text that its button copies.
    (
        "```console\n$ make build  # all of it\nno rule; > nothing\n$ cat <<END \\\n  > out\n"
        "# reboot\n\nConnection closed\n```",
        # What root would type is output in a session of another prompt.
        "make build  # all of it\ncat <<END \\\n  > out",
    ),
    (
        "```pycon\n>>> for n in range(2):\n...     print(n)\n0\n1\n>>> 1 / 0\n"
        'Traceback (most recent call last):\n  File "<stdin>", line 1, in <module>\n'
        "ZeroDivisionError: division by zero\n```",
        "for n in range(2):\n    print(n)\n1 / 0",
    ),
    (
        "```python\ndef f() -> str:\n\n    return '$ <b>'\n```",
        "def f() -> str:\n\n    return '$ <b>'",
    ),
    (
        "```{code-block} python\n:linenos:\n:emphasize-lines: 2\n\none = 1\ntwo = 2\n```",
        "one = 1\ntwo = 2",
    ),
    ("```text\n$ not a session\n```", "$ not a session"),
]


def test_buttons_copy_code_and_commands(site: Site, browser: Browser) -> None:
    site.write("page.md", "# Page\n\n" + "\n\n".join(text for text, _copied in BLOCKS) + "\n")
    build = site.build()
    with served(build.outdir) as address:
        context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
        page = context.new_page()
        page.goto(f"{address}/page.html")
        buttons = page.get_by_role("button", name="copy")
        assert buttons.count() == len(BLOCKS)
        for at, (_text, copied) in enumerate(BLOCKS):
            block = page.locator(".highlight").nth(at)
            block.hover()
            button = block.locator(".ts-copy")
            button.click()
            assert page.evaluate("navigator.clipboard.readText()") == copied
            assert button.inner_text() == "copied"
            box = button.bounding_box()
            assert box is not None
            assert box["height"] >= 24
        # A button is visible when it has the keyboard focus.
        buttons.first.focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        page.mouse.move(0, 0)
        assert (
            page.locator(".ts-copy:focus-visible").evaluate("b => getComputedStyle(b).opacity")
            == "1"
        )
        context.close()


def test_selection_excludes_prompts(site: Site, browser: Browser) -> None:
    site.write("page.md", "# Page\n\n" + BLOCKS[0][0] + "\n")
    build = site.build()
    with served(build.outdir) as address:
        page = browser.new_page()
        page.goto(f"{address}/page.html")
        page.evaluate("getSelection().selectAllChildren(document.querySelector('pre'))")
        selected = str(page.evaluate("getSelection().toString()"))
        assert "make build" in selected
        assert "no rule" in selected
        assert "$" not in selected
        colours = [
            page.locator(f".highlight .{name}").first.evaluate("e => getComputedStyle(e).color")
            for name in ("gp", "go")
        ]
        colours.append(str(page.locator("pre").evaluate("e => getComputedStyle(e).color")))
        assert len(set(colours)) == 3
        page.close()


def test_no_buttons_without_scripts_or_with_the_option_off(site: Site, browser: Browser) -> None:
    site.write("page.md", "# Page\n\n" + BLOCKS[0][0] + "\n")
    build = site.build()
    with served(build.outdir) as address:
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(f"{address}/page.html")
        assert page.locator("button").count() == 0
        context.close()
    build = site.build(html_theme_options={"copy_button": False})
    with served(build.outdir) as address:
        page = browser.new_page()
        page.goto(f"{address}/page.html")
        assert page.locator(".ts-copy").count() == 0
        assert page.get_by_role("group", name="Colours").count() == 1
        page.close()
