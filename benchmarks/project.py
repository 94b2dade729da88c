"""A competitor's site: its sources, and what happens to them between builds."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from benchmarks.measure import BenchmarkError, measure
from benchmarks.posts import write_post, write_posts

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.competitors import Competitor
    from benchmarks.measure import Cost

_EDIT = "Afterwards somebody asked whether the second attempt had been worth it."


class Project:
    """The sources and the output of one competitor's site, in a folder of their own."""

    def __init__(self, folder: Path, competitor: Competitor, python: Path, count: int) -> None:
        self.competitor = competitor
        self.folder = folder
        self._python = python
        self._count = count
        self._posts = folder / "source" / "post"
        self.output = folder / "output"
        self._doctrees = folder / "doctrees"
        self._edited: Path | None = None
        self._added: Path | None = None
        shutil.rmtree(folder, ignore_errors=True)
        write_posts(self._posts, count)
        self.posts = sorted(self._posts.iterdir())
        (folder / competitor.conf_file).write_text(competitor.conf, "utf-8")
        (folder / "source" / "index.md").write_text(competitor.index, "utf-8")

    def reset(self) -> None:
        """Take back all changes, and remove what builds left."""
        write_post(self._posts, self._count // 2)
        if self._added:
            self._added.unlink()
        self._edited = self._added = None
        shutil.rmtree(self.output, ignore_errors=True)
        shutil.rmtree(self._doctrees, ignore_errors=True)

    def edit(self) -> None:
        """Append a sentence to a post from the middle."""
        self._edited = write_post(self._posts, self._count // 2)
        with self._edited.open("a", encoding="utf-8") as stream:
            stream.write(f"\n{_EDIT}\n")

    def add(self) -> None:
        """Add a post, the newest one."""
        self._added = write_post(self._posts, self._count)

    def build(self, jobs: int = 1) -> Cost:
        """Build the site with *jobs* processes, and return what that cost."""
        log = self.folder / "build.log"
        cost = measure(self._command(jobs), log)
        self._check(log)
        return cost

    def _command(self, jobs: int) -> list[str]:
        # -I has the environment decide alone what is imported, whatever the shell's variables say.
        command = [str(self._python), "-I", "-m"]
        if not self.competitor.is_sphinx:
            conf = self.folder / self.competitor.conf_file
            return [*command, "mkdocs", "-q", "build", "-f", str(conf), "-d", str(self.output)]
        command += ["sphinx", "-q", "-b", "html", "-j", str(jobs), "-d", str(self._doctrees)]
        return [*command, str(self._posts.parent), str(self.output)]

    def _check(self, log: Path) -> None:
        """Raise BenchmarkError where the output is not that of the sources."""
        for source in self._posts.iterdir():
            page = self.output / "post" / f"{source.stem}.html"
            if not page.is_file():
                raise BenchmarkError(f"no page was built of {source}; the log is {log}")
            if source == self._edited and _EDIT not in page.read_text("utf-8"):
                raise BenchmarkError(f"{page} lacks what was added to {source}; the log is {log}")

    def warnings(self) -> int:
        """Return how many lines the last build had to say."""
        return len((self.folder / "build.log").read_bytes().splitlines())
