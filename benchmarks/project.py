"""The site of a competitor: its sources, edits between builds, and builds."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from benchmarks.corpora.kinds import USUAL
from benchmarks.measure import BenchmarkError, measure

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.competitors import Competitor
    from benchmarks.corpora.kinds import Corpus
    from benchmarks.measure import Cost

_SENTENCE = "Afterwards somebody asked whether the second attempt had been worth it."


def write_source(folder: Path, competitor: Competitor, corpus: Corpus, count: int) -> None:
    """Write *count* posts of *corpus* and the other files of a site into *folder*."""
    corpus.write(folder / "source" / "post", count)
    for name, text in competitor.sources(corpus.suffix).items():
        (folder / name).write_text(text, "utf-8")


class BuiltSite:
    """A folder with the sources and the output of a site, which a competitor builds."""

    def __init__(self, folder: Path, competitor: Competitor, python: Path) -> None:
        self.competitor = competitor
        self.folder = folder
        self._python = python
        self.source = folder / "source"
        self.output = folder / "output"
        self._doctrees = folder / "doctrees"
        self._log = folder / "build.log"
        shutil.rmtree(folder, ignore_errors=True)

    def reset(self) -> None:
        """Delete the output of builds."""
        shutil.rmtree(self.output, ignore_errors=True)
        shutil.rmtree(self._doctrees, ignore_errors=True)

    def build(self, jobs: int = 1, *, sum_memory: bool = False) -> Cost:
        """Build the site with *jobs* processes, and return the cost."""
        cost = measure(self._command(jobs), self._log, sum_memory=sum_memory)
        self.check()
        return cost

    def check(self) -> None:
        """Raise BenchmarkError if the output does not match the sources."""

    def log_lines(self) -> int:
        """Return the number of lines in the log of the last build."""
        return len(self._log.read_bytes().splitlines())

    def _command(self, jobs: int) -> list[str]:
        # With -I, environment variables such as PYTHONPATH don't change what is imported.
        command = [str(self._python), "-I", "-m"]
        if not self.competitor.is_sphinx:
            conf = self.folder / self.competitor.conf_file
            return [*command, "mkdocs", "-q", "build", "-f", str(conf), "-d", str(self.output)]
        command += ["sphinx", "-q", "-b", "html", "-j", str(jobs), "-d", str(self._doctrees)]
        return [*command, str(self.source), str(self.output)]


class Project(BuiltSite):
    """A blog, and the edits of it between builds."""

    def __init__(
        self,
        folder: Path,
        competitor: Competitor,
        python: Path,
        count: int,
        corpus: Corpus = USUAL,
    ) -> None:
        super().__init__(folder, competitor, python)
        self.corpus = corpus
        self.count = count
        self._posts = self.source / "post"
        self._edited: Path | None = None
        self._added: list[Path] = []
        write_source(folder, competitor, corpus, count)
        self.posts = sorted(self._posts.iterdir())

    def reset(self) -> None:
        """Revert all changes, and delete the output of builds."""
        self.corpus.write_post(self._posts, self.count // 2)
        for path in self._added:
            path.unlink()
        self._edited, self._added = None, []
        super().reset()

    def edit(self) -> None:
        """Append a sentence to a post in the middle of the blog, or to its end again."""
        if self._edited is None:
            self._edited = self.corpus.write_post(self._posts, self.count // 2)
        with self._edited.open("a", encoding="utf-8") as stream:
            stream.write(f"\n{_SENTENCE}\n")

    def add(self) -> None:
        """Add a post that is newer than all others."""
        number = self.count + len(self._added)
        self._added.append(self.corpus.write_post(self._posts, number))

    def check(self) -> None:
        """Raise BenchmarkError if the output does not match the sources."""
        for source in self._posts.iterdir():
            page = self.output / "post" / f"{source.stem}.html"
            if not page.is_file():
                raise BenchmarkError(f"{source} has no page; the log is {self._log}")
            if source == self._edited and _SENTENCE not in page.read_text("utf-8"):
                raise BenchmarkError(f"{page} lacks the edit of {source}; the log is {self._log}")
