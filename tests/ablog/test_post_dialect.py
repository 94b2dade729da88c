"""Translation of ABlog's sources: dates, directives, front matter and configuration values."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.ablog.conf_values import Settings, docname_pattern
from sphinx_transcript.ablog.date_forms import plain_date
from sphinx_transcript.ablog.post_dialect import find_post
from sphinx_transcript.ablog.source_directives import directives
from sphinx_transcript.post.front_matter import read_front_matter

if TYPE_CHECKING:
    from sphinx_transcript.records.source_dialect import DialectPost


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Oct 10, 2020", "2020-10-10"),
        ("May 12, 2014", "2014-05-12"),
        ("15 Apr, 2013", "2013-04-15"),
        ("9 September 2013", "2013-09-09"),
        ("Monday, 1st of Sept. 2014", "2014-09-01"),
        ("2020-10-10", "2020-10-10"),
        ("2020/1/2", "2020-1-2"),
        ("2020-10-10 18:30", "2020-10-10T18:30"),
        ("10 Oct 2020 18:30", "2020-10-10T18:30"),
        ("Oct 10, 2020 at 7:05:01", "2020-10-10T7:05:01"),
        ("07:00, Apr 10, 2026", "2026-04-10T07:00"),
        ("7:00 10 April 2026", "2026-04-10T7:00"),
        ("Apr 10, 2026, 18:30", "2026-04-10T18:30"),
        ("Apr 10, 2026 6:30 PM", "2026-04-10T18:30"),
        ("12:05 a.m., Apr 10, 2026", "2026-04-10T00:05"),
        ("2026-04-10 12:00pm", "2026-04-10T12:00"),
        ("07:00", "07:00"),
        ("10/12/2020", "10/12/2020"),
        ("Oct 10", "Oct 10"),
        ("Oct 2020", "Oct 2020"),
        ("Oct Nov 1, 2020", "Oct Nov 1, 2020"),
        ("some time in May 2020", "some time in May 2020"),
        ("May 1 2 2020", "May 1 2 2020"),
        ("May 1; 2020", "May 1; 2020"),
        ("Ma 1, 2020", "Ma 1, 2020"),
        ("", ""),
    ],
)
def test_date_formats(text: str, date: str) -> None:
    assert plain_date(text) == date


def test_date_format_of_conf_py_is_tried_first() -> None:
    assert plain_date("10/12/2020", "%d/%m/%Y") == "2020-12-10"
    assert plain_date("12/10/20 18:30", "%m/%d/%y %H:%M") == "2020-12-10T18:30:00"
    assert plain_date("Oct 10, 2020", "%d/%m/%Y") == "2020-10-10"
    assert plain_date("Oct 10, 2020", "%Q") == "2020-10-10"


RST = """\
Title
=====

.. post:: May 12, 2014
   :tags: a, b,
     c
   :Nocomments:

   :author: of the content

An example::

   .. post:: Jan 1, 2000

.. update:: May 13, 2014

   More.
"""
MARKDOWN = """\
# Title

````markdown
```{post} Jan 1, 2000
```
````

~~~{post} May 12, 2014
:tags: a, b
:image: 2

Text.
~~~

:::{update} May 13, 2014
:::

```{eval-rst}
.. update:: May 14, 2014
```

```{post}
---
tags: "x"
---
```
"""


def test_directives_at_the_beginning_of_a_line_are_found() -> None:
    post, update = directives(RST, "restructuredtext")
    assert (post.name, post.argument, post.line) == ("post", "May 12, 2014", 4)
    assert post.options == {"tags": ("a, b, c", 5), "nocomments": ("", 7)}
    assert (update.name, update.argument, update.line) == ("update", "May 13, 2014", 15)
    found = directives(MARKDOWN, "markdown")
    assert [(directive.name, directive.argument, directive.line) for directive in found] == [
        ("post", "May 12, 2014", 8),
        ("update", "May 13, 2014", 15),
        ("update", "May 14, 2014", 19),
        ("post", "", 22),
    ]
    assert found[0].options == {"tags": ("a, b", 9), "image": ("2", 10)}
    assert found[3].options == {"tags": ("x", 24)}
    assert directives("", "markdown") == directives("```{post}", "restructuredtext") == []
    assert len(directives("```{post}", "markdown")) == 1


def read(
    text: str,
    filetype: str = "markdown",
    settings: Settings | None = None,
    *,
    is_post: bool = False,
    is_dated: bool = False,
) -> DialectPost | None:
    fields = read_front_matter(text, filetype)
    settings = settings or Settings()
    return find_post(text, filetype, fields, settings, is_post=is_post, is_dated=is_dated)


def values(post: DialectPost | None) -> dict[str, object]:
    assert post is not None
    return {name: field.value for name, field in post.fields.items()}


def test_front_matter_is_translated() -> None:
    text = (
        "---\nblogpost: true\ndate: Oct 10, 2020\nauthor: Ada, Ivo\ncategory: Manual, Ops\n"
        "tags: a, b\nlanguage: English\nlocation: World\nredirect: blog/old, older\nexcerpt: 2\n"
        "image: 1\nnocomments:\ncanonical_link: https://a.b/\nlayout: x\n---\n"
    )
    post = read(text)
    assert post is not None
    assert values(post) == {
        "date": "2020-10-10", "authors": "Ada, Ivo", "category": "Manual, Ops", "tags": "a, b",
        "language": "en", "canonical_url": "https://a.b/", "layout": "x",
    }  # fmt: skip
    assert (post.old_pages, post.excerpt, post.image) == (("blog/old", "older"), 2, 1)
    assert post.remarks == (("location", 8),)
    assert post.problems == ()


def test_directive_overrides_front_matter() -> None:
    text = (
        "---\nblogpost: true\ndate: 2000-01-01\ntags: x\n---\n```{post} May 12, 2014\n:tags: a\n```"
    )
    assert values(read(text)) == {"date": "2014-05-12", "tags": "a"}
    post = read(RST, "restructuredtext")
    assert values(post) == {"date": "2014-05-12", "tags": "a, b, c", "updated": "2014-05-13"}


def test_updated_is_the_date_of_the_latest_update() -> None:
    days = ["2014-9-30", "Oct 2, 2014", "2014/10/1", "one day"]
    text = "```{post} May 12, 2014\n```\n" + "".join(f"```{{update}} {day}\n```\n" for day in days)
    assert values(read(text))["updated"] == "2014-10-02"


@pytest.mark.parametrize(
    "text",
    ["# Page\n", "---\nblogpost: false\ndate: 2000-01-01\n---\n", "---\ndate: 2000-01-01\n---\n",
     "# Page\n\n```{update} May 1, 2014\n```\n", "# P\n\n```markdown\n.. post::\n```\n"],
)  # fmt: skip
def test_page_without_directive_or_key_is_no_post(text: str) -> None:
    assert read(text) is None


def test_post_without_a_date_is_a_draft_except_in_transcript_posts() -> None:
    for text in ("---\nblogpost:\n---\n", "```{post}\n```\n"):
        assert values(read(text)) == {"draft": "true"}
    assert values(read("---\ntags: a\n---\n", is_post=True)) == {"draft": "true", "tags": "a"}
    own = Settings(has_own_posts=True)
    assert values(read("---\ntags: a\n---\n", settings=own, is_post=True)) == {"tags": "a"}
    assert values(read("```{post}\n```\n", settings=own, is_post=True)) == {"draft": "true"}


@pytest.mark.parametrize(
    ("front_matter", "is_post"),
    [
        ("", False),
        ("---\norphan: true\njupytext:\n  formats: md\n---\n", False),
        ("---\nhtml_theme.sidebar_secondary.remove: true\n---\n", False),
        ("---\ntitle: A\n---\n", True),
        ("---\ndrafts: true\n---\n", True),
        ("---\nCategory: a\n---\n", True),
        ("---\nredirect: a\n---\n", True),
        ("---\npublished: false\n---\n", True),
    ],
)
def test_page_among_the_posts_stays_a_page(front_matter: str, is_post: bool) -> None:
    for settings in (Settings(), Settings(has_own_posts=True)):
        post = read(f"{front_matter}# A\n", settings=settings, is_post=True)
        assert (post is not None) is is_post
    own = Settings(has_own_posts=True)
    assert read(f"{front_matter}# A\n", settings=own, is_post=True, is_dated=True) is not None


def test_defaults_in_conf_py_apply() -> None:
    settings = Settings(default_authors=("ada",), default_language="nl", excerpt=3, image=2)
    post = read("---\nblogpost: 1\ndate: 2000-01-01\n---\n", settings=settings)
    assert post is not None
    assert values(post) == {"date": "2000-01-01", "authors": ("ada",), "language": "nl"}
    assert (post.excerpt, post.image) == (3, 2)
    text = "---\nblogpost: 1\ndate: 2000-01-01\nauthor: ivo\nlanguage: Deutsch\nimage: a.png\n---\n"
    settings = Settings(default_authors=("ada",), languages=(("deutsch", "de"),))
    post = read(text, settings=settings)
    assert values(post) == {
        "date": "2000-01-01", "authors": "ivo", "language": "de", "image": "a.png",
    }  # fmt: skip


@pytest.mark.parametrize("language", ["Elvish", "en, de", "[en, de]", "{a: b}"])
def test_unknown_language_is_left_out(language: str) -> None:
    post = read(f"---\nblogpost: 1\ndate: 2000-01-01\nlanguage: {language}\n---\n")
    assert values(post) == {"date": "2000-01-01"}
    assert post is not None
    assert post.remarks == ((("language", 4),) if language != "{a: b}" else ())


def test_invalid_directives_are_reported() -> None:
    text = "```{post} May 12, 2014\n:tag: a\n```\n\n```{post} May 13, 2014\n```\n"
    post = read(text)
    assert post is not None
    assert [(problem.line, problem.message.split(";")[0]) for problem in post.problems] == [
        (2, "post: unknown option 'tag'"),
        (5, "a second 'post' of this page is passed over: a post is a file of its own here"),
    ]


@pytest.mark.parametrize(
    ("glob", "pattern"),
    [
        ("posts/*.rst", "posts/*"),
        ("posts/*/*.md", "posts/*/*"),
        ("posts/**/*.md", "posts/**"),
        ("posts/**", "posts/**"),
        ("posts/*", "posts/*"),
        ("posts/*.*", "posts/*"),
        ("2014-*.rst", "2014-*"),
        ("**/*.rst", "**"),
        ("a/v1.0-*.md", "a/v1.0-*"),
        ("/a/b.md", "a/b"),
    ],
)
def test_glob_is_converted_to_a_pattern(glob: str, pattern: str) -> None:
    assert docname_pattern(glob) == pattern
