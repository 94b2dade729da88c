"""The theme's options: typed, checked when the build starts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sphinx_transcript.messages import Subtype, warn
from sphinx_transcript.nearest import did_you_mean
from sphinx_transcript.theme.active import in_use

if TYPE_CHECKING:
    from sphinx.application import Sphinx


@dataclass(frozen=True, slots=True)
class Option:
    """One entry of ``html_theme_options``; its default stands in theme.toml."""

    meaning: str
    choices: tuple[str, ...] = ()
    """The accepted values; any text where there is none."""


OPTIONS: dict[str, Option] = {
    "prompt_user": Option("the user in the prompt at the top of a page"),
    "prompt_host": Option(
        "the host in that prompt; that of html_baseurl, or localhost, where it is empty"
    ),
    "prompt_symbol": Option("the sign at the end of that prompt"),
    "prompt_style": Option(
        "full is user@host:~$, path is ~$, minimal is the sign alone",
        ("full", "path", "minimal"),
    ),
}


def check_options(app: Sphinx) -> None:
    """Warn of each theme option that is unknown or wrong, and take it out.

    It is taken out before Sphinx sees it, whose own warning could neither be suppressed nor name
    the right option. A theme that inherits from this one may have options of its own.
    """
    if not in_use(app):
        return
    builder: Any = app.builder
    supported = builder.theme.get_options({})
    kept = {}
    for name, value in builder.theme_options.items():
        if name not in supported:
            warn(
                f"html_theme_options: unknown option {name!r}{did_you_mean(name, OPTIONS)} "
                f"(accepted: {', '.join(OPTIONS)})",
                Subtype.THEME_OPTION,
            )
        elif name in OPTIONS and (complaint := _complaint(OPTIONS[name], value)):
            warn(
                f"html_theme_options: {name} = {value!r} is not {complaint}; the default is used",
                Subtype.THEME_OPTION,
            )
        else:
            kept[name] = value
    builder.theme_options = kept


def _complaint(option: Option, value: object) -> str:
    """Return what *value* should have been, or '' if it is right."""
    if option.choices and value not in option.choices:
        hint = did_you_mean(value, option.choices) if isinstance(value, str) else ""
        return f"one of {', '.join(option.choices)}{hint.removesuffix('?')}"
    if not isinstance(value, str):
        return "text"
    return "one line of text" if len(value.splitlines()) > 1 else ""
