"""The faces of prose, and text in scripts other than the Latin one, in both browsers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.helpers.browser import served

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.conftest import Site

pytestmark = pytest.mark.browser

WORDS = """\
It was four in the morning when the pager went off, and the disk of the database was full. Nobody
had looked at it since the move, because nobody had been told that it was ours. The graph had been
climbing for eleven days, a little faster each night, and each night the alert had been closed by
someone who took it for the other one, which is always on. So we deleted the oldest logs, wrote
down what we had deleted, and went looking for whatever it was that had begun to write them.
"""

# The characters of each full line of a paragraph, and the height of an x in its font and in code.
LINES = """() => {
  const paragraph = document.querySelector("section > p:not(.ts-prompt)");
  const text = paragraph.firstChild;
  const range = document.createRange();
  const tops = [];
  for (let at = 0; at < text.length; at++) {
    range.setStart(text, at);
    range.setEnd(text, at + 1);
    tops.push(Math.round(range.getBoundingClientRect().top));
  }
  const lines = new Map();
  tops.forEach((top) => lines.set(top, (lines.get(top) ?? 0) + 1));
  const height = (element) => {
    const probe = element.appendChild(document.createElement("span"));
    // Large, because browsers round the height to whole pixels.
    probe.style.cssText = "display: inline-block; font-size: 200px; height: 1ex";
    const found = probe.getBoundingClientRect().height;
    probe.remove();
    return found;
  };
  return {
    lines: [...lines.values()].slice(0, -1),
    prose: height(paragraph),
    mono: height(document.querySelector("pre")),
    code: document.querySelector(".highlight").getBoundingClientRect().width,
  };
}"""

FACES = [
    ("sans", ""),
    ("serif", ""),
    ("sans", '"Liberation Sans"'),
    ("serif", '"Liberation Serif"'),
]


@pytest.mark.parametrize(("face", "font"), FACES)
def test_prose_has_66_to_76_characters_to_a_line(
    site: Site, each_tab: Page, face: str, font: str
) -> None:
    site.write("page.md", f"# Page\n\n{WORDS}\n\n```sh\nls\n```\n")
    build = site.build(html_theme_options={"prose_face": face})
    with served(build.outdir) as address:
        page = each_tab
        page.set_viewport_size({"width": 1280, "height": 800})
        page.goto(f"{address}/page.html")
        if font:
            fonts = f':root {{ --ts-prose: {font}; --ts-mono: "Liberation Mono"; }}'
            page.add_style_tag(content=fonts)
        found: dict[str, Any] = page.evaluate(LINES)
    mean = sum(found["lines"]) / len(found["lines"])
    assert 66 <= mean <= 76, found
    # Firefox takes half a size for the height of an x in DejaVu, which other fonts are scaled to.
    if font or "Firefox" not in page.evaluate("navigator.userAgent"):
        assert found["prose"] == pytest.approx(found["mono"], rel=0.03)
    assert found["code"] > 700  # Commands and code keep their 76 columns.


def test_prose_in_the_face_of_code_is_not_narrower(site: Site, tab: Page) -> None:
    site.write("page.md", f"# Page\n\n{WORDS}\n\n```sh\nls\n```\n")
    with served(site.build().outdir) as address:
        tab.set_viewport_size({"width": 1280, "height": 800})
        tab.goto(f"{address}/page.html")
        found = tab.evaluate(LINES)
    assert max(found["lines"]) > 70


# The position of each character that is asked for, from left to right.
ORDER = """([selector, characters]) => {
  const texts = document.createTreeWalker(document.querySelector(selector), NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  const found = [];
  while (texts.nextNode()) {
    const { data } = texts.currentNode;
    [...data].forEach((character, at) => {
      if (characters.includes(character)) {
        range.setStart(texts.currentNode, at);
        range.setEnd(texts.currentNode, at + 1);
        found.push([range.getBoundingClientRect().left, character]);
      }
    });
  }
  return found.sort(([one], [other]) => one - other).map(([, character]) => character).join("");
}"""


def order(tab: Page, build: Any, path: str, cases: list[tuple[str, str]]) -> list[str]:
    """Return, for each selector and characters, these characters from left to right."""
    with served(build.outdir) as address:
        tab.set_viewport_size({"width": 1280, "height": 800})
        tab.goto(f"{address}/{path}")
        return [tab.evaluate(ORDER, list(case)) for case in cases]


@pytest.mark.parametrize("language", ["en", "he", "ar"])
def test_commands_run_from_left_to_right(site: Site, each_tab: Page, language: str) -> None:
    site.post("אבג", title="ת", date="2024-01-01", tags="[שלום, דהו]")
    site.write("דהו/כלם.md", "# Page\n")
    build = site.build(language=language)
    (prompt,) = order(each_tab, build, "post/אבג.html", [("article .ts-prompt", "$c/א.m")])
    assert prompt == "$c/א.m"
    # Each folder and file in its own place, its letters from right to left.
    (prompt,) = order(each_tab, build, "דהו/כלם.html", [("article .ts-prompt", "$c/דכ.m")])
    assert prompt == "$cד/כ.m"


@pytest.mark.parametrize("language", ["en", "he"])
def test_titles_run_in_the_direction_of_their_letters(
    site: Site, each_tab: Page, language: str
) -> None:
    site.post("a", title="'אחת / שתים 1!'", date="2024-01-01")
    site.post("b", title="'One / two 3!'", date="2024-01-02")
    site.write("index.md", "# Home\n\n```{blog-index}\n:format: long\n```\n")
    build = site.build(language=language)
    assert order(each_tab, build, "post/a.html", [("h1", "אש1!")]) == ["!1שא"]
    assert order(each_tab, build, "post/b.html", [("h1", "Ot3!")]) == ["Ot3!"]
    rows = [("li:has(a[href*='post/a']) a", "אש1!"), ("li:has(a[href*='post/b']) a", "Ot3!")]
    assert order(each_tab, build, "index.html", rows) == ["!1שא", "Ot3!"]
    neighbour = [(".ts-post-neighbours a", "אש1!")]
    assert order(each_tab, build, "post/b.html", neighbour) == ["!1שא"]


def test_titles_stand_at_the_side_where_the_page_begins(site: Site, each_tab: Page) -> None:
    site.post("a", title="אחת", date="2024-01-01")
    site.post("b", title="One", date="2024-01-02")
    for language, side in (("en", "left"), ("he", "right")):
        with served(site.build(language=language).outdir) as address:
            page = each_tab
            for name in ("a", "b"):
                page.goto(f"{address}/post/{name}.html")
                for title in ("h1", ".ts-post-neighbours a"):
                    align = "each => getComputedStyle(each).textAlign"
                    found = page.locator(title).evaluate(align)
                    assert found == side or (found, title) == ("start", "h1")


def test_headings_and_contents_run_in_the_direction_of_their_letters(
    site: Site, each_tab: Page
) -> None:
    site.write("page.md", "# Page\n\n## אחת 1!\n\n## Two\n\n## Three 3!\n\n## Four\n")
    cases = [("h2", "א1!"), (".ts-page-contents a", "א1!")]
    assert order(each_tab, site.build(), "page.html", cases) == ["!1א", "!1א"]
    cases = [("section:nth-of-type(3) > h2", "T3!")]
    assert order(each_tab, site.build(language="ar"), "page.html", cases) == ["T3!"]


@pytest.mark.parametrize("language", ["zh_CN", "ja", "ko", "en"])
def test_emphasis_is_by_marks_in_chinese_japanese_and_korean(
    site: Site, each_tab: Page, language: str
) -> None:
    site.write(
        "page.rst",
        ":orphan:\n\nA\n=\n\n*日本*\n\n``a``\n\n:samp:`b{{c}}`\n\n.. py:function:: f(a)\n",
    )
    with served(site.build(language=language).outdir) as address:
        page = each_tab
        page.goto(f"{address}/page.html")
        styles = (
            "each => [getComputedStyle(each).fontStyle, getComputedStyle(each).textEmphasisStyle]"
        )
        slant, marks = page.locator("p > em").evaluate(styles)
        in_code = page.locator("code em").first.evaluate(styles)
        in_signature = page.locator(".sig em").first.evaluate(styles)
    assert (slant, marks == "none") == (("italic", True) if language == "en" else ("normal", False))
    assert in_code[1] == in_signature[1] == "none"


def test_japanese_titles_break_between_phrases(site: Site, tab: Page) -> None:
    site.write("page.md", "# 今日はとても天気がいいですね\n\n日本語 text\n\n`code`\n")
    with served(site.build(language="ja").outdir) as address:
        page = tab
        page.goto(f"{address}/page.html")
        value = "(each, name) => getComputedStyle(each).getPropertyValue(name)"
        assert page.locator("h1").evaluate(value, "word-break") == "auto-phrase"
        assert page.locator("article").evaluate(value, "line-break") == "strict"
        assert page.locator("section > p").first.evaluate(value, "text-autospace") == "normal"
        assert page.locator("code").evaluate(value, "text-autospace") == "no-autospace"
