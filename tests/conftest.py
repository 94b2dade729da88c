"""What the tests share: a site in a folder of its own, and builds of it."""

from __future__ import annotations

import importlib
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings
from sphinx import locale
from sphinx.builders.html import _assets
from sphinx.config import Config
from sphinx.testing.util import SphinxTestApp

from tests.helpers.fast_builds import make_builds_fast

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playwright.sync_api import Browser, Playwright

pytest_plugins = [
    "tests.helpers.missing_programs",
    "tests.helpers.distribution",
    "tests.helpers.kept_sites",
]

ROOT = Path(__file__).parent.parent
EXAMPLE_SITE = ROOT / "example_site"
SEED = Path(__file__).parent / "data" / "transcript.txt"
SEED_PAGE = "post/bios-beep-sequence-/-we-scaled-it-past-what-it-knew-/-the-service-persists"

CONF = """\
project = "a site"
author = "Ada"
extensions = ["sphinx_transcript"]
html_theme = "transcript"
"""


def pytest_configure() -> None:
    """Make builds faster, and give the examples of Hypothesis all time they need."""
    make_builds_fast()
    _import_domain_of_python()
    # How long an example takes says little on a machine with other work to do.
    settings.register_profile("without deadlines", deadline=None)
    settings.load_profile("without deadlines")


def _import_domain_of_python() -> None:
    """Import the module before a test does: it translates the names of its indices at once.

    Without a translation they would be proxies, which builders for JSON can't write.
    """
    before = dict(locale.translators)
    locale.init([], None)
    importlib.import_module("sphinx.domains.python")
    locale.translators.clear()
    locale.translators.update(before)


@dataclass
class Build:
    """What one build left."""

    outdir: Path
    status: str
    warnings: str

    def read(self, name: str) -> str:
        """Return the text of the file *name* in the output folder."""
        return (self.outdir / name).read_text("utf-8")

    def files(self) -> dict[str, bytes]:
        """Return the bytes of every file that a visitor could get, by its path."""
        return {
            path.relative_to(self.outdir).as_posix(): path.read_bytes()
            for path in sorted(self.outdir.rglob("*"))
            if path.is_file()
        }

    @property
    def warning_lines(self) -> list[str]:
        """The warnings, one a line."""
        return [line for line in self.warnings.splitlines() if line.strip()]


def reset_sphinx_caches() -> None:
    """Undo what Sphinx and a theme under test keep for later builds of one process."""
    Config.config_values["templates_path"].default.clear()
    # Sphinx adds what extensions register, such as MyST-NB's parser for .md.
    suffixes = Config.config_values["source_suffix"].default
    suffixes.clear()
    suffixes[".rst"] = "restructuredtext"
    for function in vars(_assets).values():
        if hasattr(function, "cache_clear"):
            function.cache_clear()


def build_site(
    builder: str,
    srcdir: Path,
    builddir: Path,
    *,
    parallel: int = 0,
    conf: dict[str, Any] | None = None,
    only: Sequence[str] = (),
) -> Build:
    """Build the site in *srcdir*, or the files *only*; *conf* overrides its conf.py."""
    app = SphinxTestApp(
        builder, srcdir=srcdir, builddir=builddir, parallel=parallel, confoverrides=conf
    )
    try:
        app.build(filenames=[srcdir / name for name in only])
    finally:
        app.cleanup()
        reset_sphinx_caches()
    return Build(Path(app.outdir), app.status.getvalue(), app.warning.getvalue())


class Site:
    """A project in a folder, to be edited and built."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.srcdir = folder / "src"
        self.srcdir.mkdir(parents=True)
        self.write("conf.py", CONF)
        self.write("index.md", "# Home\n\n```{blog-index}\n```\n")

    def write(self, name: str, content: str | bytes) -> Path:
        """Write a source file, and return its path."""
        path = self.srcdir / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def conf(self, text: str) -> None:
        """Add *text* to conf.py."""
        self.write("conf.py", CONF + text)

    def post(
        self, name: str, *, title: str = "", date: str = "", body: str = "Text.\n", **keys: Any
    ) -> Path:
        """Write the post post/*name*.md."""
        fields = {"title": title, "date": date, **keys}
        lines = [f"{key}: {value}" for key, value in fields.items() if value != ""]
        return self.write(f"post/{name}.md", "\n".join(["---", *lines, "---", "", body]))

    def build(
        self,
        builder: str = "html",
        *,
        into: str = "build",
        parallel: int = 0,
        only: Sequence[str] = (),
        **conf: Any,
    ) -> Build:
        """Build the site, or the files *only*, into the folder *into*; *conf* overrides conf.py."""
        return build_site(
            builder, self.srcdir, self.folder / into, parallel=parallel, conf=conf, only=only
        )

    def clean_build(self, builder: str = "html", **conf: Any) -> Build:
        """Build the site into a folder that has nothing of an earlier build."""
        shutil.rmtree(self.folder / "clean", ignore_errors=True)
        return self.build(builder, into="clean", **conf)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Return the Playwright of this process, which can't be started twice."""
    # Tests that need no browser run without it.
    from playwright.sync_api import sync_playwright

    with sync_playwright() as running:
        yield running


_browsers: list[Browser] = []
"""The browsers of this process."""


@pytest.fixture(scope="module", autouse=True)
def _closed_tabs() -> Iterator[None]:
    """Close the tabs that the tests of a file leave open: a cursor that blinks keeps one busy."""
    yield
    for browser in _browsers:
        for context in browser.contexts:
            context.close()


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Return a headless Chromium, the one of this process, whose tabs are used again."""
    from tests.helpers.browser import running_chromium
    from tests.helpers.tabs import TabPool

    with running_chromium(playwright) as running:
        running.new_page = TabPool(running).new_page  # type: ignore[method-assign]
        _browsers.append(running)
        yield running
        _browsers.remove(running)


@pytest.fixture(scope="session")
def firefox(playwright: Playwright) -> Iterator[Browser]:
    """Return a headless Firefox, the one of this process."""
    from tests.helpers.browser import running_firefox

    with running_firefox(playwright) as running:
        _browsers.append(running)
        yield running
        _browsers.remove(running)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Return a site with a home page that lists all posts, and no posts."""
    return Site(tmp_path)


@pytest.fixture(scope="session")
def example_html(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Return an HTML build of the example site."""
    from tests.helpers.shared_builds import shared_build

    return shared_build(
        tmp_path_factory, "example", lambda folder: build_site("html", EXAMPLE_SITE, folder)
    )


@pytest.fixture(scope="session")
def example_transcript(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Return a plain-text build of the example site."""
    from tests.helpers.shared_builds import shared_build

    return shared_build(
        tmp_path_factory,
        "transcript",
        lambda folder: build_site("transcript", EXAMPLE_SITE, folder),
    )


@pytest.fixture(scope="session")
def kinds(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Return an HTML build that has a page of each kind; see tests/helpers/page_kinds.py."""
    from tests.helpers.page_kinds import build_kinds
    from tests.helpers.shared_builds import shared_build

    return shared_build(tmp_path_factory, "kinds", build_kinds)


@pytest.fixture(autouse=True)
def _isolated_environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Keep tests from what runs them, a packager or CI, and from the language of those before."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setenv("NO_COLOR", "1")
    yield
    locale.translators.clear()
