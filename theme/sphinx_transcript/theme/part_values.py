"""What the parts of a page depend on whose text is kept (see `kept_parts`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx.builders.html._assets import _CascadingStyleSheet, _JavaScript

from sphinx_transcript.support.translations import text
from sphinx_transcript.theme.colour_schemes import Rule
from sphinx_transcript.theme.command_prompt import comment_html
from sphinx_transcript.theme.header_prompt import Prompt
from sphinx_transcript.theme.stylesheet_template import needed_sheets

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Variables = Callable[[str], Any]
    """Returns the value of the variable by a name; `missing` if there is none."""

_ASSETS = "_static/"
_HTML = "sphinx.builders.html"
_HANDLE_PAGE = "StandaloneHTMLBuilder.handle_page.<locals>."


class UnknownValueError(Exception):
    """A value or a function of which it is not known what the part makes of it."""


class Part(NamedTuple):
    """What a part depends on."""

    values: tuple[str, ...] = ()
    """The names of variables with plain values."""
    others: Mapping[str, Callable[[Variables], Any]] = {}
    """For other variables: a function that returns what the part shows of it, as plain values."""
    functions: Mapping[str, Any] = {}
    """The functions that the part calls, which return the same for the same arguments."""
    has_links: bool = False
    """Whether the part calls ``pathto``."""


def _is_home(get: Variables) -> bool:
    return bool(get("pagename") == get("root_doc"))


def _prompt(get: Variables) -> Any:
    prompt = get("prompt")
    if type(prompt) is not Prompt:
        raise UnknownValueError
    return prompt.user_host, prompt.path, prompt.symbol


def _rules(get: Variables) -> Any:
    rules = get("scheme_rules")
    _require(rules, Rule)
    return [(rule.choice, rule.only_dark, rule.colours.get("page")) for rule in rules]


def _sheets(get: Variables) -> Any:
    return _files(get("css_files"), _CascadingStyleSheet, _page_of(get("css_tag"), "css_tag"))


def _scripts(get: Variables) -> Any:
    return _files(get("scripts"), _JavaScript, _page_of(get("js_tag"), "js_tag"))


def _files(files: Any, kind: type, page: str) -> Any:
    """Return the *files*, and the depth of the *page* at this address, which links to them."""
    _require(files, kind)
    found = [(file.filename, file.priority, file.attributes) for file in files]
    names = [str(file.filename or _ASSETS) for file in files]
    other = [name for name in names if not name.startswith(_ASSETS) and "://" not in name]
    if other or page.startswith(_ASSETS):
        raise UnknownValueError
    return found, page.count("/")


def _require(values: Any, kind: type) -> None:
    """Raise an error unless *values* is a list of values of this *kind*."""
    if type(values) is not list or not {kind}.issuperset(map(type, values)):
        raise UnknownValueError


def _page_of(function: Any, name: str) -> str:
    """Return the address of the page that the *function* of Sphinx, by this *name*, belongs to."""
    if getattr(function, "__qualname__", "") != f"{_HANDLE_PAGE}{name}":
        raise UnknownValueError
    variables = dict(zip(function.__code__.co_freevars, function.__closure__, strict=True))
    if function.__module__ != _HTML or "pathto" not in variables:
        raise UnknownValueError
    return str(variables["pathto"].cell_contents.__defaults__[1])


def _nothing(get: Variables) -> None:
    """Return what the part shows of a variable that is part of another."""


PARTS = {
    "parts/navigation.html": Part(
        values=(
            "hidden_blocks", "logo_size", "logo_url", "navigation", "root_doc", "site_title",
            "theme_announcement", "theme_announcement_link",
        ),
        others={"pagename": _is_home, "prompt": _prompt},
        functions={"t": text, "comment_html": comment_html},
        has_links=True,
    ),
    "parts/site_foot.html": Part(
        values=(
            "base_href", "copyright", "foot_links", "has_search", "show_copyright",
            "theme_footer_text",
        ),
        functions={"t": text},
        has_links=True,
    ),
    "parts/page_colours.html": Part(others={"scheme_rules": _rules}),
    "parts/scripts.html": Part(others={"scripts": _scripts, "js_tag": _nothing}),
    "parts/sheets.html": Part(
        others={"css_files": _sheets, "css_tag": _nothing, "pathto": _nothing},
        functions={"needed_sheets": needed_sheets},
    ),
}  # fmt: skip
"""The parts that are kept, by the name of the template."""
