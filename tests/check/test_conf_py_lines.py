"""The line of conf.py that a message is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.check.conf_py_lines import line_of_names

if TYPE_CHECKING:
    from pathlib import Path

CONF = 'project = "a"\nhtml_theme_options = {\n    "measure": 20,\n}\nhtml_logo = "x.png"\n'


@pytest.mark.parametrize(
    ("message", "line"),
    [
        ("html_theme_options: measure = 20 is not a number", 3),
        ("html_theme_options: colour = 20 is unknown", 2),
        ("logo file 'x.png' does not exist", 5),
        ("html_logo is wrong", 5),
        ("measure is wrong", None),
    ],
)
def test_line_of_a_name_in_conf(tmp_path: Path, message: str, line: int | None) -> None:
    conf = tmp_path / "conf.py"
    conf.write_text(CONF, "utf-8")
    assert line_of_names(conf, message) == line


def test_missing_conf_has_no_line(tmp_path: Path) -> None:
    assert line_of_names(tmp_path / "conf.py", "project") is None
