"""What the changes of a blog concern: all else is the same in both blogs."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_transcript.blog.blog import Blog
from sphinx_transcript.blog.blog_changes import blog_changes
from sphinx_transcript.blog.taxonomy import TERM_KINDS
from tests.blog.posts import make_post

if TYPE_CHECKING:
    from sphinx_transcript.post.record import Post

_DAY = 86_400
_NAMES = [f"p{number}" for number in range(9)]
_TAGS = ["tea", "Tea", "sea", "sky"]
_TRANSLATIONS = [(), (("tea", "Tee"),), (("ops", "Betrieb"),)]


@st.composite
def posts(draw: st.DrawFn, name: str) -> Post:
    """Draw a post *name*: few dates and terms, so that posts often share them."""
    stamp = draw(st.integers(0, 5)) * 200 * _DAY
    return make_post(
        f"post/{name}",
        source=f"post/{name}.md",
        title=draw(st.sampled_from(["A", "B"])),
        date=datetime.fromtimestamp(stamp, UTC),
        stamp=stamp,
        tags=tuple(draw(st.lists(st.sampled_from(_TAGS), max_size=2, unique=True))),
        categories=tuple(draw(st.lists(st.sampled_from(["ops", "Ops", "dev"]), max_size=1))),
        authors=tuple(draw(st.lists(st.sampled_from(["ada", "Ada", "bo"]), max_size=1))),
        series=draw(st.sampled_from(["", "", "Saga", "saga"])),
        translations=draw(st.sampled_from(_TRANSLATIONS)),
        is_unlisted=draw(st.sampled_from([False, False, False, True])),
    )


@st.composite
def edits(draw: st.DrawFn) -> tuple[list[Post], list[Post]]:
    """Draw the posts before and after an edit of some of them."""
    before = {name: draw(posts(name)) for name in draw(st.sets(st.sampled_from(_NAMES)))}
    after = dict(before)
    for name in draw(st.lists(st.sampled_from(_NAMES), max_size=3)):
        if name in after and draw(st.booleans()):
            del after[name]
        else:
            after[name] = draw(posts(name))
    return list(before.values()), list(after.values())


def shown(blog: Blog, post: Post) -> list[Any]:
    """Return all that the page of *post* shows of others."""
    groups = [None, *blog.terms_of("series", post), *blog.terms_of("category", post)]
    others = [blog.neighbours(post.docname, group) for group in groups]
    series = blog.terms_of("series", post)
    return [
        [(term.label, term.pagename) for kind in TERM_KINDS for term in blog.terms_of(kind, post)],
        [(blog.part(post.docname, each), len(each.posts)) for each in series],
        others,
        blog.related(post.docname, 4),
    ]


@settings(max_examples=100, deadline=None)
@given(edits())
def test_posts_that_are_not_reached_show_the_same(edit: tuple[list[Post], list[Post]]) -> None:
    before, after = map(Blog, edit)
    changes = blog_changes(before, after)
    assert changes.changed <= changes.reached
    for name in before.by_docname.keys() | after.by_docname.keys():
        old, new = before.post(name), after.post(name)
        if name not in changes.changed:
            assert old == new
        if old and new and name not in changes.reached:
            assert shown(before, old) == shown(after, new)
        if old and new and name in changes.weighed:
            # All but the last of these, the related posts.
            assert shown(before, old)[:-1] == shown(after, new)[:-1]


@settings(max_examples=100, deadline=None)
@given(edits())
def test_terms_and_years_that_are_not_reached_have_the_same_posts(
    edit: tuple[list[Post], list[Post]],
) -> None:
    before, after = map(Blog, edit)
    changes = blog_changes(before, after)
    for kind in TERM_KINDS:
        old, new = before.taxonomies[kind], after.taxonomies[kind]
        for slug in old.keys() | new.keys():
            assert (kind, slug) in changes.terms or old[slug] == new[slug]
    for year in before.years.keys() | after.years.keys():
        assert year in changes.years or before.years[year] == after.years[year]


def test_a_new_post_reaches_few() -> None:
    tags = ["tea", "sea", "sky", "ice"]
    many = [
        make_post(f"post/{number}", source=f"post/{number}.md", stamp=number, tags=(tag,),
                  date=datetime.fromtimestamp(number, UTC))
        for number, tag in enumerate(tags * 5)
    ]  # fmt: skip
    new = make_post("post/new", source="post/new.md", stamp=100, tags=("tea",),
                    date=datetime.fromtimestamp(100, UTC))  # fmt: skip
    changes = blog_changes(Blog(many), Blog([*many, new]))
    assert changes.changed == {"post/new"}
    assert changes.terms == {("tag", "tea")}
    assert len(changes.reached) == 1 + 5 + 1
    assert len(changes.weighed) == 5
