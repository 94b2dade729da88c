"""The parts of style sheets and scripts are what Jinja includes, and hardly ever compiled."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment
from jinja2.exceptions import TemplateError
from jinja2.sandbox import SandboxedEnvironment

from sphinx_transcript.theme.stylesheet_template import asset_part

PIECES = ["{{ theme_measure }}", "{% if theme_measure %}", "{% endif %}", "{# b #}", "a {b}", " "]
ENDS = ["\n", "\r\n", "\r", "\x0b", "\u2028"]


def environment(source: str, **options: Any) -> Environment:
    made = SandboxedEnvironment(loader=DictLoader({"a.css": source}), **options)
    made.globals["asset_part"] = asset_part
    return made


def rendered(made: Environment, text: str) -> str:
    try:
        return made.from_string(text).render(theme_measure=80)
    except TemplateError as error:
        return repr(error)


@given(pieces=st.lists(st.sampled_from(PIECES + ENDS)))
def test_part_is_what_jinja_includes(pieces: list[str]) -> None:
    made = environment("".join(pieces))
    included = rendered(made, "{% include 'a.css' %}")
    assert rendered(made, "{{ asset_part('a.css') }}") == included


@pytest.mark.parametrize(
    ("options", "source"),
    [
        ({"line_statement_prefix": "% "}, "% set a = 1\nb {b}\n"),
        ({"line_comment_prefix": "## "}, "b {b} ## c\n"),
        ({"comment_start_string": "/*", "comment_end_string": "*/"}, "b /* c */\n"),
        ({"block_start_string": "<%", "block_end_string": "%>"}, "b <% set a = 1 %>\n"),
        ({"variable_start_string": "<<", "variable_end_string": ">>"}, "b << theme_measure >>\n"),
    ],
)
def test_part_is_what_jinja_includes_with_other_marks(options: dict[str, str], source: str) -> None:
    made = environment(source, **options)
    context = made.from_string("").new_context({"theme_measure": 80})
    included = made.get_template("a.css").render(theme_measure=80)
    assert asset_part(context, "a.css") == included != source


def test_plain_part_is_not_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    made = environment("a { color: red }\n")
    context = made.from_string("").new_context({})
    monkeypatch.setattr(Environment, "compile", None)
    assert asset_part(context, "a.css") == "a { color: red }"
