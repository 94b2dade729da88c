"""The text of posts of other systems: what is converted, what is said, and what stays."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_transcript.importing import (
    ablog_markup,
    admonitions,
    code_blocks,
    liquid,
    markdown_code,
    markdown_limits,
    markdown_text,
    rst_text,
    shortcodes,
)
from sphinx_transcript.importing.link_targets import Targets
from sphinx_transcript.importing.records import Blog, SourcePost

Notes = list[tuple[int, str]]


def linked(text: str) -> str:
    return markdown_text.rewrite_links(text, lambda kind, to, line: f"{kind}{line}:{to}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a](b.md)", "[a](link0:b.md)"),
        ("\n![a](b.png 'T')", "\n![a](image1:b.png 'T')"),
        ("[![a](b.png)](c.md)", "[![a](image0:b.png)](link0:c.md)"),
        ("[a [b] c](d(e).md)", "[a [b] c](<link0:d(e).md>)"),
        ("[a](<b c.md>)", "[a](<link0:b c.md>)"),
        ("[a]: b.md 'T'\n", "[a]: link0:b.md 'T'\n"),
        ("[^1]: b.md\n", "[^1]: b.md\n"),
        ("`[a](b)` [c](d)", "`[a](b)` [c](link0:d)"),
        ("```\n[a](b)\n```\n[c](d)", "```\n[a](b)\n```\n[c](link3:d)"),
        ("    [a](b)\n\n[c](d)", "    [a](b)\n\n[c](link2:d)"),
        ("<!-- [a](b) -->", "<!-- [a](b) -->"),
        (
            "````{note}\n[a](b)\n```\n[c](d)\n```\n````",
            "````{note}\n[a](link1:b)\n```\n[c](d)\n```\n````",
        ),
        ('<img src="a.png" alt="A">', "![A](image0:a.png)"),
        ('<img src="a.png" width="3">', '<img src="a.png" width="3">'),
        ('<p><img src="a.png" alt=""></p>', '<p><img src="a.png" alt=""></p>'),
    ],
)
def test_links_are_found_where_markdown_has_them(text: str, expected: str) -> None:
    assert linked(text) == expected


@settings(deadline=None, max_examples=60)
@given(st.text("ab[]()!`<>\n #-{}%+:*_\\"))
def test_links_that_lead_where_they_led_change_nothing(text: str) -> None:
    assert markdown_text.rewrite_links(text, lambda kind, to, line: to) == text
    assert len(markdown_code.masked(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "expected", "notes"),
    [
        ("A\n<!--more-->\nB", "A\n<!-- more -->\nB", 0),
        ("A <!-- more -->\nB", "A\n\n<!-- more -->\nB", 0),
        ("A\n\n<!-- TEASER_END: on -->\n\nB", "A\n\n<!-- more -->\n\nB", 0),
        ("# T\n\nA\n\n<!--more-->", "# T\n\nA\n\n<!-- more -->", 0),
        ("A <!--more--> B", "A <!--more--> B", 1),
        ("A\n\n# T\n\n<!--more-->", "A\n\n# T\n\n<!--more-->", 1),
        ("```\n<!--more-->\n```\n`<!--more-->`", "```\n<!--more-->\n```\n`<!--more-->`", 0),
        ("<!-- other -->", "<!-- other -->", 0),
    ],
)
def test_end_of_the_excerpt_is_the_comment_more(text: str, expected: str, notes: int) -> None:
    said: Notes = []
    lines = markdown_text.mark_excerpt(text, lambda line, message: said.append((line, message)))
    assert "\n".join(lines) == expected
    assert len(said) == notes


def test_what_myst_reads_otherwise_is_escaped() -> None:
    text = "% a\n+++\n(b)=\n{c}`d`\n`{c}`\n```\n% e\n```\n50 % of\n(b)= c\n"
    expected = "\\% a\n\\+++\n\\(b)=\n\\{c}`d`\n`{c}`\n```\n% e\n```\n50 % of\n(b)= c\n"
    assert markdown_text.escape_myst(text) == expected


def test_languages_are_those_that_sphinx_knows() -> None:
    said: Notes = []
    text = (
        "```js{1,3}\n```\n```{.python #x}\n```\n~~~ nope\n~~~\n"
        "```{r, echo=FALSE}\n```\n```sh\n```\n"
    )
    mended = markdown_code.mend_languages(text, lambda line, message: said.append((line, message)))
    assert mended == "```js\n```\n```python\n```\n~~~text\n~~~\n```r\n```\n```sh\n```\n"
    assert said == [
        (0, "'{1,3}' of a code block is left out"),
        (2, "the attributes {.python #x} of a code block are left out"),
        (4, "no highlighter knows 'nope': the code is shown as text"),
        (6, "the attributes {r, echo=FALSE} of a code block are left out"),
    ]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("- [x] done", "tasklist"),
        ("a ~~b~~ c", "strikethrough"),
        ("term\n: what it is", "deflist"),
        ("$$x$$", "dollarmath"),
        ("see https://example.org/ there", "linkify"),
        ("a\n{: .wide}", "attributes"),
        ("## a {#b}", "attributes"),
        ("![a](b){ width=3 }", "attributes"),
        ('=== "Tab"', "tab"),
        ("??? note", "foldable"),
        ("[TOC]", "contents"),
        ("# a\n\n### b", "level 3 below one of level 1"),
    ],
)
def test_what_looks_otherwise_is_said(text: str, word: str) -> None:
    assert [message for _, message in markdown_limits.limits(text) if word in message]
    fenced = f"````\n{text}\n````\n"
    assert list(markdown_limits.limits(fenced)) == []


def test_ordinary_markdown_has_no_limits() -> None:
    text = (
        "# a\n\n## b\n\n- c\n\n> d\n\n[e](https://f.org/) <https://g.org/> `~~h~~`\n\n"
        "|i|j|\n|-|-|\n|k|l|\n"
    )
    assert list(markdown_limits.limits(text)) == []


# -- templates


def test_liquid_is_converted_where_it_can_be() -> None:
    said: Notes = []
    text = (
        "{% highlight Ruby linenos %}\nputs `x`\n{% endhighlight %}\n"
        "[a]({% post_url 2016-01-02-b %}#c) [d]({{ site.baseurl }}/e/) "
        "![f]({{ '/g' | relative_url }})\n"
        "{% raw %}{{ h }}{% endraw %} {{ i }} {% post_url nope %}\n{% if j %}k{% endif %}\n"
        "[l]: {{ site.url }}{% link m.pdf %}\n"
    )
    new = liquid.convert_liquid(
        text, lambda tag, name: f"{tag}:{name}", lambda line, message: said.append((line, message))
    )
    assert new == (
        "```ruby\nputs `x`\n```\n"
        "[a](post_url:2016-01-02-b#c) [d](/e/) ![f](/g)\n"
        "{{ h }} {{ i }} {% post_url nope %}\n{% if j %}k{% endif %}\n"
        "[l]: link:m.pdf\n"
    )
    assert said == [
        (0, "options of highlight are left out: linenos"),
        (4, "Liquid's value 'i' is left as it is"),
        (4, "Liquid's tag 'post_url' is left as it is"),
        (5, "Liquid's tag 'if' is left as it is"),
    ]


def test_shortcodes_are_converted_where_they_can_be() -> None:
    said: Notes = []
    text = (
        "{{< highlight go >}}\n```\n{{< /highlight >}}\n"
        '[a]({{< ref "b.md#c" >}}) [d]({{% relref e %}})\n[f]: {{< ref "g.md" >}}\n'
        "{{</* h */>}} {{< i j=1 >}}k{{< /i >}} {{< ref b.md >}}\n"
    )
    new = shortcodes.convert_shortcodes(
        text, lambda name: f"to-{name}", lambda line, message: said.append((line, message))
    )
    assert new == (
        "````go\n```\n````\n[a](to-b.md#c) [d](to-e)\n[f]: to-g.md\n"
        "{{< h >}} {{< i j=1 >}}k{{< /i >}} {{< ref b.md >}}\n"
    )
    assert said == [
        (5, "the shortcode 'i' is left as it is"),
        (5, "the shortcode 'ref' is left as it is"),
    ]


def test_boxes_become_directives() -> None:
    said: Notes = []
    text = (
        "!!! note\n    A\n\n    ```\n    !!! tip\n    ```\n\n"
        '- b\n\n    !!! bug "T"\n\n        :c: d\n\ne\n\n```\n!!! note\n```\n'
    )
    lines = text.split("\n")
    new, numbers = admonitions.convert_admonitions(
        lines, list(range(1, len(lines) + 1)), lambda line, message: said.append((line, message))
    )
    assert "\n".join(new) == (
        "````{note}\nA\n\n```\n!!! tip\n```\n````\n\n"
        "- b\n\n    ```{admonition} T\n\n    :c: d\n    ```\n\ne\n\n```\n!!! note\n```\n"
    )
    assert len(new) == len(numbers)
    assert numbers[new.index("e")] == lines.index("e") + 1
    assert said == []


def test_indented_code_with_its_language_gets_a_fence() -> None:
    text = "a\n\n    :::python\n    b\n\n    c\n\nd\n\n    #!sh\n    e\n"
    expected = "a\n\n```python\nb\n\nc\n```\nd\n\n```sh\ne\n```"
    assert code_blocks.fence_shebangs(text) == expected
    assert code_blocks.fence_shebangs("a\n    :::python\n") == "a\n    :::python\n"


# -- reStructuredText


def test_links_of_restructuredtext_are_found() -> None:
    text = (
        "`a <b.rst>`_ ``c <d>`` :doc:`e` :doc:`f <g>` :ref:`h <i>` `j <k_>`_\n\n"
        ".. image:: l m.png\n   :target: n\n\n.. _o: p\n\n::\n\n   `q <r>`_\n\n"
        ".. code-block:: rst\n\n   `s <t>`_\n\n`u\n<v>`__\n"
    )
    found: list[tuple[str, str, str, int]] = []

    def note(kind: rst_text.Kind, words: str, link: str, line: int) -> str:
        found.append((kind, words, link, line))
        return link

    assert rst_text.rewrite_links(text, note) == text
    assert found == [
        ("link", "a", "b.rst", 0),
        ("doc", "", "e", 0),
        ("doc", "f", "g", 0),
        ("image", "", "l m.png", 2),
        ("name", "", "n", 3),
        ("name", "", "p", 5),
        ("link", "u", "v", 16),
    ]


def test_directive_post_is_taken_out() -> None:
    text = (
        "T\n=\n\n.. post:: Jan 1, 2020\n   :tags: a, b\n   :exclude:\n\n   Only here.\n\n"
        "Text.\n\n.. post::\n"
    )
    found = ablog_markup.take_post_directive(text, is_rst=True)
    assert found is not None
    new, directive = found
    assert new.count("\n") == text.count("\n")
    assert ".. post:: Jan" not in new
    assert directive.date == "Jan 1, 2020"
    assert directive.options == {"tags": "a, b", "exclude": "", "description": "Only here."}
    assert (directive.line, directive.lines["tags"], directive.others) == (4, 5, 12)
    assert ablog_markup.take_post_directive("::\n\n   .. post:: x\n", is_rst=True) is None


# -- what links lead to


def test_links_lead_to_posts_and_files_of_the_blog_alone(tmp_path: Path) -> None:
    blog_folder = tmp_path / "blog"
    for name in ("static/a.png", "posts/b.png", "../secret.png"):
        path = blog_folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    (blog_folder / "static" / "out.png").symlink_to(tmp_path / "secret.png")
    one, two = (
        SourcePost(PurePosixPath(f"posts/{name}.md"), name, "", 1, {}, url=f"/2020/{name}/")
        for name in ("one", "two")
    )
    targets = Targets(Blog(blog_folder, [one, two], "https://example.org/sub/", (("static", ""),)))
    kinds = {
        link: targets.find(one, link).kind
        for link in (
            "two.md", "/2020/two/", "../two/", "/2020/two.html", "/sub/2020/two/",
            "https://example.org/sub/2020/two/", "b.png", "/a.png", "/sub/a.png",
            "https://example.org/sub/a.png",
            "/out.png", "../../secret.png", "/../secret.png", "c.png", "/about/",
            "https://example.com/a.png", "mailto:a@b.org", "#c", "//example.com/a.png",
        )
    }  # fmt: skip
    assert [link for link, kind in kinds.items() if kind == "post"] == list(kinds)[:6]
    assert [link for link, kind in kinds.items() if kind == "file"] == list(kinds)[6:10]
    assert [link for link, kind in kinds.items() if kind == "missing"] == list(kinds)[10:15]
    assert targets.find(one, "?q=x").address == "https://example.org/sub/2020/one/?q=x"
    assert targets.find(one, "/about/").address == "https://example.org/sub/about/"
    assert targets.find(one, "other.md").address == ""
