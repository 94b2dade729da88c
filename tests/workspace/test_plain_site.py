"""Sites whose settings are known without Sphinx have those that Sphinx would have."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from sphinx.config import Config

from sphinx_transcript.config.values import VALUES
from sphinx_transcript.workspace import plain_settings
from sphinx_transcript.workspace.plain_conf import plain_values
from sphinx_transcript.workspace.plain_site import plain_site
from sphinx_transcript.workspace.site import open_site

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sphinx_transcript.workspace.site_sources import SiteSources

HEAD = 'extensions = ["sphinx_transcript"]\n'
FILES = (
    "index.md", "post/one.md", "post/folder/index.md", "post/two.rst", "post/two.md", "notes/a.md",
    "venv/pyvenv.cfg", "venv/README.md", "_build/x.md", "_static/y.md", "extra/z.md", "blog/b.md",
    "_templates/t.md",
)  # fmt: skip
TEXTS: tuple[Any, ...] = (
    "", "x", "de", "transcript", "https://example.org/", ["*.md"], ["post/*", "a,b"], ["_static"],
    ["_templates"], ["deflist"], [], {}, {"a": "b"}, {"a": ["b", 1]}, True, False, None, 0, 3, 1.5,
    ("post/**",), ["sphinx_transcript", "sphinx.ext.todo"], ["sphinx_transcript", "myst_parser"],
)  # fmt: skip
"""Values of all kinds, which are tried for each setting."""
NAMES = (
    "transcript_posts", "transcript_authors", "transcript_timezone", "root_doc", "source_encoding",
    "exclude_patterns", "source_suffix", "author",
)  # fmt: skip
"""The settings that the commands use."""


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], Path]:
    """Return a function that writes a conf.py beside files of all kinds, and returns the folder."""
    for name in FILES:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("# A title\n", "utf-8")

    # A list that all applications of a process share; extensions of other tests add to it.
    Config.config_values["exclude_patterns"].default.clear()

    def write_conf(text: str) -> Path:
        (tmp_path / "conf.py").write_text(text, "utf-8")
        return tmp_path

    return write_conf


def described(site: SiteSources) -> dict[str, Any]:
    posts = site.post_names
    return {
        **{name: getattr(site.config, name) for name in NAMES},
        "documents": {name: (site.path(name), site.source_path(name)) for name in site.docnames},
        "posts": {name: site.slug(name) for name in posts},
        "folder": site.folder,
        "day": (site.zone, site.today),
        "front matter": [site.read(name) for name in posts],
    }


def assert_same(folder: Path) -> None:
    plain = plain_site(folder)
    assert plain is not None
    with open_site(folder) as site:
        assert described(plain) == described(site)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "'''Settings.'''\nproject: str = 'x'\nauthor = 'Ada'\nroot_doc = 'notes/a'\n",
        "transcript_posts = ['blog/**', 'notes/*']\ntranscript_timezone = 'Europe/Oslo'\n",
        "transcript_posts = 'notes/*, blog/**'\ntranscript_paginate = '5'\n",
        "transcript_authors = {'ada': {'name': 'Ada', 'url': 'https://x.org/'}, 'b': 3}\n",
        "exclude_patterns = ['_build', '**/two.*']\nhtml_static_path = ['_static']\n",
        "include_patterns = ['post/**', 'index.md']\nhtml_extra_path = ['extra', 'missing']\n",
        "templates_path = ['_templates']\nlanguage = 'de'\nhtml_theme = 'transcript'\n",
    ],
)
def test_settings_are_those_of_sphinx(write: Callable[[str], Path], text: str) -> None:
    assert_same(write(HEAD + text))


@pytest.mark.parametrize("value", TEXTS, ids=repr)
def test_each_value_that_is_known_gives_what_sphinx_makes_of_it(
    write: Callable[[str], Path], value: object
) -> None:
    """All settings get a value of each kind; those that are left to Sphinx are left out."""
    known = []
    for name in (*plain_settings._IS_KNOWN, *VALUES):
        settings = {"extensions": ["sphinx_transcript"], name: value}
        folder = write("".join(f"{each} = {given!r}\n" for each, given in settings.items()))
        if plain_site(folder) is not None:
            known.append(name)
    lines = [f"{name} = {value!r}\n" for name in known]
    assert_same(write("".join([HEAD if "extensions" not in known else "", *lines])))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "extensions = ['myst_parser']\n",
        "extensions = ['sphinx_transcript', 'sphinx_design']\n",
        f"{HEAD}import os\n",
        f"{HEAD}project = 'a' 'b' + 'c'\n",
        f"{HEAD}project = open('x').read()\n",
        f"{HEAD}extensions += ['sphinx.ext.todo']\n",
        f"{HEAD}def setup(app):\n    pass\n",
        f"{HEAD}(\n",
        f"{HEAD}project = '\\d'\n",
        f"{HEAD}project = '\0'\n",
        f"{HEAD}needs_sphinx = '99'\n",
        f"{HEAD}project: Title = 'x'\n",
        f"{HEAD}source_suffix = '.txt'\n",
        f"{HEAD}transcript_ablog = True\n",
        f"{HEAD}transcript_post = ['x/**']\n",
        f"{HEAD}transcript_posts = [1]\n",
        f"{HEAD}html_theme = 'furo'\n",
        f"{HEAD}html_static_path = ['*']\n",
        f"{HEAD}exclude_patterns = ['[z-a]']\n",
    ],
)
def test_other_sites_are_left_to_sphinx(write: Callable[[str], Path], text: str) -> None:
    assert plain_site(write(text)) is None


def test_a_site_without_a_readable_conf_is_left_to_sphinx(tmp_path: Path) -> None:
    assert plain_values(tmp_path / "conf.py") is None
    (tmp_path / "conf.py").write_bytes(b"project = '\xff'\n")
    assert plain_values(tmp_path / "conf.py") is None


def test_sources_that_sphinx_warns_of_leave_the_terminal_as_it_is(
    write: Callable[[str], Path], capfd: pytest.CaptureFixture[str]
) -> None:
    assert plain_site(write(HEAD)) is not None  # There are two.md and two.rst.
    assert capfd.readouterr() == ("", "")


def modules_of(folder: Path, *arguments: str) -> set[str]:
    """Return the modules that the command with *arguments* imports in the site *folder*."""
    code = (
        "import sys; sys.argv[0] = 'sphinx-transcript'\n"
        "from sphinx_transcript.cli.main import main\n"
        "try:\n    main(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
        "print('modules', *sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONWARNINGS": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.splitlines()[-1].split()[1:])


HEAVY = {
    "sphinx.application", "sphinx.config", "sphinx.environment", "myst_parser",
    "markdown_it", "pygments", "babel.dates", "jinja2", "requests", "importlib.metadata",
}  # fmt: skip


@pytest.mark.parametrize(
    "arguments", [["--version"], ["--help"], ["new", "A title"], ["list"], ["publish", "one"]]
)
def test_commands_import_what_they_run(write: Callable[[str], Path], arguments: list[str]) -> None:
    folder = write(HEAD)
    (folder / "post/two.rst").unlink()
    modules = modules_of(folder, *arguments)
    assert not modules & HEAVY
    assert len(modules) < 330
    folder = write(f"{HEAD}import os\n")
    assert ("sphinx.application" in modules_of(folder, *arguments)) is (arguments[0][0] != "-")
