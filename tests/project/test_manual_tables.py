"""The tables of the manual and the README match the definitions in the code."""

from __future__ import annotations

import argparse
import ast
import json
import re
from dataclasses import fields
from typing import TYPE_CHECKING, Any

import pytest
from benchmarks.table.fragment import FRAGMENT

from sphinx_transcript.check.findings import HINTS
from sphinx_transcript.cli.commands import COMMANDS
from sphinx_transcript.cli.main import _parser, main
from sphinx_transcript.config.values import VALUES
from sphinx_transcript.post.front_matter_keys import KEYS
from sphinx_transcript.post.record import PUBLIC, Post
from sphinx_transcript.support.problems import Subtype
from tests.conftest import ROOT
from tests.helpers.manual_pages import MANUAL, table

if TYPE_CHECKING:
    from tests.conftest import Build, Site


def page(name: str) -> str:
    return (MANUAL / name).read_text("utf-8")


def parser_of(command: str) -> argparse.ArgumentParser:
    groups = _parser([])[0]._actions
    found: Any = next(each for each in groups if isinstance(each, argparse._SubParsersAction))
    parser: argparse.ArgumentParser = found.choices[command]
    return parser


def arguments_of(command: str) -> list[list[str]]:
    """Return the rows of the table about the arguments of *command*."""
    rows = []
    for action in parser_of(command)._actions:
        if not isinstance(action, argparse._HelpAction):
            choices = ",".join(map(str, action.choices or ()))
            value = str(action.metavar or (choices and f"{{{choices}}}") or action.dest.upper())
            forms = [
                each if action.nargs == 0 else f"{each} {value}" for each in action.option_strings
            ]
            rows.append([", ".join(forms) or value, action.help or ""])
    return rows


def sections(text: str) -> dict[str, str]:
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_sections_are_the_commands_in_the_order_of_the_help() -> None:
    assert list(sections(page("commands.md"))) == [*COMMANDS, "Exit status"]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_is_in_the_table_of_its_command(command: str) -> None:
    shown = table(sections(page("commands.md"))[command], "argument")
    assert shown == arguments_of(command)
    assert len(shown) > 1


def test_every_command_is_in_the_overview() -> None:
    shown = table(page("commands.md"), "`sphinx-transcript`")
    assert [name for name, _ in shown] == list(COMMANDS)


def test_every_hint_is_in_the_table() -> None:
    assert table(page("commands.md"), "hint") == [[code, about] for code, about in HINTS.items()]


def test_json_of_check_has_the_documented_fields(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    site.post("a", title="A", date="2020-01-01")
    assert main(["check", "--format", "json", str(site.srcdir)]) == 0
    (finding,) = json.loads(capsys.readouterr().out)
    sentence = page("commands.md").partition("an array of\nobjects with ")[2].partition(";")[0]
    assert re.findall(r"`(\w+)`", sentence) == list(finding)


def test_values_of_conf_py_are_in_the_manual_and_the_readme() -> None:
    defaults = {name: value.default for name, value in VALUES.items()}
    shown = {name: default for name, _, default in table(page("configuration.md"), "value")}
    assert {name: ast.literal_eval(default) for name, default in shown.items()} == defaults
    assert list(shown) == list(defaults)


def test_figures_of_the_readme_are_those_of_the_manual() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    section = readme.partition("## Why this one")[2].partition("\n- **")[0]
    figures = re.findall(r"\d+,\d{3}|\d+\.\d+|\d+(?= %)", section)
    assert len(figures) > 6
    measured = page("performance.md") + page("search.md")
    assert [
        each for each in figures if not re.search(rf"(?<![\d.,]){each}(?![\d,])", measured)
    ] == []


def test_figures_of_speed_are_only_in_the_file_that_the_benchmark_writes() -> None:
    speed, _, weight = page("performance.md").partition("## What a reader loads")
    assert speed.count("```{include} performance-figures.txt\n```") == 1
    assert weight
    texts = {
        "performance.md": speed,
        "promises.md": page("promises.md"),
        "live-reload.md": page("live-reload.md").partition("```\n\n")[2],
        "README.md": (ROOT / "README.md").read_text("utf-8"),
        "CHANGELOG.md": (ROOT / "CHANGELOG.md").read_text("utf-8"),
        "benchmarks/README.md": (ROOT / "benchmarks" / "README.md").read_text("utf-8"),
    }
    measured = re.compile(r".*\d\.\d+ (?:times|s\b|seconds|ms\b|of `basic`).*|.*\d ms a post.*")
    found = {name: measured.findall(text) for name, text in texts.items()}
    assert {name: each for name, each in found.items() if each} == {}
    assert re.findall(r"\d\.\d+", speed) == []


def test_page_on_performance_shows_the_file_that_the_benchmark_writes(example_html: Build) -> None:
    shown = example_html.read("manual/performance.html")
    lines = FRAGMENT.read_text("utf-8").splitlines()
    rows = [line[2:-2].split(" | ") for line in lines if line.startswith("| ")]
    assert rows[0] == ["measure", "measured", "beside", "ratio"]
    assert len(rows) > 30
    for _, _, beside, ratio in rows[2:]:
        assert beside.rpartition(" ")[2].strip("`") in shown
        assert ratio.strip("*") in shown
    assert "A ratio is the median" in shown
    assert "performance-figures" not in "".join(example_html.files())


def test_every_warning_is_in_the_table() -> None:
    shown = [name for name, _ in table(page("configuration.md"), "name")]
    assert shown == [f"transcript.{subtype}" for subtype in Subtype]


def test_public_fields_of_a_post_are_in_the_table() -> None:
    types = {field.name: str(field.type).replace("dt.", "") for field in fields(Post)}
    shown = [row[:2] for row in table(page("extending.md"), "field")]
    assert shown == [[name, types[name]] for name in PUBLIC]


def _without_markup(cell: str) -> str:
    return re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", cell).replace("`", "").strip()


def _schema_table(page: str, heading: str) -> list[list[str]]:
    text = (MANUAL / page).read_text("utf-8")
    table = text.partition(f"| {heading} |")[2].partition("\n\n")[0]
    return [
        list(map(_without_markup, row.strip("| ").split(" | "))) for row in table.splitlines()[2:]
    ]


def test_manual_lists_the_front_matter_keys() -> None:
    assert _schema_table("front-matter.md", "key") == [
        [name, *map(_without_markup, (key.meaning, key.kind.accepted, key.missing))]
        for name, key in KEYS.items()
    ]


def test_manual_has_the_meanings_of_the_configuration_values() -> None:
    shown = {name: meaning for name, meaning, _ in _schema_table("configuration.md", "value")}
    assert len(shown) > 10
    for name, meaning in shown.items():
        assert _without_markup(VALUES[name].meaning) == meaning
