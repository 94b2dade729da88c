"""Posts of a blog that are found by their names."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from sphinx_transcript.importers.markup.ablog_labels import PostLabels
from sphinx_transcript.importers.post_index import PostIndex
from sphinx_transcript.importers.source_blog import SourceBlog, SourcePost
from tests.helpers.step_counts import LINEAR, growth


def posts_of(count: int, body: str = "") -> list[SourcePost]:
    return [
        SourcePost(PurePosixPath(f"post/p{at}.md"), f"s{at % 7}", body, 1, {})
        for at in range(count)
    ]


def test_first_post_with_any_of_the_names_is_found() -> None:
    blog = SourceBlog(Path(), posts_of(9))
    index = PostIndex(blog, lambda post: [post.slug, post.path.name])
    assert index.find("s1") is blog.posts[1]
    assert index.find("p8.md", "none", "s3", "s4") is blog.posts[3]
    assert index.find("p9.md") is None
    blog.posts += posts_of(10)[9:]
    assert index.find("p9.md") is blog.posts[9]


def test_links_of_all_posts_are_found_in_linear_time() -> None:
    def find(count: int) -> None:
        blog = SourceBlog(Path(), posts_of(count))
        index = PostIndex(blog, lambda post: [post.path.as_posix()])
        for at in range(count):
            assert index.find(f"post/p{at}.md") is blog.posts[at]

    assert growth(find, 60) < LINEAR


def test_labels_of_ablog_are_found_in_linear_time() -> None:
    def link(count: int) -> None:
        posts = posts_of(count, "{ref}`p1` {ref}`own`\n\n(own)=\n# H\n")
        labels = PostLabels(posts, "")
        for post in posts:
            assert labels.with_links(post).startswith("[](")

    assert growth(link, 60) < LINEAR
