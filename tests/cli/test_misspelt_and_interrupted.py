"""Misspelt words get the nearest right one, and Ctrl-C is quiet from the first moment."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.cli.main import main
from sphinx_transcript.command_start import is_command

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Site


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["srve"], "did you mean 'serve'?"),
        (["lsit"], "did you mean 'list'?"),
        (["serve", "--prot=0"], "did you mean '--port'?"),
        (["new", "-draft"], "did you mean '--draft'?; what begins with - and is no option stands"),
        (["publish", "-x"], "what begins with - and is no option stands after --"),
        (["new", "x", "--tags", "-x"], "a value that begins with - is written --tags=VALUE"),
        (["schema", "-o", "-x"], "a value that begins with - is written --output=VALUE"),
        (["init", "--workflow", "githb"], "did you mean 'github'?"),
        (["check", "--format=jsn"], "did you mean 'json'?"),
        (["new", "--draaft", "x"], "what begins with - and is no option stands after --"),
    ],
)
def test_nearest_word(arguments: list[str], hint: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert hint in capsys.readouterr().err


def test_no_hint_where_nothing_is_misspelt(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["new"], ["new", "x", "--tags"], ["xyzzy"], ["check", "--format=yaml"]):
        with pytest.raises(SystemExit):
            main(arguments)
        assert ";" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("code", "message"),
    [
        (
            "check.titel",
            "unknown code 'check.titel'; did you mean 'check.title'? (accepted: check.",
        ),
        ("myst.xref_mising", "unknown code 'myst.xref_mising'; did you mean 'myst.xref_missing'?"),
        ("transcript.dates", "unknown code 'transcript.dates'; did you mean 'transcript.date'?"),
        ("transcipt.date", "no code that is known here; did you mean 'transcript.date'?"),
        ("mist.header", "no code that is known here; did you mean 'myst.header'?"),
    ],
)
def test_nearest_code(
    site: Site,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    code: str,
    message: str,
) -> None:
    monkeypatch.chdir(site.srcdir)
    # Only the groups of this package and of MyST-Parser are known as a whole.
    assert main(["check", "--ignore", code]) == (2 if "unknown code" in message else 0)
    assert message in capsys.readouterr().err


@pytest.mark.parametrize(
    ("builder", "hint"), [("dirhmtl", "; did you mean 'dirhtml'?"), ("xyzzy", "")]
)
@pytest.mark.parametrize("command", ["build", "list"])
def test_nearest_builder(
    site: Site, capsys: pytest.CaptureFixture[str], command: str, builder: str, hint: str
) -> None:
    folder = [str(site.srcdir)] if command == "build" else ["--site", str(site.srcdir)]
    assert main([command, *folder, "--builder", builder]) == 2
    line = capsys.readouterr().err.strip()
    assert builder in line
    assert line.endswith(hint)
    assert ("did you mean" in line) == bool(hint)


@pytest.mark.parametrize("code", ["ref.doc", "check", "myst.*", "nbsphinx", "toc.not_included"])
def test_code_of_sphinx_or_another_extension_is_accepted(
    site: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], code: str
) -> None:
    monkeypatch.chdir(site.srcdir)
    assert main(["check", "--ignore", code]) == 0
    assert "--ignore" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "program", "expected"),
    [
        (["python", "/bin/sphinx-transcript"], "/bin/sphinx-transcript", True),
        (["python", "-P", "-m", "sphinx_transcript", "serve"], "-m", True),
        (["python", "-m", "sphinx"], "-m", False),
        (["python", "-m", "pytest"], "/lib/pytest/__main__.py", False),
        (["python", "/bin/sphinx-build"], "/bin/sphinx-build", False),
        (["python"], "", False),
    ],
)
def test_which_processes_are_the_command(
    arguments: list[str], program: str, expected: bool
) -> None:
    assert is_command(arguments, program) is expected


@pytest.mark.skipif(os.name != "posix", reason="there are no such signals")
def test_interrupt_during_the_imports_is_quiet(tmp_path: Path) -> None:
    # The module stands for one that takes long to import, and raises the signal itself.
    (tmp_path / "sphinx").mkdir()
    (tmp_path / "sphinx" / "__init__.py").write_text(
        "import os, signal\nos.kill(os.getpid(), signal.SIGINT)\n"
    )
    done = subprocess.run(
        [sys.executable, "-m", "sphinx_transcript", "--version"],
        check=False,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout, done.stderr) == (-signal.SIGINT, "", "")


READS_CONF = ("new x", "list", "publish half", "import old --from jekyll")
READS_DOCUMENTS = ("check", "sessions", "build", "build -- -T")
INTERRUPT = "import os, signal\n{}os.kill(os.getpid(), signal.SIGINT)\n"


@pytest.mark.skipif(os.name != "posix", reason="there are no such signals")
@pytest.mark.parametrize(
    ("command", "moment"),
    [
        *((command, "in conf.py") for command in (*READS_CONF, *READS_DOCUMENTS)),
        *((command, "while documents are read") for command in READS_DOCUMENTS),
    ],
)
def test_interrupt_of_each_command_is_quiet(
    site: Site,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    command: str,
    moment: str,
) -> None:
    site.post("half", title="Half", draft="true")
    site.write("old/_config.yml", "title: Old\n")
    in_setup = "def setup(app):\n    app.connect('env-before-read-docs', stop)\ndef stop(*a): "
    site.conf(INTERRUPT.format(in_setup if moment != "in conf.py" else ""))
    monkeypatch.chdir(site.srcdir)
    # The signal is ignored where a shell runs the tests in the background.
    handler = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        assert main(command.split()) == 130
    finally:
        signal.signal(signal.SIGINT, handler)
    captured = capfd.readouterr()
    assert captured.err == ""
    assert "Traceback" not in captured.out
