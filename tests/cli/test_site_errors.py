"""Errors in what the site's author wrote name the place, and ask for no report to developers."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Site

OWN_TEMPLATES = "templates_path = ['_templates']\n"
# In a folder beside the site.
OWN_EXTENSION = """import pathlib, sys
sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / 'own'))
extensions.append('own_extension')
"""
HEAD = '{% extends "!page.html" %}\n{% block body %}\n'

CASES: dict[str, tuple[str, dict[str, str], str]] = {
    "undefined-name": (
        OWN_TEMPLATES,
        {"_templates/page.html": f"{HEAD}{{{{ no.such.name }}}}\n{{% endblock %}}\n"},
        "_templates/page.html:3: UndefinedError: 'no' is undefined",
    ),
    "template-syntax": (
        OWN_TEMPLATES,
        {"_templates/page.html": f"{HEAD}\n{{% if %}}\n"},
        "_templates/page.html:4: TemplateSyntaxError: Expected an expression",
    ),
    "missing-template": (
        OWN_TEMPLATES,
        {"_templates/page.html": '\n{% extends "nothing.html" %}\n'},
        "_templates/page.html:2: TemplateNotFound: ",
    ),
    "handler": (
        "def setup(app):\n    app.connect('env-updated', lambda *a: 1 / 0)\n",
        {},
        "conf.py:6: ZeroDivisionError: division by zero",
    ),
    "library-called-by-a-handler": (
        "import json\ndef setup(app):\n"
        "    app.connect('env-updated', lambda *a: json.loads('{'))\n",
        {},
        "conf.py:7: JSONDecodeError: Expecting property name",
    ),
    "own-directive": (
        OWN_EXTENSION,
        {
            "../own/own_extension.py": "from docutils.parsers.rst import Directive\n"
            "class Own(Directive):\n    def run(self):\n        raise KeyError('own')\n"
            "def setup(app):\n    app.add_directive('own', Own)\n",
            "a.md": "# A\n\n```{own}\n```\n",
        },
        "../own/own_extension.py:4: KeyError: 'own'",
    ),
}


@pytest.fixture(autouse=True)
def _own_extension_is_imported_anew(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(sys, "path", [*sys.path])
    yield
    sys.modules.pop("own_extension", None)


def write(site: Site, case: str, documents: int = 0) -> str:
    """Write the files of *case* and more *documents*; return the message that is expected."""
    conf, files, message = CASES[case]
    site.conf(conf)
    for name, text in files.items():
        site.write(name, text)
    for number in range(documents):
        site.write(f"d{number}.md", f"# D {number}\n")
    return message


@pytest.mark.parametrize("documents", [0, 12], ids=["serial", "parallel"])
@pytest.mark.parametrize("case", CASES)
def test_build_names_the_place(
    site: Site,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    case: str,
    documents: int,
) -> None:
    message = write(site, case, documents)
    monkeypatch.chdir(site.srcdir)
    assert main(["build", "--", "-q", "-j", "2"]) == 2
    error = capfd.readouterr().err
    (line,) = [line for line in error.splitlines() if line.startswith("sphinx-transcript: ")]
    assert line.startswith(f"sphinx-transcript: {message}")
    assert "Traceback" not in error
    assert "developers" not in error
    assert "report" not in error


@pytest.mark.parametrize("command", [["check"], ["sessions"]])
def test_other_commands_name_the_place(
    site: Site,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: list[str],
) -> None:
    message = write(site, "own-directive")
    monkeypatch.chdir(site.srcdir)
    assert main(command) == 1
    assert capsys.readouterr().err == f"sphinx-transcript: {message}\n"


SETUP_CASES = {
    "library-called-by-conf": (
        "import json\njson.loads('{')\n",
        {},
        "JSONDecodeError",
        'conf.py", line 6,',
    ),
    "own-extension": (
        OWN_EXTENSION,
        {"../own/own_extension.py": "\nimport json\n\ndef setup(app):\n    json.loads('{')\n"},
        "JSONDecodeError",
        'own_extension.py", line 5)',
    ),
    "syntax-of-own-extension": (
        OWN_EXTENSION,
        {"../own/own_extension.py": "\nx = (\n"},
        "SyntaxError: '(' was never closed",
        'own_extension.py", line 2)',
    ),
    "import-in-own-extension": (
        OWN_EXTENSION,
        {"../own/own_extension.py": "\nimport no_such_module\n"},
        "No module named 'no_such_module'",
        'own_extension.py", line 2)',
    ),
}


@pytest.mark.parametrize("command", [["list"], ["build", "--", "-q"]])
@pytest.mark.parametrize("case", SETUP_CASES)
def test_errors_of_the_setup_name_the_place(
    site: Site,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    case: str,
    command: list[str],
) -> None:
    conf, files, message, place = SETUP_CASES[case]
    site.conf(conf)
    for name, text in files.items():
        site.write(name, text)
    monkeypatch.chdir(site.srcdir)
    assert main(command) == (2 if command[0] == "build" else 1)
    (line,) = capfd.readouterr().err.splitlines()
    assert message in line
    assert place in line


def test_traceback_is_there_for_those_who_ask(
    site: Site, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    write(site, "handler")
    monkeypatch.chdir(site.srcdir)
    assert main(["build", "--", "-q", "-T"]) == 2
    assert "Traceback" in capfd.readouterr().err
