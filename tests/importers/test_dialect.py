"""Dialects of Markdown: what becomes MyST, and what conf.py needs for it."""

from __future__ import annotations

import time
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_transcript.importers.dialect.conversion import convert_dialects
from sphinx_transcript.importers.report import Report
from sphinx_transcript.importers.source_blog import SourceBlog, SourcePost


def converted(*texts: str) -> tuple[list[str], Report]:
    """Return the new bodies of posts, and the report."""
    posts = [
        SourcePost(PurePosixPath(f"{at}.md"), "p", text, 1, {}) for at, text in enumerate(texts)
    ]
    report = Report()
    convert_dialects(SourceBlog(Path(), posts), report)
    for post in posts:
        assert not post.line_numbers or len(post.line_numbers) == post.body.count("\n") + 1
    return [post.body for post in posts], report


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a \\\\(x_1\\\\) b", "a $x_1$ b"),
        ("a\\\\(x\\\\)b", "a{math}`x`b"),
        ("\\(y^2\\) \\(no\\)", "$y^2$ \\(no\\)"),
        ("\\\\[a\nb\\\\]", "$$\na\nb\n$$"),
        ("a $$x$$ b", "a $x$ b"),
        ("$x$ costs $5 or $6", "$x$ costs \\$5 or \\$6"),
        ("costs $5 or $6", "costs $5 or $6"),
        ("[$A_B](https://a) and [$C](https://b)", "[$A_B](https://a) and [$C](https://b)"),
        ("$HOME_X and then some more words$.", "$HOME_X and then some more words$."),
        ("see https://e.org/a_(b)). And", "see <https://e.org/a_(b)>). And"),
        ("[a https://e.org](https://b.org)", "[a https://e.org](https://b.org)"),
        ("## a\n\n#### b\n\n### c\n\n## d", "## a\n\n### b\n\n### c\n\n## d"),
        ("$\\sum_{n=0} a^[b] ==c==$ d", "$\\sum_{n=0} a^[b] ==c==$ d"),
        (
            "\\begin{align}\nx_{n=0}\n\\end{align}",
            "\\begin{align}\nx_{n=0}\n\\end{align}",
        ),
        ("> [!NOTE]\n> Hi", "````{note}\nHi\n````"),
        ("> [!tip]- T\n> Hi\nlazy", "````{admonition} T\n:class: tip dropdown\n\nHi\nlazy\n````"),
        ("> [!WARNING]\n\na", "**Warning**\n\n\na"),
        ("> a [!NOTE]", "> a [!NOTE]"),
        (
            "> [!NOTE]\n> a\n> > [!TIP]\n> > b",
            "`````{note}\na\n\n````{tip}\nb\n````\n`````",
        ),
        (":rocket: :+1::smile: 10:30:45 a:fire:b", "🚀 👍😄 10:30:45 a:fire:b"),
        ("|a|b|\n|:-:|:---:|\n|c|d|", "|a|b|\n|:-:|:---:|\n|c|d|"),
        ("## H {#a-b .c}", "(a-b)=\n## H"),
        ("## H\n{: #a-b}", "(a-b)=\n## H\n"),
        ("## H {#A_b}", '<span id="A_b"></span>\n\n## H'),
        ("f(x){y} {z}", "f(x){y} {z}"),
        ("[l](https://x.org){:target='_blank'}", "[l](https://x.org)"),
        (
            '![a](b.png "T"){: width="3" .right }',
            '<img src="b.png" alt="a" title="T" width="3" class="right">',
        ),
        ("![a](b.png)\n{: .c }", '<img src="b.png" alt="a" class="c">'),
        ("A\nb\n{: .notice--warning}", "````{warning}\nA\nb\n````"),
        ("> q\n{: .prompt-tip }", "````{tip}\nq\n````"),
        ("a\n{: .wide}", "a\n"),
        ("a {: .wide}\nb { .c }", "a\nb"),
        ("a ~~b c~~ d", "a <del>b c</del> d"),
        ("H~2~O x^2^ a~b c~d", "H<sub>2</sub>O x<sup>2</sup> a~b c~d"),
        ("{++a++} {--b--} {==c==} {>>d<<}", "<ins>a</ins> <del>b</del> <mark>c</mark> "),
        ("``` {#id .haskell}\na\n```", "```haskell\na\n```"),
        ("a\n\n{::comment}\nb\n{:/comment}\n\nc", "a\n\n\n\nc"),
        ("{::nomarkdown}\n<b>c</b>\n{:/}", "\n<b>c</b>\n"),
        ("* TOC\n{:toc}", ""),
        ("[TOC]", ""),
        (
            '```python title="a.py" hl_lines="1 3-4" linenums="5"\na\nb\nc\n```',
            "```{code-block} python\n:caption: a.py\n:linenos:\n:lineno-start: 5\n"
            ":emphasize-lines: 1,3\n\na\nb\nc\n```",
        ),
        ("```js{1,3}\na\n```", "```{code-block} js\n:emphasize-lines: 1\n\na\n```"),
        (
            "> ```go {linenos=true}\n> a\n> ```",
            "> ```{code-block} go\n> :linenos:\n>\n> a\n> ```",
        ),
        ("```rust,linenos\na\n```", "```{code-block} rust\n:linenos:\n\na\n```"),
        ("```go {linenos=false}\na\n```", "```go {linenos=false}\na\n```"),
        ('<div markdown="1" class="a">\n*x*\n</div>', "````{container} a\n*x*\n````"),
        (
            "<div markdown>\n  - a\n\n    b\n  <div markdown>\n  c\n  </div>\n</div>",
            "`````{container}\n- a\n\n  b\n````{container}\nc\n````\n`````",
        ),
        (
            "<details markdown><summary>S</summary>\n*x*\n</details>",
            "<details><summary>S</summary>\n\n*x*\n\n</details>",
        ),
        ("a <span markdown>b</span>", "a <span>b</span>"),
        ('=== "T"\n\n    a', "```{admonition} T\n\na\n```"),
        ('??? tip "T"\n    a', "```{admonition} T\n:class: dropdown\n\na\n```"),
        ('!!! note "T"\n\na', "**T**\n\na"),
        ('--8<-- "x.md"', '```text\n--8<-- "x.md"\n```'),
        ("text (1)\n{ .annotate }\n\n1. a", "text (1)\n\n\n1. a"),
        ("[a](//e.org/x)\n\n[r]: //e.org/r", "[a](https://e.org/x)\n\n[r]: https://e.org/r"),
        ("==a b== c == d == e", "<mark>a b</mark> c == d == e"),
        ("++ctrl+alt++ a++b++c", "<kbd>Ctrl</kbd>+<kbd>Alt</kbd> a++b++c"),
        ("a :material-x: b", "a b"),
        ("HTML HTML\n\n*[HTML]: A (b)", "{abbr}`HTML (A [b])` HTML\n\n"),
        ("a^[b]", "a[^inline-1]\n\n[^inline-1]: b"),
        ("---\n\na\n\n---\n\n---\n\nb\n\n---", "\n\na\n\n---\n\n\n\nb\n\n"),
        ("a\n\n---\n\n[^1]: b c", "a\n\n\n\n[^1]: b c"),
        ("## a\n\n---\n\nb", "## a\n\n\n\nb"),
    ],
)
def test_dialect_is_converted(text: str, expected: str) -> None:
    bodies, _ = converted(text)
    assert bodies == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "$x$ :rocket: ==a== {: .b} > [!NOTE] [a](//b) ++a++ ![a](b){width=3}",
        "> [!NOTE]\n> a",
        "=== 'a'\n!!! note\n--8<-- 'x'",
        "<div markdown>",
        "---",
    ],
)
def test_code_is_not_changed(text: str) -> None:
    fenced = f"a\n\n````text\n{text}\n````\n\nb"
    assert converted(fenced)[0] == [fenced]
    span = f"a `{text.splitlines()[0]}` b"
    assert converted(span)[0] == [span]


@pytest.mark.parametrize(
    ("text", "extensions", "lines"),
    [
        ("- [x] done", {"tasklist"}, []),
        ("term\n: what it is", {"deflist"}, []),
        ("$$\nx\n$$", {"dollarmath"}, []),
        ("\\begin{align}\nx\n\\end{align}", {"amsmath"}, []),
        ("<https://example.org/> [a](https://b.org)", set(), []),
        ("[a](#b)", set(), ["myst_heading_anchors = 6"]),
        (
            "[a](tel:1) [b](magnet:?x) [c](http://d)",
            set(),
            ['myst_url_schemes = ["http", "https", "mailto", "ftp", "magnet", "tel"]'],
        ),
        ("plain `$x$` | a |", set(), []),
    ],
)
def test_needs_of_conf_are_reported(text: str, extensions: set[str], lines: list[str]) -> None:
    _, report = converted(text)
    assert report.myst_extensions == extensions
    assert list(report.conf_lines) == lines


def test_identifiers_of_several_posts_are_no_labels() -> None:
    bodies, _ = converted("## A {#same}", "## B {#same}", "## C {#other}")
    anchor = '<span id="same"></span>\n\n'
    assert bodies == [f"{anchor}## A", f"{anchor}## B", "(other)=\n## C"]


def test_dollars_are_kept_from_formulas_of_other_posts() -> None:
    assert converted("$x_1$", "$5 and $6")[0] == ["$x_1$", "\\$5 and \\$6"]


def test_notes_have_the_lines_of_the_file() -> None:
    _, report = converted("> [!NOTE]\n> a\n\nb\n\n--8<-- 'x'\n\n## c {.d}\n\n:nope: e :nope:")
    assert [(note.line, note.message) for note in report.notes] == [
        (6, "--8<-- 'x': the file is not included"),
        (8, "attributes are left out: .d"),
        (10, ":nope: is left as it is"),
    ]


@settings(deadline=None, max_examples=80)
@given(st.text("ab1[]()!`<>\n #-{}%+:*_\\$=.|^~\"' ", max_size=60))
def test_any_text_is_converted(text: str) -> None:
    bodies, _ = converted(text, "$x$")
    assert len(bodies) == 2


@pytest.mark.parametrize(
    "part",
    [
        *("\\(", "\\\\[", "$a ", "$$", "{: .a }\n", "## a {#b}\n\n", "> [!NOTE]\n", ">", " "),
        *("![a](b){", "[a]{.b ", "<div markdown>\n", "!!! a\n", ":a", "==a", "++a", "^[a"),
        *("*[a]: b\n", "---\n\n", "```a {\n", "{:", "{.a "),
    ],
)
def test_time_grows_with_the_text(part: str) -> None:
    def seconds(length: int) -> float:
        text = f"x\n\n{part * (length // len(part))}"
        start = time.process_time()
        converted(text)
        return time.process_time() - start

    seconds(1_000)
    assert seconds(40_000) < max(1.5, 20 * seconds(5_000))
