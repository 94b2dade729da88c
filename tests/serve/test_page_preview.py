"""The page of a saved document is shown before the build, and is what the build writes."""

from __future__ import annotations

import json
from io import StringIO
from types import SimpleNamespace
from typing import TYPE_CHECKING

from sphinx_transcript.serve.build_client import BuildClient
from sphinx_transcript.serve.build_result import BuildResult
from sphinx_transcript.serve.build_worker import BuildSettings
from tests.helpers.page_previews import PagePreviews

if TYPE_CHECKING:
    import pytest

    from tests.conftest import Build, Site

TOCTREE = "\n```{{toctree}}\n:numbered:\n{names}\n```\n"
FIGURE = "\n```{figure} picture.png\n:name: fig\nA figure\n```\n{numref}`fig`\n"


def previews_of(site: Site, build: Build) -> PagePreviews:
    doctrees = build.outdir.parent / "doctrees"
    return PagePreviews(BuildSettings(str(site.srcdir), str(build.outdir), str(doctrees)))


def test_preview_is_what_the_build_writes(site: Site) -> None:
    site.conf('numfig = True\nhtml_baseurl = "https://example.org/"\n')
    site.write("post/picture.png", b"")
    site.write("page.md", "# Page\n\n## Part\n\n![](post/picture.png)\n")
    site.write("index.md", "# Home\n" + TOCTREE.format(names="page"))
    for day in range(1, 4):
        site.post(f"p{day}", title=f"Post {day}", date=f"2016-01-0{day}", tags="[x]")
    build = site.build()
    before = build.files()
    with previews_of(site, build) as previews:
        pages: dict[str, str] = {}

        def preview(docname: str) -> None:
            found = previews.render(docname)
            assert found is not None
            assert found[0] == f"{docname}.html"
            pages[found[0]] = found[1]

        site.post("p2", title="Post 2", date="2016-01-02", tags="[x]", body="New words.\n")
        preview("post/p2")
        assert "New words." in pages["post/p2.html"]
        # Another title, place in the order, tag, link and section.
        site.post(
            "p2",
            title="Deux",
            date="2016-01-05",
            tags="[x, y]",
            body="[Other](p1.md) and {post}`p3`.\n\n## Part\n\n```python\nprint()\n```\n",
        )
        preview("post/p2")
        site.write("page.md", "# Page\n\n## Part\n\n## More\n\n" + FIGURE.replace("pi", "post/pi"))
        preview("page")
        assert build.files() == before  # All of this is in memory.
    after = site.build()
    for name, page in pages.items():
        assert page == after.read(name), name
    assert "1.2" in pages["page.html"]


def test_some_edits_need_a_build(site: Site) -> None:
    site.write("page.md", "---\norphan: true\n---\n# Page\n")
    site.post("one", title="One", date="2016-01-01")
    site.post("two", title="Two", date="2016-01-02")
    build = site.build()
    with previews_of(site, build) as previews:
        assert previews.render("page") is not None
        assert previews.render("new") is None
        site.write("picture.png", b"")
        site.write("page.md", "# Page\n\n![A picture](picture.png)\n")
        assert previews.render("page") is None
        assert previews.render("post/two") is not None
        site.write("index.md", "# Home\n" + TOCTREE.format(names="page"))
        # The other pages have other links, too.
        for docname in ("index", "index", "post/two"):
            assert previews.render(docname) is None


def test_pictures_are_those_of_the_document(site: Site) -> None:
    for name in "abc":
        site.write(f"{name}/picture.png", name.encode())
    site.write("index.md", "# Home\n\n![](b/picture.png)\n\n![](a/picture.png)\n")
    build = site.build()
    with previews_of(site, build) as previews:
        # The first picture of the page is not the first one of the site.
        site.write("index.md", "# Home\n\nNew ![](b/picture.png)\n\n![](a/picture.png)\n")
        found = previews.render("index")
        assert found is not None
        assert found[1] == site.build().read("index.html")
        # Its name is that of another picture until the build.
        site.write("index.md", "# Home\n\n![](c/picture.png)\n")
        assert previews.render("index") is None


def test_page_may_contain_what_a_handler_renders(site: Site) -> None:
    site.write("_templates/badge.html", "<b>badge of {{ name }}</b>")
    site.conf(
        'templates_path = ["_templates"]\n'
        "def add(app, name, template, context, doctree):\n"
        '    badge = app.builder.templates.render("badge.html", {"name": name})\n'
        '    context["body"] = badge + (context.get("body") or "")\n'
        "def setup(app):\n"
        '    app.connect("html-page-context", add)\n'
    )
    build = site.build()
    with previews_of(site, build) as previews:
        site.write("index.md", "# Home\n\nNew words.\n")
        found = previews.render("index")
        assert found is not None
        assert found[1] == site.build().read("index.html")
        assert "badge of index" in found[1]


def test_no_page_is_shown_after_an_effect_was_refused_while_it_was_prepared(site: Site) -> None:
    site.conf(
        "import subprocess\n"
        "def read(app, docname, source):\n"
        "    if 'run' in source[0]:\n"
        "        subprocess.run(['true'])\n"
        "def setup(app):\n"
        "    app.connect('source-read', read)\n"
    )
    build = site.build()
    # Saved while that build ran.
    site.write("index.md", "# Home\n\nrun\n")
    with previews_of(site, build) as previews:
        # It is prepared by then.
        assert previews.render("index") is None
        site.write("index.md", "# Home\n\nharmless\n")
        assert previews.render("index") is None


def test_documents_that_are_not_published_any_more_need_a_build(site: Site) -> None:
    site.post("one", title="One", date="2016-01-01")
    build = site.build()
    with previews_of(site, build) as previews:
        assert previews.render("index") is not None
        site.post("one", title="One", date="2016-01-01", draft="true")
        assert previews.render("post/one") is None
        site.write("index.md", b"# Home \xff\n")
        assert previews.render("index") is None


def test_extension_that_has_effects_is_not_run_before_the_build(site: Site) -> None:
    extension = (
        "import contextlib, pathlib, subprocess\n"
        "def read(app, docname, source):\n"
        "    if 'write' in source[0]:\n"
        "        with contextlib.suppress(OSError):\n"
        "            pathlib.Path(app.srcdir, 'written').write_text('')\n"
        "    if 'run' in source[0]:\n"
        "        subprocess.run(['touch', pathlib.Path(app.srcdir, 'written')])\n"
        "def setup(app):\n"
        "    app.connect('source-read', read)\n"
    )
    site.conf(extension)
    build = site.build()
    with previews_of(site, build) as previews:
        for text, is_shown in (("harmless", True), ("write", False), ("harmless", True)):
            site.write("index.md", f"# Home\n\n{text}\n")
            assert (previews.render("index") is not None) is is_shown
        site.write("index.md", "# Home\n\nrun\n")
        assert previews.render("index") is None
    assert not (site.srcdir / "written").exists()


def test_extension_that_changes_pages_later_prevents_previews(site: Site) -> None:
    site.conf("def setup(app):\n    app.connect('build-finished', lambda app, error: None)\n")
    build = site.build()
    with previews_of(site, build) as previews:
        assert previews.render("index") is None


def test_page_comes_before_all_that_the_build_tells(site: Site) -> None:
    build = site.build()
    with previews_of(site, build) as previews:
        path = site.write("index.md", "# Home\n\nNew words, [lost](nowhere.md).\n")
        first, *others = previews.build(path)
    assert not first.is_final
    ((file, page),) = first.previews
    assert file == "index.html"
    assert page == build.read(file)
    assert "New words" in page
    assert not any(result.previews for result in others)
    assert others[-1].error == ""
    assert "nowhere.md" in others[-1].warnings[0]


def test_client_tells_previews_from_results(monkeypatch: pytest.MonkeyPatch) -> None:
    preview = BuildResult(previews=(("a.html", "new"),), is_final=False)
    early, final = BuildResult(warnings=("early",), is_final=False), BuildResult(summary="done")
    told: list[tuple[str, BuildResult]] = []
    lines = "".join(f"{json.dumps(each.as_json())}\n" for each in (preview, early, final))
    process = SimpleNamespace(stdin=StringIO(), stdout=StringIO(lines))
    client = BuildClient(BuildSettings("", "", ""))
    monkeypatch.setattr(client, "_running_process", lambda: process)
    result = client.build(
        ["a.md"],
        lambda each: told.append(("result", each)),
        show_previews=lambda each: told.append(("preview", each)),
    )
    assert told == [("preview", preview), ("result", early)]
    assert result == final
