"""The targets of links: posts, files of the blog, and missing ones."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from sphinx_transcript.importers.link_targets import LinkTargets
from sphinx_transcript.importers.source_blog import SourceBlog, SourcePost


def test_link_targets_are_posts_and_files_inside_the_blog(tmp_path: Path) -> None:
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
    targets = LinkTargets(
        SourceBlog(blog_folder, [one, two], "https://example.org/sub/", (("static", ""),))
    )
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
    assert targets.find(one, "?q=x").url == "https://example.org/sub/2020/one/?q=x"
    assert targets.find(one, "/about/").url == "https://example.org/sub/about/"
    assert targets.find(one, "other.md").url == ""
