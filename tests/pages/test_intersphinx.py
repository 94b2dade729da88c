"""References from another project to posts, tags and authors."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import Site
from tests.helpers.build_output import build_warnings
from tests.helpers.site_reader import page

if TYPE_CHECKING:
    from pathlib import Path

OTHER = "https://other.example/blog/"


@pytest.fixture(scope="module", params=["html", "dirhtml"])
def inventory(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the inventory of another blog."""
    site = Site(tmp_path_factory.mktemp("other"))
    site.post(
        "far", title="A far post", date="2020-01-01", tags="[green tea]", author="Grace Hopper"
    )
    site.post("x", title="X", date="2020-01-01", draft="true")
    path: Path = site.build(request.param).outdir / "objects.inv"
    return path


def write(site: Site, inventory: Path, body: str, extensions: str = "") -> None:
    site.write(
        "conf.py",
        f'extensions = ["sphinx.ext.intersphinx", "{extensions or "myst_parser"}"]\n'
        f'intersphinx_mapping = {{"other": ("{OTHER}", {str(inventory)!r})}}\n',
    )
    site.write("index.md", f"# Home\n\n{body}\n")


def test_references_of_all_kinds_are_resolved(site: Site, inventory: Path) -> None:
    references = [
        "{external+other:blog:post}`far`",
        "{external+other:blog:post}`words <far>`",
        "{external+other:blog:tag}`green tea`",
        "{external+other:blog:author}`Grace Hopper`",
        "{external+other:doc}`post/far`",
        "{doc}`other:post/far`",
        "{blog:post}`other:far`",
        "[](inv:other:std:doc#post/far)",
    ]
    write(site, inventory, "\n\n".join(references), "sphinx_transcript")
    build = site.build(html_theme="basic")
    assert build_warnings(build) == []
    links = page(build, "index").named("a")
    found = [link["href"] for link in links if link["href"].startswith(OTHER)]
    post = "post/far" + (".html" if inventory.parent.name == "html" else "/")
    folder = "index.html" if inventory.parent.name == "html" else ""
    tag, author = f"tag/green-tea/{folder}", f"author/grace-hopper/{folder}"
    paths = [post, post, tag, author, post, post, post, post]
    assert found == [OTHER + path for path in paths]
    text = build.read("index.html")
    assert text.count("A far post</") >= 3
    assert ">words</" in text


def test_myst_link_to_a_post_is_not_ambiguous(site: Site, inventory: Path) -> None:
    write(site, inventory, "[](inv:other#post/far)")
    assert build_warnings(site.build()) == []


def test_project_without_the_extension_can_link_to_a_post(site: Site, inventory: Path) -> None:
    write(site, inventory, "{external+other:doc}`post/far`")
    build = site.build()
    assert build_warnings(build) == []
    assert f'href="{OTHER}post/far' in build.read("index.html")


def test_draft_of_the_other_project_is_not_in_its_inventory(site: Site, inventory: Path) -> None:
    write(site, inventory, "{external+other:doc}`post/x`", "sphinx_transcript")
    (found,) = build_warnings(site.build(html_theme="basic"))
    assert "external std:doc reference target not found: post/x" in found


def test_unknown_name_in_this_project_is_still_warned_of(site: Site, inventory: Path) -> None:
    write(site, inventory, "{tag}`nothing`", "sphinx_transcript")
    (found,) = build_warnings(site.build(html_theme="basic"))
    assert found.endswith("no post has the tag 'nothing' [transcript.role]")
