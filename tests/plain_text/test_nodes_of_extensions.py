"""Plain text for nodes of other extensions, real ones and one that imitates what others do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers.build_output import build_warnings

if TYPE_CHECKING:
    from tests.conftest import Site


def plain_text(site: Site, extensions: str, body: str, builder: str = "html") -> str:
    """Return the plain text of a post with *body*, from a build without warnings."""
    site.conf(f'extensions += {extensions.split()!r}\nmyst_enable_extensions = ["dollarmath"]\n')
    site.write("post/dot.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    site.post("a", title="A", date="2020-01-01", body=f"Before.\n\n{body}\n\nAfter.\n")
    build = site.build(builder)
    assert build_warnings(build) == []
    text = build.read("post/a.txt")
    assert text.startswith("$ cat post/a.md\n\nA\n\n\nBefore.\n\n")
    assert text.endswith("\n\nAfter.\n")
    return text.removeprefix("$ cat post/a.md\n\nA\n\n\nBefore.\n\n").removesuffix("\n\nAfter.\n")


@pytest.mark.parametrize(
    ("extension", "body", "expected"),
    [
        (
            "sphinx_design",
            "See {fab}`github`, {fas}`star;sd-text-danger`, {octicon}`report;1em` and "
            "{material-regular}`home;2em`.",
            "See [github], [star], [report] and [home].",
        ),
        ("sphinxcontrib.youtube", "```{youtube} dQw4w9WgXcQ\n```", "[youtube: https://youtu.be/dQw4w9WgXcQ]"),
        ("sphinxcontrib.youtube", "```{vimeo} 486106801\n```", "[vimeo: https://vimeo.com/486106801]"),
        ("sphinxcontrib.video", "```{video} https://e.org/v.mp4\n```", "[video: https://e.org/v.mp4]"),
        (
            "sphinxcontrib.video",
            "```{video} https://e.org/v.mp4\n:alt: A film\n```",
            "[video: A film, https://e.org/v.mp4]",
        ),
        (
            "sphinxcontrib.mermaid",
            "```{mermaid}\ngraph TD;\n  A-->B;\n```\n\n```{mermaid}\n:alt: A to B\ngraph TD;\n```",
            "   graph TD;\n     A-->B;\n\n[graph: A to B]",
        ),
        (
            "sphinx_tabs.tabs",
            "````{tabs}\n```{tab} Apples\nGreen.\n```\n````",
            "Apples\n\nGreen.",
        ),
    ],
)  # fmt: skip
def test_nodes_of_real_extensions(site: Site, extension: str, body: str, expected: str) -> None:
    assert plain_text(site, extension, body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("```{odd-fail} alt=Label\n```", "[odd fail: Label]"),
        ("```{odd-fail}\n```", ""),
        ("```{odd-warn} src=https://e.org/x\n```", "[odd warn: https://e.org/x]"),
        ("```{odd-ask}\n```", "asked"),
        ("```{odd-keep} title=Label\n```", "[odd keep: Label]"),
        ("```{odd-keep} title=Label\nContent\n```", "Content"),
        ("```{odd-none} icon=star\n```\n```{odd-ask}\n```", "[odd none: star]\n\nasked"),
        ("```{odd-none} icon=star type=radio\n```", ""),
        ("```{bare} text=Label\n```", "[bare: Label]"),
        ("```{bare}\nContent\n```", "Content"),
        ("```{odd-text}\n```\n```{odd-text}\n```", "Some text\n\nSome text"),
        ("```{plantuml} uml=a->b\n```", "   a->b"),
        ("```{odd-admonition} type=lemma\nContent\n```", "Lemma A title:\n  Content"),
    ],
)
@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_nodes_of_any_extension(site: Site, body: str, expected: str, builder: str) -> None:
    site.conf('extensions += ["tests.helpers.odd_extension"]\n')
    site.post("a", title="A", date="2020-01-01", body=f"Before.\n\n{body}\n\nAfter.\n")
    build = site.build(builder)
    assert build_warnings(build) == []
    text = build.read("post/a.txt" if builder == "html" else "post/a/index.txt")
    assert text.partition("Before.\n\n")[2].removesuffix("After.\n").strip("\n") == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<details><summary>Sum</summary>Inside <b>it</b></details>", "Sum\n\nInside it"),
        ("<p>A <a href='x'>link</a></p>", "A link"),
        ("<img src='dot.svg' alt='Pic'>", "[image: Pic]"),
        ("<img src='dot.svg' alt=''>\nText", "Text"),
        ("<iframe src='https://e.org/v' title='A film'></iframe>", "[iframe: A film, https://e.org/v]"),
        ("<script>alert(1)</script>\n<p>Text</p>", "Text"),
        ("<!-- a comment -->", ""),
        ("Press <kbd>Ctrl</kbd>", "Press Ctrl"),
        ("A <img src='dot.svg' alt='dot'> here", "A [image: dot] here"),
        ("<div>&lt;b&gt; &amp; c</div>", "<b> & c"),
        ("<p>never closed", "never closed"),
        ("<p><input type='checkbox' checked>a<input type=checkbox>b<input>", "[x] a[ ] b"),
    ],
)  # fmt: skip
def test_raw_html(site: Site, body: str, expected: str) -> None:
    site.post("a", title="A", date="2020-01-01", body=f"Before.\n\n{body}\n\nAfter.\n")
    text = site.build().read("post/a.txt").partition("Before.\n\n")[2]
    assert text.removesuffix("After.\n").strip("\n") == expected


def test_list_of_tasks_has_its_marks(site: Site) -> None:
    site.conf('myst_enable_extensions = ["tasklist"]\n')
    site.post("a", title="A", date="2020-01-01", body="- [x] done\n- [ ] to **do**\n- neither\n")
    text = site.build().read("post/a.txt")
    assert text.endswith("\n* [x] done\n* [ ] to **do**\n* neither\n")


def test_diagram_of_graphviz_without_its_program(site: Site) -> None:
    body = "```{graphviz}\ndigraph { a -> b }\n```\n\n```{inheritance-diagram} io.StringIO\n```"
    site.conf('extensions += ["sphinx.ext.graphviz", "sphinx.ext.inheritance_diagram"]\n')
    site.post("a", title="A", date="2020-01-01", body=body)
    text = site.build(graphviz_dot="no-such-program").read("post/a.txt")
    expected = "\n\n   digraph { a -> b }\n\n[inheritance diagram: io.StringIO]\n"
    assert text.endswith(expected)


def test_builder_for_text_warns_where_its_user_reads_the_text(site: Site) -> None:
    site.conf('extensions += ["sphinxcontrib.youtube"]\n')
    site.post("a", title="A", date="2020-01-01", body="```{youtube} dQw4w9WgXcQ\n```\n")
    build = site.build("transcript")
    assert [line for line in build_warnings(build) if "unsupported output format" in line]
    assert build.read("post/a.txt") == site.build("html").read("post/a.txt")
