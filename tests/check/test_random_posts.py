"""A check of random posts finds exactly what a build warns of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.check.build_comparison import CONF, assert_same
from tests.conftest import Site
from tests.helpers.faulty_sources import VALID_SOURCES

if TYPE_CHECKING:
    import pytest

BLOCKS = [
    "Some *text*, `code` and\na [link](good.md).",
    "## Two",
    "### Three",
    "#### Four",
    "- a\n- b\n\n  c",
    "1. a\n2. b",
    "> a\n>\n> b",
    "---",
    "```python\nprint(1)\n```",
    "```json\n{'x\n```",
    "```console\n$ ls\n```",
    "```nonsense\nx\n```",
    "<div>\n\nx\n\n</div>",
    "<!-- more -->",
    "| a | b |\n|---|---|\n| c | d |",
    "![words](../picture.png)",
    "![](../picture.png)",
    "![words](none.png)",
    "![words](https://example.org/a.png)",
    "[x](none.md)",
    "[x](../about.md)",
    "[x](../about.md#the-site)",
    "[x](good.md#none)",
    "[x](../notes.txt)",
    "[x](draft.md)",
    "[x](<a b.md>)",
    "[x](%67ood.md)",
    "[x](good)",
    "[x][one]",
    "[one]: good.md",
    "[one]: none.md",
    "[x](HTTP://example.org) <mailto:a@b.c>",
    "{post}`good` and {post}`none`",
    "{post}`good`",
    "{post}`so <draft>`",
    "{tag}`kubernetes`",
    "{tag}`none`",
    "{doc}`good`",
    "{doc}`/about`",
    "{doc}`none`",
    "A[^a]",
    "[^a]: B",
    "[^b]: [x](none.md)",
    "```{note}\nText with a [x][one].\n```",
    "```{note}\n```",
    "```{note}\n[x](none.md)\n```",
    "```{warning}\n:class: x\n\n## Two\n```",
    "```{tip} Text\n```",
    "```{figure} ../picture.png\n:alt: words\n\nA caption.\n```",
    "```{figure} ../picture.png\n:alt: words\n\nA caption.\n\n- a\n```",
    "```{image} none.png\n:alt: words\n```",
    "```{figure} ../picture.png\n:alt: a: b\n:widht: 5\n```",
    "(label)=",
    "    indented",
    "a | b {x} $y$ \\[z\\] &amp; ~~s~~",
]
FRONT_MATTER = [
    "tags: [a, b]",
    "tags:\n  - a\n  - b",
    "aliases: [/a?b]",
    "aliases: /about.html",
    "author: Ada",
    "author: 'Ada [x](none.md)'",
    "authors: [Ada, Ivo]",
    "authors: ';'",
    "updated: 2020-03-01 10:00",
    "image: none.png",
    "image: ../picture.png",
    "seen: 2020-13-01",
    "description: 'It {is} [so](none.md).'",
    "status: '[x](none.md)'",
    "abstract: a",
    "x: {y: z}",
    "html_meta: {a: b}",
    "a: ~",
    "version:",
    "orphan: true",
    "pinned: maybe",
]


@settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    posts=st.lists(
        st.tuples(
            st.lists(st.sampled_from(FRONT_MATTER), max_size=2, unique=True),
            st.lists(st.sampled_from(BLOCKS), min_size=1, max_size=5),
            st.booleans(),
        ),
        min_size=15,
        max_size=15,
    )
)
def test_random_posts_are_checked_as_in_a_build(
    tmp_path_factory: pytest.TempPathFactory, posts: list[tuple[list[str], list[str], bool]]
) -> None:
    site = Site(tmp_path_factory.mktemp("random"))
    site.conf(CONF)
    for name, text in VALID_SOURCES.items():
        site.write(name, text)
    for number, (front, blocks, is_titled) in enumerate(posts):
        title = f"title: Post {number}" if is_titled else "tags: b"
        body = "\n\n".join(blocks if is_titled else ["# A heading", *blocks])
        keys = [
            title,
            "date: 2020-02-02",
            *(line for line in front if is_titled or line[:4] != "tags"),
        ]
        lines = "\n".join(keys)
        site.write(f"post/p{number}.md", f"---\n{lines}\n---\n\n{body}\n")
    assert_same(site)
