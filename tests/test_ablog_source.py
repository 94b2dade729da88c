"""What ABlog's sources say of a post: dates, directives, front matter, values of conf.py."""

from __future__ import annotations

import pytest

from sphinx_transcript.ablog.dates import plain_date
from sphinx_transcript.ablog.markup import directives
from sphinx_transcript.ablog.settings import Settings, docname_pattern
from sphinx_transcript.ablog.source import Found, find
from sphinx_transcript.front_matter import read_front_matter


@pytest.mark.parametrize(
    ("written", "day"),
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
def test_date(written: str, day: str) -> None:
    assert plain_date(written) == day


def test_date_in_the_format_of_conf_py() -> None:
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


def test_directives_are_found_where_they_begin_a_line() -> None:
    post, update = directives(RST, "restructuredtext")
    assert (post.name, post.argument, post.line) == ("post", "May 12, 2014", 4)
    assert post.options == {"tags": ("a, b, c", 5), "nocomments": ("", 7)}
    assert (update.name, update.argument, update.line) == ("update", "May 13, 2014", 15)
    found = directives(MARKDOWN, "markdown")
    assert [(each.name, each.argument, each.line) for each in found] == [
        ("post", "May 12, 2014", 8),
        ("update", "May 13, 2014", 15),
        ("update", "May 14, 2014", 19),
        ("post", "", 22),
    ]
    assert found[0].options == {"tags": ("a, b", 9), "image": ("2", 10)}
    assert found[3].options == {"tags": ("x", 24)}
    assert directives("", "markdown") == directives("```{post}", "restructuredtext") == []
    assert len(directives("```{post}", "markdown")) == 1


def found_in(
    text: str,
    filetype: str = "markdown",
    settings: Settings | None = None,
    *,
    is_post: bool = False,
) -> Found | None:
    fields = read_front_matter(text, filetype)
    return find(text, filetype, fields, settings or Settings(), is_post=is_post)


def values(found: Found | None) -> dict[str, object]:
    assert found is not None
    return {name: field.value for name, field in found.fields.items()}


def test_front_matter_is_translated() -> None:
    text = (
        "---\nblogpost: true\ndate: Oct 10, 2020\nauthor: Ada, Ivo\ncategory: Manual, Ops\n"
        "tags: a, b\nlanguage: English\nlocation: World\nredirect: blog/old, older\nexcerpt: 2\n"
        "image: 1\nnocomments:\ncanonical_link: https://a.b/\nlayout: x\n---\n"
    )
    found = found_in(text)
    assert found is not None
    assert values(found) == {
        "date": "2020-10-10", "authors": "Ada, Ivo", "category": "Manual, Ops", "tags": "a, b",
        "language": "en", "canonical_url": "https://a.b/", "layout": "x",
    }  # fmt: skip
    assert (found.old_pages, found.excerpt, found.image) == (("blog/old", "older"), 2, 1)
    assert found.remarks == (("location", 8),)
    assert found.problems == ()


def test_directive_wins_over_front_matter() -> None:
    text = (
        "---\nblogpost: true\ndate: 2000-01-01\ntags: x\n---\n```{post} May 12, 2014\n:tags: a\n```"
    )
    assert values(found_in(text)) == {"date": "2014-05-12", "tags": "a"}
    found = found_in(RST, "restructuredtext")
    assert values(found) == {"date": "2014-05-12", "tags": "a, b, c", "updated": "2014-05-13"}


def test_last_update_is_when_the_post_was_updated() -> None:
    days = ["2014-9-30", "Oct 2, 2014", "2014/10/1", "one day"]
    text = "```{post} May 12, 2014\n```\n" + "".join(f"```{{update}} {day}\n```\n" for day in days)
    assert values(found_in(text))["updated"] == "2014-10-02"


@pytest.mark.parametrize(
    "text",
    ["# Page\n", "---\nblogpost: false\ndate: 2000-01-01\n---\n", "---\ndate: 2000-01-01\n---\n",
     "# Page\n\n```{update} May 1, 2014\n```\n", "# P\n\n```markdown\n.. post::\n```\n"],
)  # fmt: skip
def test_page_without_a_mark_is_no_post(text: str) -> None:
    assert found_in(text) is None


def test_post_without_a_date_is_a_draft_unless_it_is_of_this_package() -> None:
    for text in ("---\nblogpost:\n---\n", "```{post}\n```\n"):
        assert values(found_in(text)) == {"draft": "true"}
    assert values(found_in("# A\n", is_post=True)) == {"draft": "true"}
    own = Settings(has_own_posts=True)
    assert values(found_in("# A\n", settings=own, is_post=True)) == {}
    assert values(found_in("```{post}\n```\n", settings=own, is_post=True)) == {"draft": "true"}


def test_defaults_of_conf_py() -> None:
    settings = Settings(default_authors=("ada",), default_language="nl", excerpt=3, image=2)
    found = found_in("---\nblogpost: 1\ndate: 2000-01-01\n---\n", settings=settings)
    assert found is not None
    assert values(found) == {"date": "2000-01-01", "authors": ("ada",), "language": "nl"}
    assert (found.excerpt, found.image) == (3, 2)
    text = "---\nblogpost: 1\ndate: 2000-01-01\nauthor: ivo\nlanguage: Deutsch\nimage: a.png\n---\n"
    settings = Settings(default_authors=("ada",), languages=(("deutsch", "de"),))
    found = found_in(text, settings=settings)
    assert values(found) == {
        "date": "2000-01-01", "authors": "ivo", "language": "de", "image": "a.png",
    }  # fmt: skip


@pytest.mark.parametrize("language", ["Elvish", "en, de", "[en, de]", "{a: b}"])
def test_language_that_is_none_is_left_out(language: str) -> None:
    found = found_in(f"---\nblogpost: 1\ndate: 2000-01-01\nlanguage: {language}\n---\n")
    assert values(found) == {"date": "2000-01-01"}
    assert found is not None
    assert found.remarks == ((("language", 4),) if language != "{a: b}" else ())


def test_what_is_wrong_with_directives_is_said() -> None:
    text = "```{post} May 12, 2014\n:tag: a\n```\n\n```{post} May 13, 2014\n```\n"
    found = found_in(text)
    assert found is not None
    assert [(problem.line, problem.message.split(";")[0]) for problem in found.problems] == [
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
def test_glob_becomes_a_pattern(glob: str, pattern: str) -> None:
    assert docname_pattern(glob) == pattern
