"""The command ``schema``, and the tables of the manual that come from the same definitions."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.cli.main import main
from sphinx_transcript.config.values import VALUES
from sphinx_transcript.post.front_matter_keys import KEYS
from sphinx_transcript.schema.generate import SCHEMAS, as_text
from tests.conftest import EXAMPLE_SITE

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
    ("arguments", "message"),
    [
        (["frontmatter"], "there is no schema 'frontmatter'; did you mean 'front-matter'?"),
        (["-o", "no/such/folder"], "can't be written: No such file or directory"),
    ],
)
def test_errors_are_reported_in_one_sentence(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["schema", *arguments]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert message in err
    assert err.count("\n") == 1


# -- the manual


def _plain(cell: str) -> str:
    return re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", cell).replace("`", "").strip()


def _table(page: str, heading: str) -> list[list[str]]:
    text = (EXAMPLE_SITE / "manual" / page).read_text("utf-8")
    table = text.partition(f"| {heading} |")[2].partition("\n\n")[0]
    return [list(map(_plain, row.strip("| ").split(" | "))) for row in table.splitlines()[2:]]


def test_manual_lists_the_front_matter_keys() -> None:
    assert _table("front-matter.md", "key") == [
        [name, *map(_plain, (key.meaning, key.kind.accepted, key.missing))]
        for name, key in KEYS.items()
    ]


def test_manual_has_the_meanings_of_the_configuration_values() -> None:
    shown = {name: meaning for name, meaning, _ in _table("configuration.md", "value")}
    assert len(shown) > 10
    for name, meaning in shown.items():
        assert _plain(VALUES[name].meaning) == meaning
