"""Edits after which Sphinx's own incremental builds, or earlier ones of this package, are wrong."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests.helpers.build_files import assert_same_files, page_times
from tests.incremental.separate_process import KILLED, kill_on_page, sphinx_build

if TYPE_CHECKING:
    from tests.conftest import Site


@pytest.fixture
def blog(site: Site) -> Site:
    """Return a site with six posts."""
    for number, name in enumerate("abcdef", start=1):
        site.post(name, title=f"Post {name}", date=f"2016-01-0{number}", tags="[t]")
    return site


def check(site: Site, **conf: Any) -> None:
    """Check that the next incremental builds equal a clean build."""
    clean = site.clean_build(**conf)
    for processes in (0, 4):
        build = site.build(into=f"with-{processes}", parallel=processes, **conf)
        assert_same_files(build, clean, f"{processes} processes")


def begin(site: Site) -> None:
    """Run the first builds, serial and parallel."""
    for processes in (0, 4):
        site.build(into=f"with-{processes}", parallel=processes)


def test_post_with_a_globbed_toctree_stays_a_post(blog: Site) -> None:
    blog.post(
        "series", title="Series", date="2016-02-01", body="```{toctree}\n:glob:\n\nparts/*\n```\n"
    )
    blog.post("parts/one", title="One", date="2016-02-02")
    begin(blog)
    blog.post("parts/two", title="Two", date="2016-02-03")
    check(blog)


def test_replacement_with_an_older_modification_time_is_read(blog: Site) -> None:
    begin(blog)
    path = blog.post("a", title="Post a", date="2016-01-01", draft="true")
    os.utime(path, (1_000_000_000, 1_000_000_000))
    check(blog)
    assert "post/a.html" not in blog.build(into="with-0").files()


def test_draft_in_a_toctree_is_skipped_by_its_neighbours(blog: Site) -> None:
    blog.write("index.md", "# Home\n\n```{toctree}\npost/a\npost/b\npost/c\n```\n")
    begin(blog)
    blog.post("b", title="Post b", date="2016-01-02", draft="true")
    check(blog)
    assert 'rel="next" href="c.html"' in blog.build(into="with-0").read("post/a.html")


def test_titles_below_a_nested_toctree_are_updated(blog: Site) -> None:
    blog.write("index.md", "# Home\n\n```{toctree}\n:maxdepth: 3\npart\n```\n")
    blog.write("part.md", "# Part\n\n```{toctree}\npost/a\npost/b\n```\n")
    begin(blog)
    blog.post("a", title="Renamed", date="2016-01-01")
    check(blog)
    blog.post("b", title="Post b", date="2016-01-02", draft="true")
    check(blog)
    assert "post/b.html" not in blog.build(into="with-0").read("index.html")


@pytest.mark.parametrize("theme", ["transcript", "alabaster"])
@pytest.mark.parametrize("heading", ["New", "**Old**"])
def test_section_in_a_toctree_is_updated_after_a_build_of_another_file(
    blog: Site, heading: str, theme: str
) -> None:
    blog.write("index.md", "# Home\n\n```{toctree}\npart\nother\n```\n")
    blog.write("part.md", "# Part\n\n## Old\n\nText.\n")
    blog.write("other.md", "# Other\n\nText.\n")
    blog.build(html_theme=theme)
    blog.write("part.md", f"# Part\n\n## {heading}\n\nText.\n")
    blog.build(only=["other.md"], html_theme=theme)
    assert_same_files(blog.build(html_theme=theme), blog.clean_build(html_theme=theme), heading)


def test_new_suffix_of_a_document_is_shown_everywhere(blog: Site) -> None:
    path = blog.write("about.md", "# About\n")
    blog.write("index.md", "# Home\n\n```{toctree}\nabout\n```\n")
    begin(blog)
    path.unlink()
    blog.write("about.rst", "About\n=====\n\nText.\n")
    check(blog)


@pytest.mark.parametrize("title", ["New", "**Part**"])
def test_title_of_a_toctree_neighbour_is_updated_after_a_build_of_another_file(
    blog: Site, title: str
) -> None:
    blog.write("index.md", "# Home\n\n```{toctree}\n:titlesonly:\npart\nnext\nother\n```\n")
    for name in ("next", "other"):
        blog.write(f"{name}.md", f"# {name}\n\nText.\n")
    blog.write("part.md", "# Part\n\nText.\n")
    blog.build(html_theme="alabaster")
    blog.write("part.md", f"# {title}\n\nText.\n")
    blog.build(only=["other.md"], html_theme="alabaster")
    assert_same_files(
        blog.build(html_theme="alabaster"), blog.clean_build(html_theme="alabaster"), title
    )


def test_new_heading_renumbers_sections_of_other_documents(blog: Site) -> None:
    blog.write("index.md", "# Home\n\n```{toctree}\n:numbered:\npart\n```\n")
    part = "# Part\n\n## A\n\n```{toctree}\npost/a\n```\n\n%s## Z\n\n```{toctree}\npost/b\n```\n"
    blog.write("part.md", part % "")
    blog.write("other.md", "---\norphan: true\n---\n\n# Other\n\n```{toctree}\npost/b\n```\n")
    begin(blog)
    blog.write("part.md", part % "## B\n\nText.\n\n")
    check(blog)


@pytest.mark.parametrize("theme", ["alabaster", "furo"])
def test_titles_in_sidebars_of_other_themes_are_updated(blog: Site, theme: str) -> None:
    blog.write("index.md", "# Home\n\n```{toctree}\npost/a\npost/b\npost/c\n```\n")
    blog.build(into="with-0", html_theme=theme)
    blog.post("a", title="Renamed", date="2016-01-01")
    clean = blog.clean_build(html_theme=theme)
    assert_same_files(blog.build(into="with-0", html_theme=theme), clean, theme)


def test_build_after_a_killed_one_equals_a_clean_build(blog: Site) -> None:
    blog.conf(kill_on_page("post/f"))
    before = blog.build()
    blog.post("f", title="For a moment", date="2016-01-06", tags="[t]")
    stop = blog.write("stop", "")
    assert sphinx_build(blog, before) == KILLED
    assert "For a moment" in before.read("index.html")
    stop.unlink()
    blog.post("f", title="Post f", date="2016-01-06", tags="[t]")
    after = blog.build()
    assert "1 changed" in after.status
    assert "For a moment" not in after.read("index.html") + after.read("post/e.html")
    assert_same_files(after, blog.clean_build(), "after the killed build")


def test_extra_files_replace_earlier_pages(blog: Site) -> None:
    blog.conf('html_extra_path = ["extra"]\n')
    blog.write("about.md", "# About\n")
    (blog.srcdir / "extra").mkdir()
    begin(blog)
    (blog.srcdir / "about.md").unlink()
    blog.write("extra/about.html", "<p>Mine</p>")
    blog.write("extra/post/a.txt", "Mine")
    blog.write("extra/404.html", "<p>Not here</p>")
    check(blog)
    build = blog.build(into="with-0")
    assert build.read("about.html") == "<p>Mine</p>"
    assert build.read("post/a.txt") == "Mine"
    assert build.read("404.html") == "<p>Not here</p>"
    assert 'href="a.txt"' not in build.read("post/a.html")


def test_404_page_of_the_project_is_added_and_removed(blog: Site) -> None:
    begin(blog)
    blog.write("404.md", "---\norphan: true\n---\n\n# Gone\n")
    check(blog)
    (blog.srcdir / "404.md").unlink()
    check(blog)
    assert "No such file" in blog.build(into="with-0").read("404.html")


def test_two_builders_share_an_output_folder(blog: Site) -> None:
    html = blog.build()
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "transcript"]
    subprocess.run([*command, str(blog.srcdir), str(html.outdir)], check=True, cwd=blog.folder)
    assert html.files().keys() >= {"index.html", "index.txt", "post/a.html", "post/a.txt"}
    blog.post("a", title="Renamed", date="2016-01-01")
    assert "Renamed" in blog.build().read("index.html")


def test_url_of_a_stylesheet_from_a_template_is_updated(blog: Site) -> None:
    blog.conf('html_static_path = ["_static"]\nhtml_css_files = ["a.css"]\n')
    blog.write("_static/a.css.jinja", "a { color: red; } /* {{ project }} */")
    begin(blog)
    blog.write("_static/a.css.jinja", "a { color: blue; } /* {{ project }} */")
    check(blog)


def test_virtual_environment_in_the_source_folder_is_ignored(blog: Site) -> None:
    blog.write(".venv/pyvenv.cfg", "home = /usr\n")
    blog.write(".venv/lib/LICENSE.md", "# A licence\n")
    build = blog.build()
    assert build.warnings == ""
    assert not [name for name in build.files() if "LICENSE" in name]


def test_build_without_changes_reports_no_changed_configuration(blog: Site) -> None:
    first = page_times(blog.build())
    second = blog.build()
    assert "configuration has changed" not in second.status
    assert page_times(second) == first


@pytest.mark.parametrize(
    ("conf", "layout"),
    [
        ("html_sidebars = {'**': ['globaltoc.html']}", ""),
        ("", "{% block relbar1 %}{{ relbar() }}{% endblock %}"),
        ("", "{% block sidebar1 %}{{ toctree() }}{% endblock %}"),
    ],
)
def test_toctrees_beside_the_text_are_kept_current(blog: Site, conf: str, layout: str) -> None:
    blog.conf(f"{conf}\ntemplates_path = ['_templates']\n")
    if layout:
        blog.write("_templates/layout.html", f"{{% extends '!layout.html' %}}{layout}")
    blog.write("index.md", "# Home\n\n```{toctree}\none\n```\n")
    blog.write("one.md", "# One\n\n```{toctree}\ntwo\n```\n")
    blog.write("two.md", "# Two\n\n```{toctree}\nthree\n```\n")
    blog.write("three.md", "# Three\n")
    begin(blog)
    blog.write("one.md", "# Uno\n\n```{toctree}\ntwo\n```\n")
    check(blog)


def test_size_of_the_logo_is_kept_current(blog: Site) -> None:
    blog.conf("html_logo = 'logo.svg'\n")
    blog.write("logo.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"/>')
    begin(blog)
    blog.write("logo.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="10"/>')
    check(blog)
