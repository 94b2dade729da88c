"""State that one build leaves for the next: where it is damaged, everything is written anew."""

from __future__ import annotations

import json
import pickle
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.helpers.build_files import assert_same_files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.helpers.kept_sites import KeptSite


def _cut(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def _replace_by_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _with_entries(path: Path, entry: object) -> None:
    """Replace what *path* has of each builder by *entry*."""
    data = json.loads(path.read_text("utf-8"))
    builders = data.get("builders", data)
    builders.update(dict.fromkeys(builders, entry))
    path.write_text(json.dumps(data), "utf-8")


DAMAGES: dict[str, Callable[[Path], object]] = {
    "deleted": lambda path: path.unlink(),
    "empty": lambda path: path.write_bytes(b""),
    "cut": _cut,
    "list": lambda path: path.write_text("[]"),
    "null": lambda path: path.write_text("null"),
    "empty object": lambda path: path.write_text("{}"),
    "bytes": lambda path: path.write_bytes(bytes(range(128, 256))),
    "folder": _replace_by_folder,
}
SHAPES: dict[str, Callable[[Path], object]] = {
    "lists": lambda path: _with_entries(path, []),
    "short entries": lambda path: _with_entries(path, {"post/a": ["a"]}),
    "numbers": lambda path: _with_entries(path, {"post/a": 1}),
}
STATES = (
    "html/.transcript.json",
    "doctrees/transcript-state.json",
    "doctrees/transcript-feeds.json",
    "doctrees/transcript-feed-files.json",
)


@pytest.fixture
def blog(kept_site: KeptSite) -> KeptSite:
    """Return a site with two posts and feeds."""
    site = kept_site
    site.conf("html_baseurl = 'https://example.org/'\n")
    site.post("a", title="A", date="2020-01-01", tags="[tea]")
    site.post("b", title="B", date="2020-01-02", tags="[tea]")
    return site


@pytest.mark.parametrize("damage", [*DAMAGES, *SHAPES])
@pytest.mark.parametrize("state", STATES)
def test_damaged_state(blog: KeptSite, state: str, damage: str) -> None:
    blog.build_once()
    path = blog.folder / "build" / state
    {**DAMAGES, **SHAPES}[damage](path)
    blog.post("b", title="New", date="2020-01-02")
    build = blog.build()
    if damage == "folder" and path.is_dir():
        assert build.warnings.count("WARNING") <= 3, build.warnings  # It is neither read nor saved.
        path.rmdir()
        build = blog.build()
    else:
        said = build.warnings.count("WARNING")
        expected = state == STATES[0] and damage != "deleted"
        assert said == expected, build.warnings
        assert not expected or "transcript.state" in build.warnings
    assert_same_files(build, blog.clean_build_once(), f"{state}: {damage}")
    blog.post("a", title="A", date="2020-01-01", draft="true")
    assert_same_files(blog.build(), blog.clean_build_once(), f"{state}: {damage}, and a draft")


@pytest.mark.parametrize("damage", [name for name in DAMAGES if name != "folder"])
@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml", "json"])
def test_damaged_build_info(blog: KeptSite, builder: str, damage: str) -> None:
    path = blog.build_once(builder).outdir / ".buildinfo"
    before = path.read_text("utf-8")
    DAMAGES[damage](path)
    assert "WARNING" not in blog.build(builder).warnings.replace(path.name, "")
    assert path.read_text("utf-8") == before


def test_manifest_of_another_site(blog: KeptSite, tmp_path: Path) -> None:
    outdir = blog.build().outdir
    manifest = json.loads((outdir / ".transcript.json").read_text("utf-8"))
    kept = tmp_path / "kept.txt"
    kept.write_text("kept", "utf-8")
    for fields in manifest["builders"].values():
        fields["pages"] = {"other": ["other.html", "../../kept.txt", str(kept)]}
        fields["digests"] = {"other": "1"}
    (outdir / ".transcript.json").write_text(json.dumps(manifest), "utf-8")
    (outdir / "other.html").write_text("of another site", "utf-8")
    assert_same_files(blog.build(), blog.clean_build(), "after another site")
    assert kept.exists()


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("builder", ["html", "json", "pickle"])
def test_damaged_search_index(blog: KeptSite, builder: str, damage: str) -> None:
    outdir = blog.build_once(builder).outdir
    (path,) = outdir.glob("searchindex.*")
    before = read_index(path)
    DAMAGES[damage](path)
    if damage == "folder":
        path.rmdir()  # Sphinx itself can't build where a folder is in the place of its file.
    assert blog.build(builder).warnings == ""
    assert read_index(path) == before


def read_index(path: Path) -> object:
    """Return the search index at *path*. Equal ones can be pickled to other bytes."""
    content = path.read_bytes()
    return pickle.loads(content) if path.suffix == ".pickle" else content  # noqa: S301


def test_environment_of_another_folder(blog: KeptSite) -> None:
    blog.build()
    shutil.move(blog.folder / "build", blog.folder / "moved")
    blog.post("b", title="New", date="2020-01-02")
    assert_same_files(blog.build(into="moved"), blog.clean_build(), "in another folder")
