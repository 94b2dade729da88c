"""A sample blog of each system, imported into a new site that is then built."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.helpers.imported_blog import ImportedBlog


@pytest.fixture(
    scope="module",
    params=[
        *("hugo", "jekyll", "pelican", "nikola", "ablog", "mkdocs"),
        *("quarto", "myst", "markdown", "wordpress"),
    ],
)
def any_blog(
    request: pytest.FixtureRequest, imported: Callable[[str], ImportedBlog]
) -> ImportedBlog:
    return imported(request.param)


def test_site_builds_without_warnings(any_blog: ImportedBlog) -> None:
    assert any_blog.build.warnings == ""


def test_source_is_not_changed(any_blog: ImportedBlog) -> None:
    assert any_blog.source_is_unchanged


def test_standard_output_lists_the_new_files(any_blog: ImportedBlog) -> None:
    files = {
        path.relative_to(any_blog.site.srcdir).as_posix()
        for path in any_blog.site.srcdir.rglob("*")
        if path.is_file()
    }
    assert sorted(any_blog.files) == sorted(files - {"conf.py", "index.md"})


def test_hugo_blog(imported: Callable[[str], ImportedBlog]) -> None:
    hugo = imported("hugo")
    assert hugo.entries() == {
        'Disk full: what "df" doesn\'t say': (
            "https://example.org/2019/03/disk-full-what-df-doesnt-say/",
            "2019-03-04T04:06:07Z",
            {"linux", "disk, full", "2019", "ops"},
        ),
        "The second night": (
            "https://example.org/2019/05/the-second-night/",
            "2019-05-06T00:00:00Z",
            {"linux"},
        ),
        "Größe des Racks — 42U": (
            "https://example.org/2020/02/rack-gr%C3%B6%C3%9Fe/",
            "2020-02-03T09:00:00Z",
            {"hardware"},
        ),
    }
    target = "../../../post/disk-full-what-df-doesnt-say.html"
    assert hugo.redirect_target("2019/03/disk-full-what-df-doesnt-say/index.html") == target
    assert hugo.redirect_target("2019/03/df-lies/index.html") == target
    assert "post/rack-größe/plan-b.png" in hugo.files
    text = hugo.text("post/disk-full-what-df-doesnt-say.md")
    assert "[the next night](the-second-night.md),\nor [by address](the-second-night.md)" in text
    assert '```{code-block} go\n:linenos:\n\nfmt.Println("full")\n```' in text
    assert "\n![](/extra/images/disk.png)\n" in text
    assert "series: Nights\n" in text
    assert "weight: 10\n" in text
    assert "\n\\%20 is what the log said." in text
    assert 'The text says {{< ref "x" >}}.' in hugo.text("post/rack-größe/index.md")
    assert "draft: true\n" in hugo.text("post/draft.md")
    assert hugo.messages == [
        "content/about.md:1: a page, outside of the sections of posts: not converted",
        "content/posts/broken.md:3: not YAML: did not find expected ',' or ']'; not converted",
        "content/posts/disk-full.md:11: kept: 'weight' has no meaning here",
        "content/posts/disk-full.md:12: expirydate is left out: the post stays",
        "content/posts/disk-full.md:16: {{< not >}} is shown as it was",
        "content/posts/disk-full.md:34: '/about/' is no post: "
        "the link leads to https://example.org/about/",
        "content/posts/latin1.md:4: byte 0xe9 is not UTF-8; not converted",
        "content/posts/undated.md:1: no date: it is not published until it has one",
        "6 posts read, 6 written, with 6 other files; 8 notes",
    ]


def test_jekyll_blog(imported: Callable[[str], ImportedBlog]) -> None:
    jekyll = imported("jekyll")
    assert jekyll.entries() == {
        "The pager: who's there?": (
            "https://example.org/blog/ops/on-call/2016/09/26/the-pager",
            "2016-09-26T21:30:00Z",
            {"pager", "night", "ops", "on-call"},
        ),
        "The cable": (
            "https://example.org/blog/cables/2017/01/02/the-cable",
            "2017-01-02T00:00:00Z",
            {"network", "two words", "cables"},
        ),
        "Upper case": (
            "https://example.org/blog/notes/2018/Upper-Case_Name",
            "2018-03-04T00:00:00Z",
            set(),
        ),
    }
    for old in (
        "ops/on-call/2016/09/26/the-pager/index.html",
        "pager/index.html",
        "2016/pager.html",
    ):
        assert jekyll.redirect_target(old).endswith("/post/the-pager.html")
    assert jekyll.redirect_target("notes/2018/Upper-Case_Name.html").endswith(
        "/post/Upper-Case_Name.html"
    )
    text = jekyll.text("post/the-pager.md")
    assert '```{code-block} ruby\n:linenos:\n\nputs "who\'s there?"\n```' in text
    assert "![Pager](/extra/assets/pager.png) and ![again](/extra/assets/pager.png)" in text
    assert text.count("(the-cable.md)") == 3
    assert text.endswith("\n{{ not liquid }}\n")
    assert "draft: true\n" in jekyll.text("post/hidden.md")
    assert "draft: true\n" in jekyll.text("post/half.md")
    pager = "_posts/2016-09-26-the-pager.md"
    assert f"{pager}:25: {{% include note.html %}} is shown as it was" in jekyll.messages
    assert f"{pager}:13: {{{{ site.time }}}} is shown as it was" in jekyll.messages


def test_pelican_blog(imported: Callable[[str], ImportedBlog]) -> None:
    pelican = imported("pelican")
    assert pelican.entries() == {
        'Backup: "nothing" was saved': (
            "tag:example.org,2014-12-03:/2014/backup/",
            "2014-12-03T09:20:00Z",
            {"backup", "restore test", "Storage"},
        ),
        "The tape": (
            "tag:example.org,2015-01-02:/2015/the-tape/",
            "2015-01-02T02:04:00Z",
            {"tape", "backup", "hardware"},
        ),
    }
    assert pelican.redirect_target("2014/backup/index.html").endswith("/post/backup.html")
    assert pelican.redirect_target("2015/the-tape/index.html").endswith("/post/the-tape.html")
    text = pelican.text("post/backup.md")
    assert "description: The backup that backed up nothing.\n" in text
    assert '```python\nprint("nothing")\n```' in text
    assert "unlisted: true\n" in pelican.text("post/uberplan-v2.md")
    tape = pelican.text("post/the-tape.rst")
    assert ":doc:`The backup </post/backup>` had told us." in tape
    assert 'print("`no link <{filename}../backup.md>`_")' in tape
    assert (
        "content/backup.md:12: the place #why in another post is left out of a link"
        in pelican.messages
    )


def test_nikola_blog(imported: Callable[[str], ImportedBlog]) -> None:
    nikola = imported("nikola")
    assert nikola.entries() == {
        "The sensor: 40 °C": (
            "https://example.org/posts/the-sensor/",
            "2012-03-30T21:00:00Z",
            {"sensor", "heat", "hardware"},
        ),
        "The fan": (
            "urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a",
            "2012-04-01T08:00:00Z",
            {"fan", "draft-horse"},
        ),
        "With YAML": ("https://example.org/posts/yaml/", "2013-02-03T03:05:06Z", {"heat", "x"}),
    }
    assert nikola.redirect_target("posts/the-fan/index.html").endswith("/post/the-fan.html")
    assert nikola.redirect_target("posts/two-files/index.html").endswith("/post/two-files.html")
    assert "unlisted: true\n" in nikola.text("post/two-files.md")
    # A draft never had an address.
    assert nikola.text("post/half.md") == (
        "---\ntitle: Half\ndate: 2013-01-03\ntags: [heat]\ndraft: true\n---\n\nHalf.\n"
    )
    sensor = nikola.text("post/the-sensor.rst")
    assert "See :doc:`the fan </post/the-fan>` or :doc:`/post/the-fan`" in sensor
    assert "\n.. more\n" in sensor
    assert "description" not in sensor
    lost = "description: a field list can't hold 'It was the *sensor_ that was hot'"
    assert f"posts/sensor.rst:1: {lost}" in nikola.messages


def test_ablog_blog(imported: Callable[[str], ImportedBlog]) -> None:
    ablog = imported("ablog")
    assert ablog.entries() == {
        "First post": (
            "https://example.org/posts/first/",
            "2020-10-10T00:00:00Z",
            {"sphinx", "two words", "Docs"},
        ),
        "Second post": ("https://example.org/posts/second/", "2020-11-11T10:00:00Z", set()),
        "Third post": ("https://example.org/posts/third/", "2021-01-02T00:00:00Z", {"myst"}),
        "From front matter": (
            "https://example.org/notes/front/",
            "2021-02-03T00:00:00Z",
            {"front", "matter", "Notes"},
        ),
        "By pattern": ("https://example.org/notes/pattern/", "2021-03-04T00:00:00Z", set()),
    }
    assert ablog.redirect_target("posts/first/index.html").endswith("/post/first.html")
    assert ablog.redirect_target("blog/old-first/index.html").endswith("/post/first.html")
    first = ablog.text("post/first.rst")
    assert ":image: /_static/first.png\n" in first
    assert ":updated: 2020-11-12\n" in first
    assert ":description: Shown in listings alone.\n" in first
    assert ":author: Ada Marsh\n" in first
    assert "What stands here is the excerpt.\n\n.. more\n" in ablog.text("post/second.rst")
    assert (
        "See [](../first.rst), [the second](../second.rst) and [by path](../second.rst)."
        in ablog.text("post/third/index.md")
    )


def test_material_blog(imported: Callable[[str], ImportedBlog]) -> None:
    mkdocs = imported("mkdocs")
    assert mkdocs.entries() == {
        'The wire — it\'s "hot"!': (
            "https://example.org/blog/2023/12/31/the-wire--its-hot/",
            "2023-12-31T00:00:00Z",
            {"wire", "Hardware & Wires"},
        ),
        "The cold wire": (
            "https://example.org/blog/2024/02/03/cold/",
            "2024-02-03T10:00:00Z",
            set(),
        ),
    }
    assert mkdocs.redirect_target("blog/2024/02/03/cold/index.html").endswith("/post/cold.html")
    wire = mkdocs.text("post/the-wire--its-hot.md")
    assert "pinned: true\n" in wire
    assert "updated: 2024-01-02\n" in wire
    assert "author: Ada Marsh\n" in wire
    assert "```{admonition} Mind the **gap**\nHere [the cold one](cold.md).\n```" in wire
    assert "draft: true\n" in mkdocs.text("post/half.md")
    assert (
        "docs/blog/posts/cold.md:14: 'inline end' of a box has no like here; left out"
        in mkdocs.messages
    )
    assert '<div class="admonition note">' in mkdocs.build.read("post/the-wire--its-hot.html")
