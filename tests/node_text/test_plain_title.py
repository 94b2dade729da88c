"""The plain text of titles is the same wherever a title is shown as text."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.theme import search_titles
from tests.conftest import Site
from tests.helpers.build_files import assert_same_files
from tests.helpers.site_reader import WITH_CARDS, atom, json_items, page

if TYPE_CHECKING:
    from tests.conftest import Build

MARKDOWN = {
    "Press <kbd>Ctrl</kbd>+<kbd>C</kbd>": "Press Ctrl+C",
    "Third[^1]": "Third",
    "Third [^1], and more": "Third, and more",
    "A <!-- not this --> comment": "A comment",
    "Two<br>lines and <wbr>one": "Two lines and one",
    "E = $mc^2$ for `a < b`": "E = mc² for a < b",
    "H{sub}`2`O, the 4{sup}`th`, 10{sup}`8`": "H₂O, the 4th, 10⁸",
    "H<sub>2</sub>O, the 4<sup>th</sup>, 10<sup>8</sup>": "H₂O, the 4th, 10⁸",
    'A mark<sup><a href="#n">1</a></sup>': "A mark",
    "Sphinx{sup}`TM` & <b>co</b>": "Sphinx™ & co",
    "{octicon}`rocket` Fast {bdg-primary}`new` {fas}`spinner`": "Fast new",
    "{abbr}`LIFO (last in)` {kbd}`Ctrl` {index}`term` [text]{.cls}": "LIFO Ctrl term text",
    "By {{ name }} &amp; *it* [link](https://a.b) \\<kbd>": "By Ada & it link <kbd>",
    "Project ![build](dot.svg) [![v](dot.svg)](https://a.b)": "Project",
    "![A logo](dot.svg)": "A logo",
    '<img src="dot.svg" alt="A sign">': "A sign",
    "<script>alert(1)</script>Safe": "Safe",
    "<svg><title>No</title></svg> Icon": "Icon",
    "Emoji 🎉 and ﷽ &shy; &copy;": "Emoji 🎉 and ﷽ \xad ©",
    "It's \"so\" -- isn't it...": "It’s “so” – isn’t it…",
    "Open <kbd>Ctrl": "Open Ctrl",
    "$\\RR^n$ is a space": "\\RR^n is a space",
}
RST = {
    "Press :kbd:`Ctrl+C` [1]_ now": "Press Ctrl+C now",
    "As [CIT2002]_": "As",
    "The |name| of :sup:`2`": "The Ada of ²",
    "|logo|": "A logo",
    "|html| here": "raw here",
    ":abbr:`LIFO (x)` :index:`i` _`target` ``code`` `link <https://a.b>`_":
        "LIFO i target code link",
    ":guilabel:`&File` :menuselection:`a --> b` :file:`x/{y}`": "File a ‣ b x/y",
    ":math:`x^2`": "x²",
}  # fmt: skip
CONF = WITH_CARDS + (
    'extensions += ["sphinx_design"]\n'
    'myst_enable_extensions = ["dollarmath", "substitution", "attrs_inline", "smartquotes"]\n'
    'myst_substitutions = {"name": "Ada"}\n'
    'rst_epilog = """\n.. |name| replace:: Ada\n.. |logo| image:: /dot.svg\n   :alt: A logo\n'
    '.. |html| raw:: html\n\n   <b>raw</b>\n"""\n'
)
DOT = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>'
EXPECTED = [*MARKDOWN.values(), *RST.values()]


def body(heading: str, *, is_rst: bool) -> str:
    if is_rst:
        notes = ".. [1] a\n" if "[1]_" in heading else ""
        notes += ".. [CIT2002] b\n" if "[CIT2002]_" in heading else ""
        return f"{heading}\n{'=' * 80}\n\nText.\n\n{notes}"
    return f"# {heading}\n\nText.\n" + ("\n[^1]: a\n" if "[^1]" in heading else "")


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    site = Site(tmp_path_factory.mktemp("titles"))
    site.conf(CONF)
    site.write("dot.svg", DOT)
    headings = [*MARKDOWN, *RST]
    for number, heading in enumerate(headings):
        is_rst = number >= len(MARKDOWN)
        text = body(heading, is_rst=is_rst).replace("dot.svg", "/dot.svg")
        day = f"2020-01-{number + 1:02}"
        front_matter = f":date: {day}\n\n" if is_rst else f"---\ndate: {day}\n---\n\n"
        site.write(f"post/p{number:02}.{'rst' if is_rst else 'md'}", front_matter + text)
        site.write(f"doc/d{number:02}.{'rst' if is_rst else 'md'}", text)
    names = [f"doc/d{number:02}" for number in range(len(headings))]
    for name in ("index", "part"):
        entries = names if name == "part" else ["part"]
        toctree = "\n".join(["```{toctree}", *entries, "```"])
        site.write(f"{name}.md", f"# Home\n\n{toctree}\n\n```{{blog-index}}\n```\n")
    contents = "\n".join(
        body(heading, is_rst=False).replace("# ", "## ", 1) for heading in MARKDOWN
    )
    contents = contents.replace("[^1]: a\n", "").replace("dot.svg", "/dot.svg")
    site.write("contents.md", f"---\norphan: true\n---\n# Contents\n\n{contents}\n\n[^1]: a\n")
    return site.build()


def texts(pattern: str, text: str) -> list[str]:
    """Return the content of the elements that match; there must be no tags in it."""
    return [unescape(each) for each in re.findall(pattern, text, re.DOTALL)]


@pytest.mark.parametrize(("number", "expected"), list(enumerate(EXPECTED)), ids=EXPECTED)
def test_head_and_neighbours(build: Build, number: int, expected: str) -> None:
    for name in (f"post/p{number:02}", f"doc/d{number:02}"):
        text = build.read(f"{name}.html")
        assert texts(r"<title>(.*?)</title>", text)[0] == f"{expected} · a site"
        assert page(build, name).meta("og:title") == [expected]
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text := build.read(
        f"post/p{number:02}.html"
    ), re.DOTALL)  # fmt: skip
    assert json.loads(data)["headline"] == expected
    assert page(build, f"post/p{number:02}").meta("og:image:alt") in ([], [expected])
    other = number - 1 if number else 1
    beside = build.read(f"post/p{other:02}.html")
    shown = texts(rf'<a href="p{number:02}\.html" rel="\w+">(.*?)</a>', beside)
    assert shown == [expected], text


def test_listings_and_feeds(build: Build) -> None:
    rows = texts(r'<a class="reference internal" href="post/p\d\d.html">(.*?)</a>',
                 build.read("index.html"))  # fmt: skip
    assert rows == EXPECTED[::-1]
    feed = [entry.title for entry in atom(build).entries]
    assert len(feed) >= 10
    assert [" ".join(title.split()) for title in feed] == [
        " ".join(title.split()) for title in EXPECTED[::-1][: len(feed)]
    ]
    assert [item["title"] for item in json_items(build)] == EXPECTED[::-1][: len(feed)]


def test_branch_contents_and_search(build: Build) -> None:
    branch = []
    for number in range(0, len(EXPECTED), 5):
        text = build.read(f"doc/d{number:02}.html")
        (nav,) = re.findall(r'<nav class="[^"]*page-branch".*?</nav>', text, re.DOTALL)
        branch += texts(r"<li><a [^>]*>(.*?)</a>", nav)
    assert set(branch) == {"Home", *EXPECTED, *(each for each in branch if "more" in each)}
    (nav,) = re.findall(
        r'<nav class="[^"]*page-contents".*?</nav>', build.read("contents.html"), re.DOTALL
    )
    assert texts(r'<a href="#[^"]*">(.*?)</a>', nav) == list(MARKDOWN.values())
    index = json.loads(build.read("searchindex.js").removeprefix("Search.setIndex(")[:-1])
    indexed = [unescape(each) if search_titles.ARE_HTML else each for each in index["titles"]]
    assert set(EXPECTED) <= set(indexed)
    assert set(EXPECTED) <= set(index["alltitles"])
    assert not [title for title in index["alltitles"] if re.search("</|<b>|<sup>", title)]


def test_previous_and_next_page_keep_formatting_but_no_html(build: Build) -> None:
    found = []
    for number in range(1, len(EXPECTED)):
        text = build.read(f"doc/d{number:02}.html")
        found += re.findall(r' rel="prev">(.*?)</a></li>', text, re.DOTALL)
    plain = [" ".join(unescape(re.sub("<[^>]*>", "", each)).split()) for each in found]
    # MathML, ``<sup>`` and ``<sub>`` are formatting.
    with_scripts = {5, 6, 9, len(MARKDOWN) + 2, len(MARKDOWN) + 7}
    for number, (each, expected) in enumerate(zip(plain, EXPECTED, strict=False)):
        if number not in with_scripts:
            assert each == expected
    assert found[0] == "Press Ctrl+C"
    assert '<code class="docutils literal notranslate"' in found[5]
    assert not re.search("<(a |img|script|title|span id)", "".join(found))
    assert len(re.findall("<math", "".join(found))) == 1


def test_picture_title_in_toctrees(build: Build) -> None:
    logo = list(MARKDOWN).index("![A logo](dot.svg)")
    assert f'<a class="reference internal" href="doc/d{logo}.html">A logo</a>' in build.read(
        "part.html"
    )


def test_titles_are_the_same_after_a_rebuild(site: Site) -> None:
    site.write("dot.svg", DOT)
    site.write("index.md", "# Home\n\n```{toctree}\na\nb\n```\n\n```{blog-index}\n```\n")
    site.write("a.md", "# Old <kbd>A</kbd>\n\n## Part <kbd>P</kbd>\n")
    site.write("b.md", "# ![A logo](dot.svg)\n\n## Part <kbd>Q</kbd>\n")
    site.post("p", date="2020-01-01", body="# Old[^1]\n\n[^1]: a\n")
    site.build()
    site.write("a.md", "# New <kbd>A</kbd>\n\n## Part <kbd>P</kbd>\n")
    assert_same_files(site.build(), site.clean_build(), "retitled")
    site.post("p", date="2020-01-01", body="# New <b>B</b>\n")
    site.write("b.md", "# ![The logo](dot.svg)\n\n## Part <kbd>Q</kbd>\n")
    assert_same_files(site.build(), site.clean_build(), "retitled")


def test_document_without_a_title_is_called_by_its_name(site: Site) -> None:
    site.write("index.md", "# Home\n\n```{toctree}\n:hidden:\npart\n```\n")
    site.write("part.md", "# Part\n\n```{toctree}\n:hidden:\na\nfolder/index\nb\n```\n")
    site.write("a.md", "Text.\n")
    site.write("folder/index.md", "Text.\n")
    site.write("b.md", "# B\n")
    build = site.build()
    text = build.read("b.html")
    (nav,) = re.findall(r'<nav class="[^"]*page-branch".*?</nav>', text, re.DOTALL)
    assert texts(r"<a [^>]*>(.*?)</a>", nav) == ["Part", "a", "folder", "B"]
    assert 'rel="prev">folder</a>' in text
    assert "<title>a · a site</title>" in build.read("a.html")


def test_front_matter_says_the_same_as_a_formatted_heading(site: Site) -> None:
    site.post(
        "a", title="Press Ctrl", date="2020-01-01", body="# Press <kbd>Ctrl</kbd>[^1]\n\n[^1]: x\n"
    )
    site.post("b", title="A <kbd>", date="2020-01-02")
    build = site.build()
    text = build.read("post/a.html")
    assert text.count("<h1>") == 1
    assert "<h1>Press <kbd>Ctrl</kbd><a class=" in text
    assert "<h2" not in text
    assert ">Press Ctrl</a>" in build.read("index.html")
    # A title in front matter is plain text: a tag is text, on its page and elsewhere.
    assert "<h1>A &lt;kbd&gt;<" in build.read("post/b.html")
    assert ">A &lt;kbd&gt;</a>" in build.read("index.html")
