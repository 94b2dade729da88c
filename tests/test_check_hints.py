"""Hints: what a build does not say; and where in conf.py something is."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sphinx_transcript.card import Card, Status
from sphinx_transcript.checking.conf_lines import line_of_names
from sphinx_transcript.checking.hints import PostFacts, hints_of_posts, hints_of_terms
from sphinx_transcript.checking.plain_front_matter import _SAME_TO_BOTH, is_plain_front_matter
from sphinx_transcript.front_matter import Field
from sphinx_transcript.post import Post
from sphinx_transcript.taxonomy import terms

if TYPE_CHECKING:
    from pathlib import Path


def facts(name: str, title: str, **card: Any) -> PostFacts:
    fields = {"title": Field(title, 2), "tags": Field("", 4), "updated": Field("", 5)}
    given = {"status": Status.PUBLISHED, "description": "So.", **card}
    return PostFacts(f"post/{name}", f"post/{name}.md", title, Card(**given), fields)


def messages(*posts: PostFacts) -> list[tuple[str, int, str]]:
    return [(hint.docname, hint.line, hint.code) for hint in hints_of_posts(posts)]


def test_posts_with_one_title() -> None:
    found = messages(facts("a", "“One”"), facts("b", "one"), facts("c", "Two"), facts("d", "ONE"))
    assert found == [("post/b", 2, "check.title"), ("post/d", 2, "check.title")]


def test_post_without_a_description() -> None:
    assert messages(facts("a", "One", description="")) == [("post/a", 1, "check.description")]


def test_post_updated_before_its_date() -> None:
    days = {"date": dt.date(2020, 2, 2), "stamp": 20, "updated": dt.date(2020, 2, 1)}
    assert messages(facts("a", "A", **days, updated_stamp=10)) == [("post/a", 5, "check.date")]
    assert messages(facts("a", "A", **days, updated_stamp=20)) == []


def similar(*tags: tuple[str, ...]) -> list[str]:
    """Return what is said of posts with these *tags*."""
    posts = {f"post/{number}": given for number, given in enumerate(tags)}
    found = terms("tag", [_post(name, given) for name, given in posts.items()])
    known = {name: facts(name[5:], name) for name in posts}
    return [f"{hint.docname}:{hint.line} {hint.message}" for hint in hints_of_terms(found, known)]


def _post(docname: str, tags: tuple[str, ...]) -> Post:
    return Post(docname, f"{docname}.md", "x", None, 0, None, None, tags, (), "", 1, ())


def test_a_tag_used_once_that_looks_like_another() -> None:
    assert similar(("kubernetes",), ("kuberntes",), ("kubernetes", "dns")) == [
        "post/1:4 the tag 'kuberntes' is this post's alone; "
        "did you mean 'kubernetes'? (2 posts have that)"
    ]


def test_two_tags_used_once_are_told_of_once() -> None:
    assert similar(("monitoring",), ("monitorng",)) == [
        "post/1:4 the tag 'monitorng' is this post's alone; "
        "did you mean 'monitoring'? (1 post has that)"
    ]


@pytest.mark.parametrize(
    "tags",
    [
        (("Python",), ("python",)),
        (("a b",), ("a-b",)),
        (("2016",), ("2017",)),
        (("python 2",), ("python 3",)),
        (("git",), ("gi",)),
        (("docker", "kubernetes"),),
        (("kubernetes",), ("kuberntes",), ("kubernetes",), ("kuberntes",)),
    ],
)
def test_tags_that_are_no_mistake(tags: tuple[tuple[str, ...], ...]) -> None:
    assert similar(*tags) == []


CONF = 'project = "a"\nhtml_theme_options = {\n    "measure": 20,\n}\nhtml_logo = "x.png"\n'


@pytest.mark.parametrize(
    ("message", "line"),
    [
        ("html_theme_options: measure = 20 is not a number", 3),
        ("html_theme_options: colour = 20 is unknown", 2),
        ("logo file 'x.png' does not exist", 5),
        ("html_logo is wrong", 5),
        ("measure is wrong", None),
    ],
)
def test_lines_of_conf(tmp_path: Path, message: str, line: int | None) -> None:
    conf = tmp_path / "conf.py"
    conf.write_text(CONF, "utf-8")
    assert line_of_names(conf, message) == line


def test_lines_of_a_conf_that_is_not_there(tmp_path: Path) -> None:
    assert line_of_names(tmp_path / "conf.py", "project") is None


_VALUES = st.text(alphabet="ab1 \"'[],.:-?!/#\n\t\\{}~&*|>%@`_+;()T", max_size=14)


@given(st.lists(st.tuples(st.sampled_from(["a: ", "title:", "- ", "  - ", "x"]), _VALUES)))
def test_both_loaders_make_the_same_of_simple_lines(lines: list[tuple[str, str]]) -> None:
    content = "\n".join(start + value for start, value in lines)
    if _SAME_TO_BOTH.fullmatch(content):
        assert _load(content, yaml.CSafeLoader) == _load(content, yaml.SafeLoader)


@given(
    st.lists(
        st.from_regex(
            r"[ab]:( (\"[ab?: ]*\"|\[[\w ,]*\]|2020-0[23]-3[0-3]|[\w/][\w ,.'?!;-]*))?",
            fullmatch=True,
        ),
        max_size=4,
    )
)
def test_both_loaders_make_the_same_of_front_matter(lines: list[str]) -> None:
    content = "\n".join(lines)
    if _SAME_TO_BOTH.fullmatch(content):
        assert _load(content, yaml.CSafeLoader) == _load(content, yaml.SafeLoader)


def _load(content: str, loader: Any) -> Any:
    try:
        return yaml.load(content, loader)  # noqa: S506 (safe loaders)
    except (yaml.YAMLError, ValueError):
        return "refused"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("title: A {title} *with* signs\ndate: 2020-01-01\n", True),
        ("author: Ada\nstatus: done\n", True),
        ("author: Ada [x](y)\n", False),
        ("myst:\n  enable_extensions: []\n", False),
        ("myst: x\n", False),
        ("seen: 2020-13-01\n", False),
        ("a: {b: c}\n", False),
        ("- a\n", False),
        ("1: a\n", False),
        ("title: " + "a" * 30_000, False),
    ],
)
def test_front_matter_that_is_harmless(content: str, expected: bool) -> None:
    assert is_plain_front_matter(content) is expected
