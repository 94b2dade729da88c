"""The paths of the files that documents name are those of Sphinx."""

from __future__ import annotations

import os
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sphinx.environment import BuildEnvironment
from sphinx.project import Project
from sphinx.util._pathlib import _StrPath

from sphinx_transcript.support.document_paths import (
    document_of_path_function,
    document_path_function,
    make_path_function,
)

if TYPE_CHECKING:
    from collections.abc import Callable

PARTS = (
    "a.md", "b", "..", ".", "", "linked", "link.md", "gone", "loop", "out", "x.png", "c d", "é",
    "\\w", "~",
)  # fmt: skip
DOCNAMES = ("index", "b/a", "b/c/a", "linked/a", "gone/a", "out/a")


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Any:
    root = Path(os.path.realpath(tmp_path_factory.mktemp("paths")))
    srcdir, other = root / "src", root / "other"
    (srcdir / "b" / "c").mkdir(parents=True)
    other.mkdir()
    (other / "a.md").touch()
    (srcdir / "b" / "a.md").touch()
    (srcdir / "linked").symlink_to(srcdir / "b")
    (srcdir / "link.md").symlink_to(srcdir / "b" / "a.md")
    (srcdir / "b" / "link.md").symlink_to("../../other/a.md")
    (srcdir / "out").symlink_to(other)
    (srcdir / "loop").symlink_to("loop")
    return environment_in(srcdir)


def environment_in(srcdir: Path) -> Any:
    project = Project(srcdir, {".md": "markdown"})
    env = SimpleNamespace(srcdir=_StrPath(srcdir), docname="b/a", project=project)
    env.doc2path = lambda docname, base=True: project.doc2path(docname, base)
    return env


def result(function: Callable[..., Any], *arguments: Any) -> Any:
    try:
        return function(*arguments)
    except (KeyError, OSError, RuntimeError, TypeError, ValueError) as error:
        return type(error)


@given(data=st.data())
def test_documents_of_paths_are_those_of_sphinx(environment: Any, data: st.DataObject) -> None:
    project = environment.project
    faster = document_of_path_function(Project.path2doc)
    suffixes = {".png": "x", ".md": "markdown"}
    other, third = Project(project.srcdir / "b", suffixes), Project(project.srcdir, suffixes)
    third.srcdir = project.srcdir
    for _ in range(4):
        name = "/".join(data.draw(st.lists(st.sampled_from(PARTS), max_size=3)))
        prefix = data.draw(st.sampled_from(["", "/", f"{project.srcdir}/", "/other/", "b/"]))
        kind = data.draw(st.sampled_from((str, Path)))
        for each in (project, other, third, project):
            expected = result(Project.path2doc, each, kind(prefix + name))
            assert result(faster, each, kind(prefix + name)) == expected


def test_documents_are_found_once() -> None:
    found = []

    def path2doc(self: Any, filename: str) -> str:
        found.append(filename)
        return filename

    faster = document_of_path_function(path2doc)
    project = SimpleNamespace(srcdir="/src", source_suffix=(".md",))
    for name in ("/src/a.md", "/src/a.md", "a.md", "a.md"):
        assert faster(project, name) == name
    assert found == ["/src/a.md", "a.md", "a.md"]


@given(data=st.data())
def test_paths_are_those_of_sphinx(environment: Any, data: st.DataObject) -> None:
    original = BuildEnvironment.relfn2path
    faster = make_path_function(original)
    for _ in range(3):
        name = "/".join(data.draw(st.lists(st.sampled_from(PARTS), max_size=4)))
        name = data.draw(st.sampled_from(["", "/", "//"])) + name
        docname = data.draw(st.sampled_from([*DOCNAMES, None, ""]))
        expected = result(original, environment, name, docname)
        assert result(faster, environment, name, docname) == expected


def test_usual_paths_are_not_left_to_sphinx(environment: Any) -> None:
    def fail(*_: Any) -> Any:
        raise AssertionError

    faster = make_path_function(fail)
    srcdir = environment.srcdir
    for name in ("c/x.png", "./c/x.png", "/b/c/x.png", "../b/c/x.png", "../linked/c/x.png"):
        assert faster(environment, name, "b/a") == ("b/c/x.png", f"{srcdir}/b/c/x.png")
    assert faster(environment, "x.png") == ("b/x.png", f"{srcdir}/b/x.png")


def test_odd_names_are_left_to_sphinx(environment: Any) -> None:
    faster = make_path_function(BuildEnvironment.relfn2path)
    for name in ("a\0b", "n" * 5000, "", Path("c/x.png")):
        assert result(faster, environment, name, "b/a") == result(
            BuildEnvironment.relfn2path, environment, name, "b/a"
        )


def test_a_source_folder_that_is_a_link_is_as_for_sphinx(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "src").symlink_to("real")
    environment = environment_in(tmp_path / "src")
    faster = make_path_function(BuildEnvironment.relfn2path)
    expected = BuildEnvironment.relfn2path(environment, "x.png", "a")
    assert faster(environment, "x.png", "a") == expected


STEPS = st.tuples(
    st.sampled_from(["a", "none"]),
    st.booleans(),
    st.sampled_from(["", ".md", ".rst"]),
    st.integers(0, 1),
)


@given(st.lists(STEPS, min_size=2, max_size=8))
def test_paths_of_documents_are_those_of_sphinx(steps: list[tuple[str, bool, str, int]]) -> None:
    quick = document_path_function(Project.doc2path)
    projects = [Project(folder, {".md": "markdown"}) for folder in ("/one", "/two")]
    projects[1]._docname_to_path = projects[0]._docname_to_path
    for docname, absolute, suffix, number in steps:
        if suffix:
            # The file of a document may get another name while a server runs.
            projects[0]._docname_to_path[docname] = Path(docname + suffix)
        expected = projects[number].doc2path(docname, absolute)
        found = quick(projects[number], docname, absolute)
        assert (found, type(found)) == (expected, type(expected))


def test_path_of_a_document_is_made_once() -> None:
    project = Project("/one", {".md": "markdown"})
    project._docname_to_path.update({f"d{number}": Path(f"d{number}.md") for number in range(200)})
    quick = document_path_function(Project.doc2path)
    for docname in project._docname_to_path:
        path = quick(project, docname, True)
        assert all(quick(project, docname, True) is path for _ in range(3))
    assert quick(project, "d0", True) is not quick(project, "d1", True)
