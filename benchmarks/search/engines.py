"""Runs search engines in node: this project's, Sphinx's own, and libraries of npm."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.environments import ROOT
from benchmarks.measure import BenchmarkError, measure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.search.documents import Document

_SCRIPTS = Path(__file__).with_name("js")
_THEME = ROOT / "theme" / "sphinx_transcript" / "theme" / "transcript"

_OF_PAGES = ("line_history", "prompt", "command_results")

LIBRARIES = ("minisearch", "lunr", "flexsearch", "ufuzzy")
ENGINES = ("transcript", "sphinx", *LIBRARIES)


@dataclass(frozen=True, slots=True)
class Answer:
    """The results of one query."""

    query: str
    total: int
    pages: list[str]
    """The page of each result, in order; a page may be there twice."""
    milliseconds: float
    files: list[str]
    """The files that this query loaded, as paths in the output."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What an engine needs before the first query."""

    files: list[str]
    """The files of the site that it loads."""
    index: int
    """The bytes of the saved index of a library, after gzip -9."""


def prompt_sources() -> list[Path]:
    """Return the scripts of this project's commands and search, without those that need a page."""
    found: list[str] = []
    for name in ("prompt.js", "prompt-lines.js", "prompt-shell.js"):
        template = (_THEME / "static" / f"{name}.jinja").read_text("utf-8")
        parts = re.search(r"for name in \[([^\]]+)\]", template)
        found += re.findall(r"\w+", parts[1]) if parts else ["lines"]
    return [_THEME / "js" / "search" / f"{part}.js" for part in found if part not in _OF_PAGES]


def install_scripts(workdir: Path) -> Path:
    """Install the npm packages, and return the folder with them and the scripts beside them."""
    folder = workdir / "search" / "js"
    stamp = folder / "installed-for"
    lock = (_SCRIPTS / "package-lock.json").read_text("utf-8")
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        raise BenchmarkError("--search needs node and npm")
    shutil.copytree(_SCRIPTS, folder, dirs_exist_ok=True)
    if not stamp.is_file() or stamp.read_text("utf-8") != lock:
        print("Installing search libraries", file=sys.stderr, flush=True)
        command = [npm, "ci", "--prefix", str(folder)]
        measure(command, workdir / "logs" / "install-search-libraries.log")
        command = [str(folder / "node_modules" / ".bin" / "terser"), "--compress", "--mangle"]
        command += ["--output", str(folder / "minisearch.min.js")]
        command += ["--", str(folder / "node_modules" / "minisearch" / "dist" / "umd" / "index.js")]
        measure(command, workdir / "logs" / "minify-minisearch.log")
        stamp.write_text(lock, "utf-8")
    return folder


def run_engine(
    scripts: Path, name: str, output: Path, documents: Sequence[Document], queries: Sequence[str]
) -> tuple[Opening, list[Answer]]:
    """Run *queries* in the engine *name* over the site in *output*.

    Raises BenchmarkError if it fails.
    """
    given = {
        "documents": [asdict(each) for each in documents],
        "queries": list(queries),
        "sources": list(map(str, prompt_sources())) if name == "transcript" else [],
    }
    command = ["node", "--max-old-space-size=8000", str(scripts / "run_queries.js")]
    command += [name, str(output)]
    process = subprocess.run(  # noqa: S603 (the command is above)
        [*command, str(output)],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        check=False,
    )
    if process.returncode:
        raise BenchmarkError(f"the search engine {name} failed:\n{process.stderr[-3000:]}")
    found: dict[str, Any] = json.loads(process.stdout)
    return Opening(**found["opening"]), [Answer(**each) for each in found["results"]]
