"""What the copy buttons of sessions and diffs copy, and what a selection by hand has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.helpers.browser import served
from tests.sessions.written_blocks import written_blocks

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.conftest import Site

pytestmark = pytest.mark.browser

# Firefox lets no script read its clipboard: what is written to it is kept, too.
_KEEP = """() => {
  navigator.clipboard.writeText = async (text) => { window.copied.push(text); };
  window.copied = [];
}"""
_CLICK = "document.querySelectorAll('.ts-copy').forEach((button) => button.click()), window.copied"
_FENCE = "`````"


def block(text: str, language: str = "console", *options: str) -> str:
    """Return a code block in MyST."""
    if not options:
        return f"{_FENCE}{language}\n{text}{_FENCE}\n"
    head = "".join(f":{option}\n" for option in options)
    return f"{_FENCE}{{code-block}} {language}\n{head}\n{text}{_FENCE}\n"


def copied_from(site: Site, tab: Page, page: str, **conf: Any) -> list[str]:
    """Return what each button of *page* copies."""
    site.write("page.md", f"# Page\n\n{page}")
    build = site.build(**conf)
    with served(build.outdir) as address:
        tab.goto(f"{address}/page.html")
        tab.evaluate(_KEEP)
        texts: list[str] = tab.evaluate(_CLICK)
    return texts


def test_blocks_as_people_write_them(site: Site, each_tab: Page) -> None:
    blocks = written_blocks()
    expected = [
        "\n".join(filter(str.strip, each.typed)) if each.typed else each.text.rstrip("\n")
        for each in blocks
    ]
    page = "\n".join(block(each.text, each.language) for each in blocks)
    assert copied_from(site, each_tab, page) == expected


LOOP = "$ for i in 1 2\n> do\n>   echo $i\n> done\n1\n2\n"
COPIED_LOOP = "for i in 1 2\ndo\n  echo $i\ndone"
BARE_LOOP = "$ for i in 1 2\ndo\n  echo $i\ndone\n1\n2\n"
OPTIONS = [  # Options of a block.
    (),
    ("linenos:",),
    ("emphasize-lines: 1,3,5",),
    ("linenos:", "emphasize-lines: 2-4"),
    ("linenos:", "lineno-start: 98"),
    ("caption: A loop",),
    ("caption: A loop", "name: loop", "linenos:", "emphasize-lines: 1"),
    ("dedent: 0",),
]


@pytest.mark.parametrize("style", ["inline", "table"])
def test_lines_that_are_numbered_emphasized_or_have_a_caption(
    site: Site, each_tab: Page, style: str
) -> None:
    page = "\n".join(
        block(text, "console", *each) for each in OPTIONS for text in (LOOP, BARE_LOOP)
    )
    copied = copied_from(site, each_tab, page, html_codeblock_linenos_style=style)
    assert copied == [COPIED_LOOP] * 2 * len(OPTIONS)


PATCH = "--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n-old\n+new\n same\n"
DIFFS = [  # A diff, and what is copied of it.
    ("-old\n+new\n same\n", "new\nsame"),
    ("@@ -1,3 +1,3 @@\n a\n-    b\n+    c\n\n d\n", "a\n    c\n\nd"),
    ("- old\n+ new\n", "new"),
    ("  same\n- old\n+ new\n", "same\nnew"),
    ("     def f():\n-        return 1\n+        return 2\n", "    def f():\n        return 2"),
    ("def f():\n-    return 1\n+    return 2\n    pass\n", "def f():\n    return 2\n    pass"),
    ("+\n+a\n+\n", "\na\n"),
    ("1c1\n< old\n---\n> new\n", "new"),
    ("--- a/x\n+++ b/x\n-old\n+new\n", "new"),
    ("-old\n+new\n\\ No newline at end of file\n", "new"),
    (PATCH, PATCH.rstrip("\n")),
    (f"diff --git a/x b/x\nindex 1..2 100644\n{PATCH}", None),
    ("diff --git a/x b/y\nsimilarity index 100%\nrename from x\nrename to y\n", None),
    ("*** a\n--- b\n***************\n*** 1 ****\n! a\n--- 1 ----\n! b\n", None),
    ("-all\n-gone\n", None),
]


def test_diffs_are_copied_without_marks(site: Site, each_tab: Page) -> None:
    page = "\n".join(block(text, "diff") for text, _copied in DIFFS)
    page += "\n" + block(DIFFS[0][0], "udiff", "linenos:", "emphasize-lines: 2")
    expected = [text.rstrip("\n") if copied is None else copied for text, copied in DIFFS]
    assert copied_from(site, each_tab, page) == [*expected, DIFFS[0][1]]


def test_included_files(site: Site, each_tab: Page) -> None:
    site.write("old.txt", "a\nold\n")
    site.write("new.txt", "a\nnew\n")
    site.write("log.txt", f"before\n{LOOP}$ after\n")
    page = (
        f"{_FENCE}{{literalinclude}} new.txt\n:diff: old.txt\n{_FENCE}\n\n"
        f"{_FENCE}{{literalinclude}} log.txt\n:language: console\n:lines: 2-7\n{_FENCE}\n"
    )
    patch, session = copied_from(site, each_tab, page)
    assert patch.split("\n")[2:] == ["@@ -1,2 +1,2 @@", " a", "-old", "+new"]
    assert session == COPIED_LOOP


ODD = [  # Blocks that have little or nothing in them, and others that are no sessions.
    (block("$\n$ \n"), ""),
    (block("$ ls\n$\n"), "ls"),
    (block("\n\n$ ls\n\n\n"), "ls"),
    (block("no prompt\n"), "no prompt"),
    (block("$ echo '&lt;b> \"&amp;'\n<i>\n"), "echo '&lt;b> \"&amp;'"),
    (block("$ echo a\t# don't\nit's\n"), "echo a\t# don't"),
    (block("x = 1\n\ny = 2\n", "python"), "x = 1\n\ny = 2"),
    (block(">>> x = 1\n>>> x\n1\n", "python"), "x = 1\nx"),
    (block("$ not a session\n", "text"), "$ not a session"),
    (block("1> X = 1.\n1\n", "erl"), " X = 1."),
    (block("a\n" * 3, "none", "linenos:"), "a\na\na"),
]


def test_odd_blocks(site: Site, each_tab: Page) -> None:
    page = "\n".join(text for text, _copied in ODD)
    assert copied_from(site, each_tab, page) == [copied for _text, copied in ODD]


def test_empty_block_has_nothing_to_copy(site: Site, each_tab: Page) -> None:
    assert copied_from(site, each_tab, f"{_FENCE}console\n{_FENCE}\n") == [""]


def _copied_by_hand(tab: Page, selector: str) -> str:
    """Return what is on the clipboard after all of an element was selected and copied."""
    tab.evaluate(
        "(selector) => getSelection().selectAllChildren(document.querySelector(selector))", selector
    )
    tab.keyboard.press("Control+c")
    return _pasted(tab)


def _pasted(tab: Page) -> str:
    """Return what is on the clipboard."""
    tab.evaluate(
        "() => { const area = document.createElement('textarea'); area.id = 'pasted';"
        " document.body.append(area); area.focus(); }"
    )
    tab.keyboard.press("Control+v")
    pasted = tab.evaluate("document.getElementById('pasted').value")
    tab.evaluate("document.getElementById('pasted').remove()")
    return str(pasted)


@pytest.mark.parametrize("numbers", [(), ("linenos:",)], ids=["", "numbered"])
def test_selection_by_hand_has_no_prompts(
    site: Site, each_tab: Page, numbers: tuple[str, ...]
) -> None:
    options = (*numbers, "emphasize-lines: 2")
    site.write("page.md", f"# Page\n\n{block(LOOP, 'console', *options)}")
    build = site.build()
    with served(build.outdir) as address:
        tab = each_tab
        tab.goto(f"{address}/page.html")
        assert _copied_by_hand(tab, "pre").rstrip("\n") == f"{COPIED_LOOP}\n1\n2"


@pytest.mark.parametrize("theme", ["furo", "transcript"])
@pytest.mark.parametrize(
    "setting",
    [
        {"copybutton_exclude": ".linenos, .gp, .go"},
        {"copybutton_selector": "div.highlight pre", "copybutton_exclude": ".linenos, .gp, .go"},
    ],
    ids=["exclude", "selector"],
)
def test_sphinx_copybutton_copies_the_same(
    site: Site, each_tab: Page, theme: str, setting: dict[str, Any]
) -> None:
    python = (
        '>>> 1 / 0\nTraceback (most recent call last):\n  File "<stdin>", line 1\nE: x\n>>> 2\n2\n'
    )
    site.write("page.md", f"# Page\n\n{block(BARE_LOOP)}\n{block(python, 'pycon', 'linenos:')}")
    extensions = ["sphinx_transcript", "sphinx_copybutton"]
    build = site.build(extensions=extensions, html_theme=theme, **setting)
    with served(build.outdir) as address:
        tab = each_tab
        tab.goto(f"{address}/page.html")
        tab.wait_for_selector(".copybtn", state="attached")
        copied = []
        for at in range(2):
            tab.evaluate("(at) => document.querySelectorAll('.copybtn')[at].click()", at)
            copied.append(_pasted(tab))
        assert copied == [COPIED_LOOP, "1 / 0\n2"]
