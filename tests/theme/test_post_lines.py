"""The HTML of what a page says of a post."""

from __future__ import annotations

from typing import Any

import pytest

from sphinx_transcript.theme.post_lines import (
    byline_html,
    day_html,
    facts_html,
    neighbour_groups,
    title_html,
)

DAY = {"day": "2020-01-02", "machine": "2020-01-02T00:00"}
DAY_HTML = '<time datetime="2020-01-02T00:00">2020-01-02</time>'
DOT = '<span class="ts-dot" aria-hidden="true">· </span>'


def pathto(name: str) -> str:
    return f"../{name}.html?&"


def term(name: str, page: str | None = None, url: str = "") -> dict[str, Any]:
    return {"name": name, "pagename": page, "url": url}


POST: dict[str, Any] = {
    "date": DAY, "updated": None, "minutes": "3 min", "authors": [], "categories": [],
    "series": None, "part": 0, "parts": 0, "tags": [],
}  # fmt: skip


def test_date_and_missing_date() -> None:
    assert day_html(DAY) == DAY_HTML
    assert day_html(None) == '<span class="ts-draft">no date</span>'


def test_title_is_escaped_and_its_slashes_are_marked() -> None:
    expected = 'a<span class="ts-slash"> /</span> &lt;b&gt; &amp; &#34;c/d&#34;'
    assert title_html('a / <b> & "c/d"') == expected


def test_byline() -> None:
    post = POST | {
        "authors": [term("Ada", "author/ada/index"), term("B <b>", url="https://b.org/?&")]
    }
    assert byline_html(post, pathto) == (
        '<p class="ts-post-head"><span aria-hidden="true"># </span><span class="ts-dotted">'
        f'<span class="ts-fact">{DAY_HTML}</span> <span class="ts-fact">{DOT}3 min</span> '
        f'<span class="ts-fact">{DOT}<span class="ts-author">'
        '<a href="../author/ada/index.html?&amp;">Ada</a>, '
        '<a href="https://b.org/?&amp;">B &lt;b&gt;</a></span></span></span></p>'
    )


def test_byline_without_authors_and_minutes() -> None:
    assert "ts-author" not in byline_html(POST, pathto)
    assert byline_html(POST | {"minutes": ""}, pathto).count("ts-fact") == 1


def test_facts() -> None:
    post = POST | {
        "updated": DAY,
        "authors": [term("Ada")],
        "categories": [term("notes", "c")],
        "series": term("long", "s"),
        "part": 2,
        "parts": 3,
        "tags": [term("x&", "t"), term("y")],
    }
    below = [
        f"updated {DAY_HTML}",
        '<a href="../c.html?&amp;">notes</a>',
        '<a href="../s.html?&amp;">long</a>, part 2 of 3',
        '<span class="ts-tags"><span class="ts-tag"><a href="../t.html?&amp;">#x&amp;</a></span> '
        '<span class="ts-tag">#y</span></span>',
    ]

    def dotted(facts: list[str]) -> str:
        return " ".join(
            f'<span class="ts-fact">{DOT if at else ""}{fact}</span>'
            for at, fact in enumerate(facts)
        )

    assert facts_html(post, pathto, has_byline=False) == dotted(below)
    both = [DAY_HTML, below[0], "3 min", "Ada", *below[1:]]
    assert facts_html(post, pathto, has_byline=True) == dotted(both)
    assert facts_html(POST, pathto, has_byline=False) == ""


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([], []),
        (["", ""], [("", [0, 1])]),
        (["", "", "series:B", "series:B", "category:a"], [("", [0, 1]), ("a", [4]), ("B", [2, 3])]),
        (["series:b", "series:A", "series:b"], [("A", [1]), ("b", [0, 2])]),
    ],
)
def test_neighbours_by_what_they_are_neighbours_in(
    given: list[str], expected: list[tuple[str, list[int]]]
) -> None:
    neighbours = []
    for at, each in enumerate(given):
        kind, _, within = each.rpartition(":")
        neighbours.append({"kind": kind, "within": within, "at": at})
    groups = neighbour_groups(neighbours)
    assert [(within, [each["at"] for each in group]) for within, group in groups] == expected
