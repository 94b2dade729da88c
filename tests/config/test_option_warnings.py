"""Warnings about theme options, from conf.py, the command line and a child theme."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sphinx_transcript.theme.options import OPTIONS
from sphinx_transcript.theme.options_elsewhere import HERE
from tests.config.warnings import assert_only_warning
from tests.helpers.build_output import build_warnings

if TYPE_CHECKING:
    from tests.conftest import Site


INVALID_OPTIONS: list[tuple[dict[str, Any], str]] = [
    ({"prompt_usr": "ada"}, "unknown option 'prompt_usr'; did you mean 'prompt_user'?"),
    ({"zebra": 1}, "unknown option 'zebra' (accepted: "),
    (
        {"prompt_usr": "ada", "github_url": "x", "zebra": 1, "mesure": 70},
        "unknown options 'prompt_usr' (did you mean 'prompt_user'?), "
        "'github_url' (here repository), 'zebra', 'mesure' (did you mean 'measure'?) (accepted: ",
    ),
    ({"source_repository": "x"}, "unknown option 'source_repository' (here repository) (accepted"),
    (
        {"prompt_style": "ful"},
        "is not one of full, path, minimal; did you mean 'full'; the default is used",
    ),
    ({"prompt_style": 3}, "prompt_style = 3 is not one of full, path, minimal"),
    ({"prompt_user": 3}, "prompt_user = 3 is not text; the default is used"),
    ({"prompt_user": None}, "prompt_user = None is not text"),
    ({"prompt_symbol": ["$"]}, "is not text"),
    ({"prompt_user": "a\nb"}, "is not one line of text"),
]


@pytest.mark.parametrize(("options", "message"), INVALID_OPTIONS)
@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_invalid_theme_option_is_replaced_by_the_default(
    site: Site, options: dict[str, Any], message: str, builder: str
) -> None:
    site.conf(f"html_theme_options = {options!r}\n")
    build = site.build(builder)
    assert_only_warning(build, "theme_option", message)
    assert "guest@localhost" in build.read("index.html")


def test_command_line_sets_theme_options(site: Site) -> None:
    given: dict[str, Any] = {
        "html_theme_options.prompt_user": "ada",
        "html_theme_options.promt_host": "b",
    }
    build = site.build(**given)
    assert_only_warning(build, "theme_option", "'promt_host'; did you mean 'prompt_host'?")
    assert "ada@localhost" in build.read("index.html")


def test_child_theme_may_add_options(site: Site) -> None:
    site.write(
        "themes/child/theme.toml", "[theme]\ninherit = 'transcript'\n\n[options]\ncolour = 'red'\n"
    )
    site.write("themes/child/page.html", '{% extends "transcript/page.html" %}{% block extrahead %}'
               '<meta name="colour" content="{{ theme_colour }}">'
               "{{ super() }}{% endblock %}")  # fmt: skip
    site.conf("html_theme_path = ['themes']\nhtml_theme = 'child'\n"
              "html_theme_options = {'colour': ['any', 1], 'prompt_user': 'ada'}\n")  # fmt: skip
    build = site.build()
    assert build_warnings(build) == []
    assert "content=\"['any', 1]\"" in build.read("index.html")
    assert "ada@localhost" in build.read("index.html")
    build = site.build(html_theme_options={"colour": "blue", "prompt_style": "big"})
    assert_only_warning(build, "theme_option", "prompt_style = 'big'")
    assert 'content="blue"' in build.read("index.html")


def test_names_for_options_of_other_themes_exist() -> None:
    ours = {hint.removeprefix("here ") for hint in HERE.values()}
    assert {name for name in ours if not name.endswith(" in conf.py")} <= set(OPTIONS)
    assert not set(HERE) & set(OPTIONS)
