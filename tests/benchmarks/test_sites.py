"""Sites that are measured: edits between builds, documentation of a package, commands, memory."""

from __future__ import annotations

import ast
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from benchmarks import commands, competitors, documentation, process_memory
from benchmarks.corpora.kinds import RST
from benchmarks.environments import Environment
from benchmarks.measure import BenchmarkError, measure
from benchmarks.project import Project
from benchmarks.suite import main

from tests.conftest import build_site

if TYPE_CHECKING:
    from collections.abc import Mapping

PYTHON = Path(sys.executable)

# Two processes with 60 MiB each, which they don't share.
_TWO_PROCESSES = """\
import subprocess, sys, time
own = b"x" * 60_000_000
if len(sys.argv) == 1:
    subprocess.run([sys.executable, __file__, "child"])
else:
    time.sleep(1.5)
"""


def files(folder: Path) -> Mapping[str, bytes]:
    """Return the bytes of each file in *folder* by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_each_edit_changes_a_post_and_reset_reverts_all(tmp_path: Path) -> None:
    project = Project(tmp_path / "site", competitors.BASIC, PYTHON, 4, RST)
    before = files(project.source)
    project.edit()
    once = files(project.source)
    project.edit()
    twice = files(project.source)
    (edited,) = {name for name in before if before[name] != once[name]}
    # A build that skips files whose content is as before would have nothing to do.
    assert len(before[edited]) < len(once[edited]) < len(twice[edited])
    project.add()
    project.add()
    assert len(files(project.source)) == len(before) + 2
    project.reset()
    assert files(project.source) == before


def test_build_without_a_page_of_a_post_is_an_error(tmp_path: Path) -> None:
    project = Project(tmp_path / "site", competitors.BASIC, PYTHON, 2)
    with pytest.raises(BenchmarkError, match="has no page"):
        project.check()


def test_modules_are_the_same_each_time_and_can_be_parsed() -> None:
    assert documentation.make_module(3) == documentation.make_module(3)
    tree = ast.parse(documentation.make_module(3))
    functions = [each.name for each in tree.body if isinstance(each, ast.FunctionDef)]
    assert len(set(functions)) == 6


@pytest.mark.parametrize("theme", ["basic", "transcript"])
def test_documentation_is_built_without_warnings(
    theme: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "path", list(sys.path))
    documentation.write_documentation(tmp_path, theme, 3)
    build = build_site("html", tmp_path / "source", tmp_path / "build", conf={"nitpicky": True})
    for name in [each for each in sys.modules if each.partition(".")[0] == "made_up"]:
        monkeypatch.delitem(sys.modules, name)
    assert build.warnings == ""
    page = build.read("api/module_0002.html")
    assert page.count('class="py function"') == 6
    assert page.count('class="py method"') == 4
    assert 'href="module_0001.html#made_up.module_0001.Thing"' in page


def test_memory_of_processes_is_added_up(tmp_path: Path) -> None:
    if not process_memory.is_available():
        pytest.skip("only Linux tells the proportional set size")
    (tmp_path / "two.py").write_text(_TWO_PROCESSES, "utf-8")
    command = [str(PYTHON), "-I", str(tmp_path / "two.py")]
    both = measure(command, tmp_path / "log", sum_memory=True).total_memory
    one = measure([*command, "child"], tmp_path / "log", sum_memory=True).total_memory
    assert both
    assert one
    assert 57 < one < 90
    assert 1.8 * one < both < 2.1 * one
    assert measure([str(PYTHON), "-c", ""], tmp_path / "log").total_memory is None


def test_commands_leave_the_site_as_it_was(tmp_path: Path) -> None:
    environments = {competitors.TRANSCRIPT.name: Environment(PYTHON, {})}
    runs = commands.measure_all(tmp_path, environments, 3, 1)
    assert [run.scenario for run in runs] == ["new", "list", "check"]
    posts = tmp_path / "sites" / "commands-3" / "source" / "post"
    assert len(list(posts.iterdir())) == 3


def test_sites_of_a_kind_are_written_and_not_built(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--write", "short", str(tmp_path), "--posts", "2", "--only", "basic"]) == 0
    source = tmp_path / "basic-short-2" / "source"
    assert capsys.readouterr().out == f"{source}\n"
    assert sorted(path.name for path in source.iterdir()) == ["conf.py", "index.md", "post"]
    with pytest.raises(SystemExit):
        main(["--write", "shrot", str(tmp_path)])
    assert "usual, linked, long, short, rst, code" in capsys.readouterr().err
