"""The documents that are found, and those that have changed, are those that Sphinx finds."""

from __future__ import annotations

import os
from collections import defaultdict
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sphinx.environment import BuildEnvironment
from sphinx.project import Project
from sphinx.util._pathlib import _StrPath

from sphinx_transcript.support.source_folder import discover_function, outdated_function

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

SUFFIXES: dict[str, str] = {".txt.md": "a", ".md": "markdown", ".rst": "restructuredtext"}
FILES = [
    "index.md", "a.md", "b/a.md", "b/c/a.rst", "b/c/d.txt.md", "é/a.md", "e\u0301.md", "no.txt",
    ".md", "b/.md", "_build/x.md", ".hidden/a.md", "a.rst", "sp ace.md", "md", "x.md.txt",
]  # fmt: skip


def _state(project: Project) -> Any:
    return (
        list(project.docnames),
        list(project._docname_to_path.items()),
        list(project._path_to_docname.items()),
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(st.sampled_from(FILES), unique=True),
    st.sampled_from([(), ("_build",), ("b/**",), ("**/a.*",)]),
    st.sampled_from([("**",), ("b/**",), ("*.md",)]),
)
def test_found_documents(
    tmp_path_factory: pytest.TempPathFactory,
    files: list[str],
    excluded: tuple[str, ...],
    included: tuple[str, ...],
) -> None:
    folder = tmp_path_factory.mktemp("found")
    for name in files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    ours, sphinx = (Project(folder, SUFFIXES) for _ in range(2))
    found = discover_function(Project.discover)(ours, iter(excluded), iter(included))
    assert found == sphinx.discover(excluded, included)
    assert found is ours.docnames
    assert _state(ours) == _state(sphinx)


def test_usual_folder_is_not_left_to_sphinx(tmp_path: Path) -> None:
    for name in ("a.md", "b.rst", "c.txt"):
        (tmp_path / name).touch()

    def fail(*_: Any) -> Any:
        raise AssertionError

    assert discover_function(fail)(Project(tmp_path, SUFFIXES)) == {"a", "b"}


def test_unreadable_files_and_doubles_are_left_to_sphinx(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).touch()
    left: list[object] = []

    def original(project: Project, *arguments: Any) -> set[str]:
        left.append(arguments)
        return project.docnames

    monkeypatch.setattr(os, "access", lambda path, mode: not str(path).endswith("b.md"))
    discover_function(original)(Project(tmp_path, SUFFIXES), ["x"])
    assert left == [(("x",), ("**",))]
    monkeypatch.undo()
    (tmp_path / "a.rst").touch()
    discover_function(original)(Project(tmp_path, SUFFIXES))
    assert len(left) == 2


def _environment(folder: Path) -> Any:
    source, doctrees = folder / "source", folder / "doctrees"
    (doctrees / "b").mkdir(parents=True)
    (source / "b").mkdir(parents=True)
    project = Project(source, SUFFIXES)
    env = SimpleNamespace(
        project=project,
        srcdir=_StrPath(source),
        doctreedir=_StrPath(doctrees),
        reread_always=set(),
        all_docs={"gone": 5},
        dependencies=defaultdict(set),
        doc2path=lambda docname: project.doc2path(docname, absolute=True),
    )
    names = ("same", "newer", "new", "always", "without", "b/part", "b/missing", "b/old", "micro")
    for name in names:
        path = source / f"{name}.md"
        path.touch()
        os.utime(path, ns=(10**9, 10**9))
        (doctrees / f"{name}.doctree").touch()
        env.all_docs[name] = 10**6
    os.utime(source / "newer.md", ns=(2 * 10**9, 2 * 10**9))
    os.utime(source / "micro.md", ns=(10**9 + 1, 10**9 + 1))
    del env.all_docs["new"]
    env.reread_always.add("always")
    (doctrees / "without.doctree").unlink()
    env.dependencies["b/part"] = {_StrPath(source / "newer.md")}
    env.dependencies["b/old"] = {_StrPath(source / "same.md")}
    env.dependencies["b/missing"] = {_StrPath(source / "none.md")}
    env.found_docs = project.discover()
    return env


def test_changed_documents(tmp_path: Path) -> None:
    env = _environment(tmp_path)
    original: Any = BuildEnvironment.get_outdated_files
    ours = outdated_function(original)
    added, changed, removed = ours(env, config_changed=False)
    assert (added, changed, removed) == original(env, False)
    assert (added, removed) == ({"new"}, {"gone"})
    assert changed == {"newer", "micro", "always", "without", "b/part", "b/missing"}
    assert ours(env, config_changed=True) == original(env, True)
    # The caller changes them.
    removed.add("x")
    assert "x" not in env.all_docs


def test_sphinx_examines_only_the_others(tmp_path: Path) -> None:
    env = _environment(tmp_path)
    examined: list[set[str]] = []

    def original(env: Any, config_changed: bool) -> Any:
        examined.append(set(env.found_docs))
        return set(), set(), set()

    outdated_function(original)(env, config_changed=False)
    assert examined == [{*env.found_docs} - {"same"}]
