"""Builds the sites of the soak in forked processes, and compares kept folders with clean ones."""

from __future__ import annotations

import filecmp
import io
import os
import shutil
import signal
import time
import traceback
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from tests.soak.features import begin, edits

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.soak.steps import Step

_EPOCH = "1790000000"
_LIMIT = 120
"""Seconds that a build may take."""
NOT_COMPARED = frozenset({"environment.pickle", "last_build", ".buildinfo.bak"})


@dataclass
class Soak:
    """A site in a folder, and what was built of it."""

    folder: Path
    names: list[str]
    files: dict[str, str] = field(default_factory=dict)
    builds: int = 0

    def __post_init__(self) -> None:
        """Begin with the files of the features, and no build."""
        self.files = begin(self.names)
        self.edits = edits(self.names)
        self.source = self.folder / "source"
        self.doctrees = self.folder / "doctrees"
        self.log = ""
        self._on_disk: dict[str, str] = {}
        self._clock = time.time_ns()

    def do(self, step: Step) -> list[str]:
        """Do *step*; return the differences that a comparison found."""
        random = Random(step.number)  # noqa: S311 (nothing secret)
        if step.kind == "edit":
            if step.name in self.edits:
                self.edits[step.name](self.files, random)
        elif step.kind == "build":
            return (
                self.compare(step.name)
                if self._build(step.name, step.number)
                else [f"{step.name}: the build failed\n{self.log}"]
            )
        elif step.kind == "again":
            return self._build_again(step.name)
        elif step.kind == "one file":
            paths = sorted(path for path in self.files if path.endswith((".md", ".rst")))
            self._write()
            self._build(step.name, 1, [str(self.source / random.choice(paths))])
        elif step.kind == "kill":
            self._write()
            self._build(step.name, 1, kill_after=random.uniform(0.05, 0.9))
        elif step.kind == "delete output":
            self._delete_output(step.name, random)
        elif step.kind == "back in time":
            self._write()
            for path in self.files:
                os.utime(self.source / path, ns=(10**18, 10**18 + random.randrange(10**6)))
        return []

    def compare(self, builder: str) -> list[str]:
        """Return how the kept folder of *builder* differs from a clean build's."""
        clean = self.folder / "clean"
        shutil.rmtree(clean, ignore_errors=True)
        self._run(builder, clean / "out", clean / "doctrees", 1)
        return list(differences(self.folder / "kept" / builder, clean / "out"))

    def _build_again(self, builder: str) -> list[str]:
        """Build twice with nothing changed; return the pages that the second build wrote."""
        self._build(builder, 1)
        before = self._page_times(builder)
        self._build(builder, 1)
        after = self._page_times(builder)
        return [f"written for nothing: {page}" for page in after if after[page] != before[page]]

    def _page_times(self, builder: str) -> dict[str, int]:
        """Return when the page of each document was written, by its path in the output folder."""
        kept, times = self.folder / "kept" / builder, {}
        suffix = "txt" if builder in {"text", "transcript"} else "html"
        for path in self.files:
            stem, _, kind = path.rpartition(".")
            folder = builder == "dirhtml" and not f"/{stem}".endswith("/index")
            page = f"{stem}/index.{suffix}" if folder else f"{stem}.{suffix}"
            # An extra file of the same name is copied over the page, which is then written again.
            if kind in {"md", "rst"} and f"extra/{page}" not in self.files:
                found = kept / page
                times[page] = found.stat().st_mtime_ns if found.exists() else 0
        return times

    def _build(
        self, builder: str, processes: int, only: Sequence[str] = (), kill_after: float = 0
    ) -> bool:
        self._write()
        return self._run(
            builder,
            self.folder / "kept" / builder,
            self.doctrees,
            processes,
            only=only,
            kill_after=kill_after,
        )

    def _write(self) -> None:
        for path in self._on_disk.keys() - self.files.keys():
            (self.source / path).unlink()
        for path, text in self.files.items():
            if self._on_disk.get(path) != text:
                target = self.source / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(text, "utf-8")
        self._on_disk = dict(self.files)

    def _delete_output(self, builder: str, random: Random) -> None:
        kept = self.folder / "kept" / builder
        found = sorted(
            path
            for path in kept.rglob("*")
            if path.is_file() and path.name not in {".transcript.json", ".buildinfo"}
        )
        for path in random.sample(found, min(len(found), 3)):
            path.unlink()

    def _run(
        self,
        builder: str,
        output: Path,
        doctrees: Path,
        processes: int,
        *,
        only: Sequence[str] = (),
        kill_after: float = 0,
    ) -> bool:
        """Build in a forked process, which has all imported; tell whether it succeeded."""
        self.builds += 1
        log = self.folder / "log"
        child = os.fork()
        if child == 0:
            os.setsid()
            status = 1
            try:
                warnings, status = _build(
                    self.source, builder, output, doctrees, processes=processes, only=only
                )
                log.write_text(warnings, "utf-8")
            finally:
                os._exit(status)
        end = time.monotonic() + (kill_after or _LIMIT)
        while time.monotonic() < end:
            done, status = os.waitpid(child, os.WNOHANG)
            if done:
                self.log = log.read_text("utf-8") if log.exists() else ""
                return os.waitstatus_to_exitcode(status) == 0
            time.sleep(0.01)
        os.killpg(child, signal.SIGKILL)
        os.waitpid(child, 0)
        self.log = "killed"
        return False


def _build(
    source: Path,
    builder: str,
    output: Path,
    doctrees: Path,
    *,
    processes: int,
    only: Sequence[str],
) -> tuple[str, int]:
    """Build; return the warnings, with the traceback where there is one, and the exit status."""
    warnings = io.StringIO()
    os.environ["SOURCE_DATE_EPOCH"] = _EPOCH
    try:
        with patch_docutils(str(source)), docutils_namespace():
            app = Sphinx(
                source, source, output, doctrees, builder,
                status=None, warning=warnings, parallel=processes,
            )  # fmt: skip
            app.build(filenames=[Path(each) for each in only])
    except Exception:
        return f"{warnings.getvalue()}\n{traceback.format_exc()}", 1
    return warnings.getvalue(), 0


def differences(kept: Path, clean: Path) -> Iterator[str]:
    """Yield the files that two folders do not have alike."""
    names = {
        path.relative_to(folder).as_posix()
        for folder in (kept, clean)
        for path in folder.rglob("*")
        if path.is_file() and path.name not in NOT_COMPARED
    }
    for name in sorted(names):
        one, other = kept / name, clean / name
        if not one.exists():
            yield f"missing: {name}"
        elif not other.exists():
            yield f"left over: {name}"
        elif not filecmp.cmp(one, other, shallow=False):
            yield f"differs: {name}"
