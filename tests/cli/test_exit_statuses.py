"""The exit status of each command, as the manual's table has it."""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.cli.commands import COMMANDS
from sphinx_transcript.cli.main import main
from tests.helpers.manual_pages import MANUAL

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Site

STATUSES: list[tuple[str, int]] = [
    # What is done.
    ("init new --author a", 0),
    ("new Title", 0),
    ("list", 0),
    ("publish half", 0),
    ("check --ignore check", 0),
    ("sessions --only page.md", 0),
    ("build", 0),
    ("import old --from jekyll", 0),
    ("schema", 0),
    # What can't be done.
    ("init", 1),
    ("init folder --ask", 1),
    ("new There", 1),
    ("list --tag nothing", 1),
    ("publish nothing", 1),
    ("check --strict", 1),
    ("sessions --only differs.md", 1),
    ("build --strict", 1),
    ("import old --from hugo", 1),
    ("schema --output no/such/folder", 1),
    ("serve --output .", 1),
    # A folder that is there, without a site.
    *((f"{command} ../empty", 1) for command in ("serve", "check", "sessions", "build")),
    *((f"{command} --site ../empty", 1) for command in ("list", "new x", "publish half")),
    ("import old --from jekyll --to ../empty", 1),
    # Arguments that can't be understood: a folder that is not there,
    *((f"{command} nowhere", 2) for command in ("serve", "check", "sessions", "build")),
    *((f"{command} --site nowhere", 2) for command in ("list", "new x", "publish half")),
    ("import nowhere --from jekyll", 2),
    ("import old --from jekyll --to nowhere", 2),
    ("serve --watch nowhere", 2),
    ("init conf.py", 2),
    # an option, a command or a value that there is not,
    ("", 2),
    ("nothing", 2),
    *((f"{command} --nothing", 2) for command in COMMANDS if command != "new"),
    ("new x --nothing", 2),
    ("init folder --workflow nothing", 2),
    ("serve --port many", 2),
    ("serve --port 99999", 2),
    ("serve --builder latex", 2),
    ("serve -D language", 2),
    ("serve --allow-host http://x", 2),
    ("check --format yaml", 2),
    ("check --ignore check.nothing", 2),
    ("sessions --only nothing.md", 2),
    ("sessions --diff --update", 2),
    ("build --builder nothing", 2),
    ("list --builder nothing", 2),
    ("build -- --nothing", 2),
    ("import old --from nothing", 2),
    ("schema nothing", 2),
    # and text that makes no date, no path or no address.
    ("new ???", 2),
    ("new x --slug ..", 2),
    ("new x --date soon", 2),
    ("publish half --date soon", 2),
    ("init folder --date soon", 2),
    ("init folder --base-url example.org", 2),
]


@pytest.fixture
def folder(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a site with a draft, sessions, a dead link and an old blog in it."""
    site.conf("exclude_patterns = ['old', '_build']\n")
    site.post("there", title="There", date="2015-01-01")
    site.post("half", title="Half", draft="true")
    for name, output in (("page", "1"), ("differs", "2")):
        body = f"```{{session}}\n$ echo 1\n{output}\n```\n"
        site.write(f"{name}.md", f"---\norphan: true\n---\n# {name}\n\n{body}")
    site.write("old/_config.yml", "title: Old\n")
    site.write("old/_posts/2010-01-02-old.md", "---\ntitle: Old\n---\nOld.\n")
    (tmp_path / "empty").mkdir(exist_ok=True)
    monkeypatch.chdir(site.srcdir)
    return site.srcdir


@pytest.mark.parametrize(("line", "status"), STATUSES)
def test_exit_status(
    folder: Path, capfd: pytest.CaptureFixture[str], line: str, status: int
) -> None:
    if line == "build --strict":
        (folder / "index.md").write_text("# Home\n\n[](nowhere.md)\n")
    ended: object = None
    with contextlib.suppress(SystemExit):
        try:
            ended = main(line.split())
        except SystemExit as error:  # That of the parser of arguments.
            ended = error.code
            raise
    captured = capfd.readouterr()
    assert ended == status, captured.err
    assert "Traceback" not in captured.err
    if status == 2:
        assert captured.err


def test_table_has_each_command_and_status() -> None:
    statuses = {(line.partition(" ")[0], status) for line, status in STATUSES}
    # `serve` ends with 0 at Ctrl-C only; another test holds that.
    expected = {(command, status) for command in COMMANDS for status in (0, 1, 2)}
    assert expected - statuses == {("serve", 0)}
    table = (MANUAL / "commands.md").read_text("utf-8").partition("## Exit status")[2]
    assert re.findall(r"^\| (\d+) \|", table, re.MULTILINE) == ["0", "1", "2", "130"]
