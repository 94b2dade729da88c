"""MyST-Parser is imported when a document is read, and registers what it registers otherwise."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_transcript.records import deferred_myst
from tests.helpers.imported_blog import file_contents

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Site

_REGISTERED = """
import json, sys
from docutils.parsers.rst import directives, roles
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace
OURS = {"deferred_myst", "markdown_registration"}
source, out, switch = sys.argv[1:]
def name(value):
    return f"{value.__module__}.{getattr(value, '__qualname__', type(value).__name__)}"
with docutils_namespace():
    app = Sphinx(source, source, out, out, "html", {"transcript_shortcuts": switch}, status=None)
    registry = app.registry
    assert ("markdown_it" in sys.modules) == (switch == "0")
    found = {
        "transforms": [name(each) for each in registry.transforms],
        "post-transforms": [name(each) for each in registry.post_transforms],
        "parsers": {key: name(each) for key, each in registry.source_parsers.items()},
        "suffixes": registry.source_suffix,
        "directives": sorted((key, name(each)) for key, each in directives._directives.items()),
        "roles": sorted(roles._roles),
        "values": {
            each.name: sorted(each.value) if isinstance(each.value, set) else repr(each.value)
            for each in app.config if each.name.startswith("myst_")
        },
        "config": repr(app.env.myst_config),
        "visitors": {
            key: {node: [name(each) for each in both if each] for node, both in table.items()}
            for key, table in registry.translation_handlers.items()
        },
        "listeners": {
            event: sorted(
                name(each.handler) for each in each_list
                if name(each.handler).split(".")[-2] not in OURS
            )
            for event, each_list in app.events.listeners.items()
        },
    }
    print(json.dumps(found))
"""
_BUILD = """
import sys
from sphinx.cmd.build import main
assert main(sys.argv[1:]) == 0
print(*sorted(sys.modules))
"""
_UNUSED = {
    "markdown_it",
    "myst_parser.parsers.sphinx_",
    "yaml",
    "sphinx_transcript.feeds.entries",
    "sphinx_transcript.incremental.page_digests",
    "sphinx_transcript.plain_text.builder",
    "sphinx_transcript.recordings.directive",
    "sphinx_transcript.records.markdown_parser",
    "sphinx_transcript.session_runs.directive",
    "sphinx_transcript.site.listed_commands",
}
"""What a build doesn't need in which nothing has changed."""
_UNUSED_IN_ALL = {
    "sphinx_transcript.plain_text.builder",
    "sphinx_transcript.recordings.directive",
    "sphinx_transcript.session_runs.directive",
}
"""Those of them that building this site doesn't need either, once its documents are read."""
TEXT = """# A

{sub-ref}`today` and [](b.md) [^1]

[^1]: Note.

:::{container} box
Text.
:::

```{figure-md} name
![Alt](a.png)

Caption.
```
"""


def _run(code: str, *arguments: object) -> str:
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def _write(site: Site) -> Path:
    site.conf("myst_enable_extensions = ['colon_fence']\n")
    site.write("a.md", TEXT)
    site.write("b.md", "# B\n")
    site.post("p", title="P", date="2020-01-01", body="Text.")
    return site.srcdir


def _build(site: Site, name: str, *options: str) -> str:
    folder = site.srcdir.parent / name
    return _run(_BUILD, "-q", *options, "-d", folder / "d", site.srcdir, folder / "out")


def test_same_is_registered(site: Site, tmp_path: Path) -> None:
    source = _write(site)
    deferred = json.loads(_run(_REGISTERED, source, tmp_path / "1", "1"))
    direct = json.loads(_run(_REGISTERED, source, tmp_path / "2", "0"))
    for part in direct:
        assert deferred[part] == direct[part], part


def test_output_is_the_same(site: Site) -> None:
    source = _write(site)
    assert "markdown_it" in _build(site, "deferred").split()
    _build(site, "direct", "-D", "transcript_shortcuts=0")
    folders = [source.parent / name / "out" for name in ("deferred", "direct")]
    contents = [
        {path.removeprefix(str(folder)): data for path, data in file_contents(folder).items()}
        for folder in folders
    ]
    assert "/a.html" in contents[0]
    assert contents[0] == contents[1]


def test_build_in_which_nothing_has_changed_imports_few_modules(site: Site) -> None:
    site.post("p", title="P", date="2020-01-01", body="Text.")
    assert not _UNUSED.difference(_build(site, "same").split(), _UNUSED_IN_ALL)
    assert _UNUSED.intersection(_build(site, "same").split()) == set()


@pytest.mark.parametrize("module", sorted(deferred_myst._CLASSES))
def test_attributes_that_are_known_are_right(module: str) -> None:
    for name, known in deferred_myst._CLASSES[module].items():
        real: Any = getattr(import_module(module), name)
        assert {key: getattr(real, key) for key in known} == known


def test_parser_patched_by_another_extension_is_used(site: Site) -> None:
    _write(site)
    conf = (site.srcdir / "conf.py").read_text()
    patch = """
def setup(app):
    def patch(app, config):
        from myst_parser.parsers.sphinx_ import MystParser
        original = MystParser.parse
        def parse(self, text, document):
            original(self, text.replace("Text.", "Patched."), document)
        MystParser.parse = parse
    app.connect("config-inited", patch)
"""
    (site.srcdir / "conf.py").write_text(conf + patch)
    _build(site, "patched")
    assert "Patched." in (site.srcdir.parent / "patched/out/a.html").read_text()
