"""The command ``schema``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.cli.main import main
from sphinx_transcript.schema.generate import SCHEMAS, as_text

if TYPE_CHECKING:
    from pathlib import Path


def test_default_is_the_schema_of_front_matter(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    out, err = capsys.readouterr()
    assert (json.loads(out), err) == (json.loads(json.dumps(SCHEMAS["front-matter"]())), "")


def test_schema_is_written_to_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.json"
    path.write_text("old")
    assert main(["schema", "configuration", "--output", str(path)]) == 0
    assert path.read_text("utf-8") == as_text(SCHEMAS["configuration"]())
    assert capsys.readouterr().out == ""
    assert [each.name for each in tmp_path.iterdir()] == ["a.json"]


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["frontmatter"], 2, "there is no schema 'frontmatter'; did you mean 'front-matter'?"),
        (["-o", "no/such/folder"], 1, "can't be written: No such file or directory"),
    ],
)
def test_errors_are_reported_in_one_sentence(
    arguments: list[str], status: int, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["schema", *arguments]) == status
    out, err = capsys.readouterr()
    assert out == ""
    assert message in err
    assert err.count("\n") == 1


# -- the manual
