"""Front matter that commands write, and edits of existing front matter."""

from __future__ import annotations

from datetime import UTC, date
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from sphinx_transcript.post.front_matter import FrontMatterError, read_front_matter, yaml_span
from sphinx_transcript.post.metadata import read_metadata
from sphinx_transcript.post.publication_status import PublicationStatus
from sphinx_transcript.workspace.front_matter_edit import (
    format_front_matter,
    published_source,
    yaml_value,
)

if TYPE_CHECKING:
    from random import Random

DAY = "2020-02-20"


@settings(deadline=None)
@given(
    st.text(st.characters(exclude_categories=["Cc", "Cs"])).map(lambda text: " ".join(text.split()))
)
@example("- a: 'b' \"c\" #d")
@example("---")
@example("null")
@example("2016-09-26")
@example("\ufeff\ufffe")
@example("x" * 300 + " y: z")
def test_any_title_is_read_back_unchanged(title: str) -> None:
    text = format_front_matter({"title": yaml_value(title), "tags": yaml_value([title, "a, b"])})
    fields = read_front_matter(text + "\nBody\n", "markdown")
    assert fields["title"].value == title
    assert fields["tags"].value == tuple(filter(None, [title, "a, b"]))


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("---\na: b\n---\n", "a: b\n"),
        ("\ufeff---\r\na: b\r\n---\r\n", "a: b\r\n"),
        ("---\n---\n", ""),
        ("----\n---\na: b\n----", "---\na: b\n"),
        ("---\na: b\n...\n", "a: b\n"),
        ("---\ra: b\r---", "a: b\r"),
        ("---\na: b\n", None),
        ("---", None),
        ("", None),
        ("# a\n---\na: b\n---\n", None),
    ],
)
def test_span_of_front_matter(text: str, inner: str | None) -> None:
    span = yaml_span(text)
    assert (None if span is None else text[span[0] : span[1]]) == inner


YAML = [
    ("---\ntitle: a\ndraft: true\n---\nB\n", "---\ntitle: a\ndate: 2020-02-20\n---\nB\n"),
    (
        "---\ndate: 2001-01-01 # then\ndraft: yes # not yet\n---\n",
        "---\ndate: 2020-02-20 # then\n---\n",
    ),
    ("---\ndate:\ndraft: true\n---\n", "---\ndate: 2020-02-20\n---\n"),
    ("---\ndate: # some day\n---\n", "---\ndate: 2020-02-20 # some day\n---\n"),
    ("---\ndate:\n  2001-01-01\n---\n", "---\ndate:\n  2020-02-20\n---\n"),
    ("---\ndate: '2001-01-01T10:00'\n---\n", "---\ndate: 2020-02-20\n---\n"),
    ("---\ndate: tomorrow\n---\n", "---\ndate: 2020-02-20\n---\n"),
    ("---\ndraft: true\n---\n", "---\ndate: 2020-02-20\n---\n"),
    (
        "---\n\n# first\ndraft: |\n  true\n\n# last\n---\n",
        "---\n\n# first\ndate: 2020-02-20\n\n# last\n---\n",
    ),
    ("---\ntags:\n- a\n- b\ndraft: true\n---\n", "---\ndate: 2020-02-20\ntags:\n- a\n- b\n---\n"),
    (
        "---\ntitle: >\n  a\n  b\ntags: c\n---\n",
        "---\ndate: 2020-02-20\ntitle: >\n  a\n  b\ntags: c\n---\n",
    ),
    ("---\n  title: a\n  Draft: true\n---\n", "---\n  title: a\n  date: 2020-02-20\n---\n"),
    ('---\n"draft": true\n---\n', "---\ndate: 2020-02-20\n---\n"),
    (
        "---\n{title: a, draft: true}\n---\n",
        "---\n{date: 2020-02-20, title: a, draft: false}\n---\n",
    ),
    ("---\n{date: 2001-01-01, draft: }\n---\n", "---\n{date: 2020-02-20, draft: false }\n---\n"),
    ("---\n{}\n---\n", "---\n{date: 2020-02-20}\n---\n"),
    ("---\n---\nB\n", "---\ndate: 2020-02-20\n---\nB\n"),
    ("---\n# nothing\n---\n", "---\ndate: 2020-02-20\n# nothing\n---\n"),
    ("# A\n\ntext", "---\ndate: 2020-02-20\n---\n\n# A\n\ntext"),
    ("", "---\ndate: 2020-02-20\n---\n\n"),
    ("\ufeff# A\r\n", "\ufeff---\r\ndate: 2020-02-20\r\n---\r\n\r\n# A\r\n"),
    (
        "\ufeff---\r\ntitle: a\r\ndraft: true\r\n---\r\n",
        "\ufeff---\r\ntitle: a\r\ndate: 2020-02-20\r\n---\r\n",
    ),
    ("---\rtitle: a\rdraft: true\r---\r", "---\rtitle: a\rdate: 2020-02-20\r---\r"),
    ("---\ntitle: a\u2028b\x85c\ndraft: true\n---\n", None),
    ("---\nx: &a {draft: true}\n<<: *a\n---\n", None),
    ("---\nupdated: &d 2001-01-01\ndate: *d\n---\n", None),
    ("---\ndate: &d 2001-01-01\nupdated: *d\n---\n", None),
]


@pytest.mark.parametrize(("before", "after"), YAML)
def test_yaml_is_dated_and_no_draft(before: str, after: str | None) -> None:
    if after is None:
        with pytest.raises(ValueError, match=r"only an editor|not YAML"):
            published_source(before, "markdown", DAY)
    else:
        assert published_source(before, "markdown", DAY) == after


FIELD_LISTS = [
    (":title: a\n:draft: true\n\nB\n", ":title: a\n:date: 2020-02-20\n\nB\n"),
    (":date:  2001-01-01\n:draft:\n   true\n\nB\n", ":date:  2020-02-20\n\nB\n"),
    (":date:\n\n   2001-01-01\n\nB\n", ":date: 2020-02-20\n\nB\n"),
    (":title: a\n   b\n:tags: c\n", ":date: 2020-02-20\n:title: a\n   b\n:tags: c\n"),
    (":title: a\n\nB\n", ":title: a\n:date: 2020-02-20\n\nB\n"),
    (":title: a", ":date: 2020-02-20\n:title: a"),
    (":Draft: yes\r\n", ":date: 2020-02-20\r\n"),
    ("T\n=\n\n:draft: true\n:tags: a\n\nB\n", "T\n=\n\n:date: 2020-02-20\n:tags: a\n\nB\n"),
    (".. a comment\n\n:draft: yes\n", ".. a comment\n\n:date: 2020-02-20\n"),
    ("T\n=\n\nB\n", ":date: 2020-02-20\n\nT\n=\n\nB\n"),
    ("\ufeff", "\ufeff:date: 2020-02-20\n\n"),
]


@pytest.mark.parametrize(("before", "after"), FIELD_LISTS)
def test_field_list_is_dated_and_no_draft(before: str, after: str) -> None:
    assert published_source(before, "restructuredtext", DAY) == after


# -- random front matter

LINE_ENDINGS = st.sampled_from(["\n", "\r\n", "\r"])
DRAFTS = st.sampled_from(
    ["draft: true", "draft: false", "Draft: yes  # not yet", "draft:", "'draft': on"]
)
DATES = st.sampled_from(
    ["date: 2001-01-01", "date: 2999-01-01T10:00 # one day", "date:", "Date: soon"]
)
OTHERS = st.lists(
    st.sampled_from(
        [
            "title: a",
            "title: 'it''s: a'",
            "tags: [a, b]",
            "tags:\n  - a\n  # inside\n  - b",
            "# a comment",
            "",
            "description: >\n  folded\n\n  text",
            "draft-of: x",
            "updated: 2002-02-02",
            "series:   s   ",
            "x: {y: z}",
            "text: |\n  date: 1\n  draft: true",
            "é: ü",
        ]
    ),
    unique_by=lambda line: line.split(":")[0],
)
BODIES = st.sampled_from(["", "# A\n\ndrafts: x\n", "dates: 1\n---\ndrafts: x", "\n\n"])


BYTE_ORDER_MARKS = st.sampled_from(["", "\ufeff"])


@settings(deadline=None)
@given(
    OTHERS,
    DRAFTS,
    st.none() | DATES,
    st.randoms(),
    st.tuples(LINE_ENDINGS, BODIES, BYTE_ORDER_MARKS),
)
def test_all_other_lines_are_unchanged(
    others: list[str], draft: str, dated: str | None, random: Random, rest: tuple[str, str, str]
) -> None:
    line_ending, body, byte_order_mark = rest
    blocks = [*others, draft, *([dated] if dated else [])]
    random.shuffle(blocks)
    text = byte_order_mark + "\n".join(["---", *blocks, "---", body])
    text = text.replace("\n", line_ending)
    edited = published_source(text, "markdown", DAY)
    fields = read_front_matter(edited, "markdown")
    metadata, _ = read_metadata(fields, "x.md", UTC, date(2020, 2, 20))
    assert (metadata.status, metadata.date) == (PublicationStatus.PUBLISHED, date(2020, 2, 20))
    expected = text.split(line_ending)
    expected.remove(draft)
    lines = edited.split(line_ending)
    if dated:
        at = expected.index(dated)
        assert lines[at].startswith(dated.split(":")[0] + ": " + DAY)
        del expected[at], lines[at]
    else:
        lines.remove(f"date: {DAY}")
    assert lines == expected


@settings(deadline=None)
@given(
    st.text("-:#>|{}[]&*'\" \n\r\tadtebr20é", max_size=60),
    st.sampled_from(["markdown", "restructuredtext"]),
)
@example("---\ndate: *a\n---\n", "markdown")
def test_no_text_is_damaged(text: str, filetype: str) -> None:
    try:
        edited = published_source(text, filetype, DAY)
    except ValueError:  # FrontMatterError is a subclass.
        return
    assume(edited != text)
    fields = read_front_matter(edited, filetype)
    assert fields["date"].value == DAY
    assert fields.keys() - {"date"} == read_front_matter(text, filetype).keys() - {
        "date",
        "draft",
    } or ("draft" in fields and fields["draft"].value == "false")


def test_unreadable_front_matter_is_refused() -> None:
    with pytest.raises(FrontMatterError, match="never closes"):
        published_source("---\ntitle: a\n", "markdown", DAY)
