"""Commands that need a site report a broken one in one sentence."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Site


@pytest.fixture(autouse=True)
def _in_the_site(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site.srcdir)


@pytest.mark.parametrize(
    ("conf", "message"),
    [
        (b"x = (", "syntax error"),
        (b"import no_such_module", "No module named 'no_such_module'"),
        (b"1 / 0", "ZeroDivisionError: division by zero (File"),
        (b"raise SystemExit(3)", "called sys.exit()"),
        (b"x = '\xff'", "can't decode byte 0xff"),
        (b"extensions = ['no_such_extension']", "Could not import extension no_such_extension"),
        (b"project = 'x'", "has no 'sphinx_transcript' in its extensions"),
        (b"extensions = ['sphinx_transcript']\ndef setup(app): 1 / 0", "ZeroDivisionError"),
        (b"extensions = ['sphinx_transcript']\ndef setup(app): raise SystemExit", "SystemExit"),
    ],
)
@pytest.mark.parametrize("command", [["new", "x"], ["list"], ["publish", "x"]])
def test_broken_conf_is_one_message(
    site: Site,
    capsys: pytest.CaptureFixture[str],
    conf: bytes,
    message: str,
    command: list[str],
) -> None:
    site.write("conf.py", conf)
    assert main(command) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert message in captured.err
    assert captured.err.count("\n") == 1


@pytest.mark.parametrize("command", [["new", "x"], ["list"], ["publish", "x"]])
def test_missing_conf_is_reported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    assert main([*command, "--site", str(tmp_path)]) == 1
    assert "there is no conf.py" in capsys.readouterr().err


@pytest.mark.parametrize("command", [["new", "x"], ["list"], ["publish", "half"]])
def test_interrupted_command_ends_without_a_message(
    site: Site, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    site.post("half", title="Half", draft="true")
    site.conf("import os, signal\nos.kill(os.getpid(), signal.SIGINT)\n")
    before = {path: path.read_bytes() for path in site.srcdir.rglob("*.*")}
    # The signal is ignored where a shell runs the tests in the background.
    handler = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        assert main(command) == 130
    finally:
        signal.signal(signal.SIGINT, handler)
    assert capsys.readouterr() == ("", "")
    assert {path: path.read_bytes() for path in site.srcdir.rglob("*.*")} == before
