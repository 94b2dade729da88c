"""Notebooks as posts, read by MyST-NB."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.cli.main import main
from tests.helpers.build_output import build_warnings, files_containing, post_count_line
from tests.helpers.notebook_site import HOME, write_myst_nb_site
from tests.helpers.notebooks import cell, notebook

if TYPE_CHECKING:
    from tests.conftest import Build, Site

COUNT = (
    "7 posts; not published: 1 draft (post/draft.ipynb), 1 without a date (post/undated.ipynb), "
    "2 unreadable (post/conflict.ipynb, post/spoiled.ipynb)"
)
TITLES = ["As text", "Named", "In metadata", "Raw", "Above the title", "In a cell", "Plain"]


def ran(site: Site) -> bool:
    """Tell whether a build has run the cell of `notebook_site.RUN`."""
    return any(site.folder.rglob("ran-by-the-build"))


def positions(text: str, words: list[str]) -> list[int]:
    return [text.index(word) for word in words]


@pytest.fixture
def build(site: Site) -> Build:
    write_myst_nb_site(site)
    return site.build()


def test_notebooks_are_posts(site: Site, build: Build) -> None:
    assert post_count_line(build) == COUNT
    found = [line.partition("/src/")[2] for line in build_warnings(build)]
    assert [line.partition(" WARNING")[0] for line in found] == [
        "post/conflict.ipynb:1:",
        "post/spoiled.ipynb:9:",
    ]
    assert files_containing(build) == []
    home = build.read("index.txt")
    assert positions(home, TITLES) == sorted(positions(home, TITLES))
    assert "Where the space *went*." in home
    feed = build.read("feed.xml")
    assert feed.count("<entry>") == 7
    assert "Ivo Brandt" in feed
    assert not ran(site)


def test_outputs_are_shown_as_saved(build: Build) -> None:
    page, text = build.read("post/above-the-title.html"), build.read("post/above-the-title.txt")
    assert "<td>sdb</td>" in page
    assert text.endswith("It *is*.\n\n   frame\n\n     disk\n   0  sda\n   1  sdb\n")
    assert "42 disks" in build.read("post/in-a-cell.html")
    assert "42 disks" in build.read("post/in-a-cell.txt")
    assert "42 disks" in build.read("feed.xml")


def test_front_matter_is_not_shown(build: Build) -> None:
    for name in ("in-a-cell", "above-the-title", "raw", "as-text"):
        text = build.read(f"post/{name}.txt")
        assert "date:" not in text
        assert "2021" not in text
        assert "---" not in text
    assert '<meta name="description" content="Where the space went.">' in build.read(
        "post/in-a-cell.html"
    )


def test_texts_are_those_of_the_builder(site: Site, build: Build) -> None:
    transcript = site.build("transcript")
    assert build_warnings(transcript) == build_warnings(build)
    for name in ("above-the-title", "in-a-cell", "as-text"):
        assert transcript.read(f"post/{name}.txt") == build.read(f"post/{name}.txt")


def commands(build: Build, page: str) -> list[str]:
    """Return the commands on *page*, as text without their comments."""
    html = re.sub('<span class="ts-remark".*?</span>', "", build.read(page))
    lines = [line.rstrip() for line in unescape(re.sub("<[^>]*>", "", html)).splitlines()]
    return [line for line in lines if line.startswith("$ ") and line != "$ ▊"]


def test_selection_with_notebooks_has_no_command(site: Site, build: Build) -> None:
    # Of the unpublished notebooks grep knows nothing, so that no command leaves them out.
    assert commands(build, "index.html") == ["$ cat index.md"]
    for name in ("draft", "undated", "spoiled", "conflict"):
        (site.srcdir / f"post/{name}.ipynb").unlink()
    build = site.build()
    # And it finds no line 'tags:' in a notebook.
    assert commands(build, "index.html") == ["$ cat index.md", "$ ls -t post/**/*.{ipynb,md}"]
    assert commands(build, "tag/disks/index.html") == []
    assert commands(build, "post/in-a-cell.html") == [
        "$ cat post/in-a-cell.ipynb",
        "$ ls -t post/**/*.{ipynb,md} | grep -FC1 -e in-a-cell.ipynb",
    ]
    assert "$ grep ^tags: $_" in commands(build, "post/as-text.html")


def test_selection_without_notebooks_has_a_command(site: Site) -> None:
    write_myst_nb_site(site)
    for path in (site.srcdir / "post").glob("*.ipynb"):
        path.unlink()
    assert commands(site.build(), "index.html") == [
        "$ cat index.md",
        "$ ls -t post/**/*.md",
        r"$ ls -t $(grep -lE '^tags:.*\bdisks\b' post/**/*.md)",
    ]


def site_files(build: Build) -> dict[str, bytes]:
    """Return the files of a build, without the checksum that MyST-NB's style has in a rebuild."""
    return {
        name: re.sub(rb"(mystnb\.\w+\.css)\?v=\w+", rb"\1", data)
        for name, data in build.files().items()
        if name != ".transcript.json"
    }


def test_rebuild_has_the_files_of_a_clean_build(site: Site, build: Build) -> None:
    name = "in-a-cell"
    content = (site.srcdir / f"post/{name}.ipynb").read_text("utf-8")
    assert f"post/{name}.html" in build.files()
    site.write(f"post/{name}.ipynb", content.replace("title: In a cell", "draft: true"))
    again = site_files(site.build())
    assert not [file for file in again if name in file]
    clean = site_files(site.clean_build())
    assert again.keys() == clean.keys()
    assert [file for file in clean if again[file] != clean[file]] == []


@pytest.mark.parametrize("extensions", [("myst_nb", "sphinx_transcript")])
def test_markdown_notebook_with_a_date_is_built(site: Site, extensions: tuple[str, ...]) -> None:
    # MyST-NB alone fails at a date that is not quoted, because JSON has no dates.
    write_myst_nb_site(site)
    site.write(
        "post/nested.md",
        "---\ndate: 2021-03-07\nupdated: 2021-03-08 10:00:00\nother: [2021-01-01]\n"
        "file_format: mystnb\nkernelspec:\n  name: python3\n---\n# Nested\n\nText.\n",
    )
    build = site.build()
    assert "Nested" in build.read("index.txt")
    assert "2021-03-08" in build.read("post/nested.html")


@pytest.mark.parametrize("mode", ["off", "auto"])
def test_notebooks_run_only_where_conf_py_says_so(site: Site, mode: str) -> None:
    write_myst_nb_site(site)
    conf = (site.srcdir / "conf.py").read_text("utf-8")
    site.write("conf.py", f'{conf}nb_execution_mode = "{mode}"\n')
    site.build()
    assert ran(site) is (mode == "auto")


def test_output_folders_in_the_source_folder_are_no_documents(site: Site) -> None:
    write_myst_nb_site(site)
    for _ in range(2):
        for builder in ("html", "dirhtml"):
            build = site.build(builder, into="src/_out")
            assert post_count_line(build) == COUNT
            assert not [line for line in build_warnings(build) if "jupyter_execute" in line]
            assert not [name for name in build.files() if "jupyter_execute" in name]


def test_commands_know_notebooks(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    write_myst_nb_site(site)
    assert main(["list", "--all", "--site", str(site.srcdir)]) == 0
    listed = capsys.readouterr().out.splitlines()
    assert [line.split("  ")[-1].strip() for line in listed if "published" in line] == TITLES
    assert main(["check", str(site.srcdir)]) == 1
    checked = capsys.readouterr()
    assert COUNT in checked.err
    for name, line in (("conflict", 1), ("spoiled", 9)):
        assert f"post/{name}.ipynb:{line}: " in checked.out
    before = (site.srcdir / "post/draft.ipynb").read_bytes()
    assert main(["publish", "draft", "--site", str(site.srcdir)]) == 1
    assert "give the notebook its date in Jupyter" in capsys.readouterr().err
    assert (site.srcdir / "post/draft.ipynb").read_bytes() == before
    assert not ran(site)


def test_output_can_be_the_image_of_a_post(site: Site) -> None:
    write_myst_nb_site(site)
    conf = (site.srcdir / "conf.py").read_text("utf-8")
    site.write("conf.py", f"{conf}transcript_ablog = True\npost_auto_image = 1\n")
    # A pixel.
    picture = (
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNg"
        "AAAAAgABSK+kcQAAAABJRU5ErkJggg=="
    )
    plot = {"output_type": "display_data", "metadata": {}, "data": {"image/png": picture}}
    keys = cell("raw", "---\nblogpost: true\ndate: 2021-03-03\n---")
    site.write(
        "notes/plot.ipynb", notebook(keys, cell("markdown", "# Plot"), cell("code", "x", plot))
    )
    build = site.build()
    assert not [line for line in build_warnings(build) if "WARNING: image" in line]
    (found,) = re.findall('property="og:image" content="([^"]*)"', build.read("notes/plot.html"))
    assert found.startswith("https://example.org/_images/")
    assert found.removeprefix("https://example.org/") in build.files()


def test_keys_of_a_cell_are_those_of_the_document(site: Site) -> None:
    write_myst_nb_site(site)
    site.write("index.md", HOME)
    source = (
        "---\ndate: 2021-03-01\nmyst:\n  substitutions:\n    host: db7\n"
        "mystnb:\n  execution_mode: force\n---\n\n# Host\n\nIt is {{ host }}.\n"
    )
    code = cell("code", "open('ran-by-the-build', 'w')")
    site.write("post/raw.ipynb", notebook(cell("markdown", source), code))
    conf = (site.srcdir / "conf.py").read_text("utf-8")
    site.write("conf.py", f'{conf}myst_enable_extensions = ["substitution"]\n')
    assert "It is db7." in site.build().read("post/raw.txt")
    assert not ran(site)


def test_notebook_metadata_may_ask_to_be_run(site: Site) -> None:
    write_myst_nb_site(site)
    content = json.loads((site.srcdir / "post/in-a-cell.ipynb").read_text("utf-8"))
    content["metadata"]["mystnb"] = {"execution_mode": "force"}
    site.write("post/in-a-cell.ipynb", json.dumps(content))
    site.build()
    assert ran(site)
