"""The theme's options: typed, checked when the build starts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sphinx_transcript.messages import Subtype, warn
from sphinx_transcript.nearest import did_you_mean
from sphinx_transcript.theme.active import in_use
from sphinx_transcript.theme.schemes import READER_CHOICES, SCHEMES

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx

# What ends a declaration of CSS, or begins a comment or a string that hides its end.
_NOT_IN_FONTS = frozenset("{}<>;\\/")


@dataclass(frozen=True, slots=True)
class Option:
    """One entry of ``html_theme_options``; its default stands in theme.toml."""

    meaning: str
    complaint: Callable[[object], str]
    """Return what a value should have been, or '' if it is right."""


def text(value: object) -> str:
    """Accept one line of text."""
    if not isinstance(value, str):
        return "text"
    return "one line of text" if len(value.splitlines()) > 1 else ""


def one_of(*choices: str) -> Callable[[object], str]:
    """Accept one of *choices*."""

    def complaint(value: object) -> str:
        if value in choices:
            return ""
        hint = did_you_mean(value, choices) if isinstance(value, str) else ""
        return f"one of {', '.join(choices)}{hint.removesuffix('?')}"

    return complaint


def names_in(value: object) -> tuple[Any, ...]:
    """Return the names in *value*: a list, or text with commas, as a command line has it."""
    if isinstance(value, str):
        return tuple(name.strip() for name in value.split(",") if name.strip())
    return tuple(dict.fromkeys(value)) if isinstance(value, list | tuple) else ()


def some_of(*choices: str) -> Callable[[object], str]:
    """Accept a list of some of *choices*."""

    def complaint(value: object) -> str:
        if not isinstance(value, list | tuple | str):
            return f"a list of some of {', '.join(choices)}"
        for each in names_in(value):
            if each not in choices:
                hint = did_you_mean(each, choices) if isinstance(each, str) else ""
                return f"a list of some of {', '.join(choices)}{hint.removesuffix('?')}"
        return ""

    return complaint


def number(least: int, most: int) -> Callable[[object], str]:
    """Accept a whole number from *least* to *most*; ``sphinx-build -A`` has it as text."""

    def complaint(value: object) -> str:
        is_number = not isinstance(value, bool) and str(value).isascii() and str(value).isdecimal()
        is_right = is_number and least <= int(str(value)) <= most
        return "" if is_right else f"a whole number from {least} to {most}"

    return complaint


def fonts(value: object) -> str:
    """Accept names of fonts as CSS has them."""
    wrong = text(value)
    if not wrong and isinstance(value, str):
        is_closed = value.count('"') % 2 == 0 and value.count("'") % 2 == 0
        is_right = is_closed and _NOT_IN_FONTS.isdisjoint(value)
        return "" if is_right else "a list of font names as CSS has it"
    return wrong


_SCHEME = one_of(*SCHEMES)

OPTIONS: dict[str, Option] = {
    "prompt_user": Option("the user in the prompt at the top of a page", text),
    "prompt_host": Option(
        "the host in that prompt; that of html_baseurl, or localhost, where it is empty", text
    ),
    "prompt_symbol": Option("the sign at the end of that prompt", text),
    "prompt_style": Option(
        "full is user@host:~$, path is ~$, minimal is the sign alone",
        one_of("full", "path", "minimal"),
    ),
    "light_scheme": Option("the colours where the reader's system is light", _SCHEME),
    "dark_scheme": Option("the colours where it is dark; the same for one look always", _SCHEME),
    "reader_schemes": Option(
        "what the reader can choose from, at the foot of each page; nothing for no choice",
        some_of(*READER_CHOICES),
    ),
    "measure": Option("the greatest width of text, in characters", number(60, 90)),
    "prose_face": Option("the face of running text", one_of("mono", "sans", "serif")),
    "code_font": Option("fonts for commands and code, before those of the system", fonts),
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
        elif name in OPTIONS and (complaint := OPTIONS[name].complaint(value)):
            warn(
                f"html_theme_options: {name} = {value!r} is not {complaint}; the default is used",
                Subtype.THEME_OPTION,
            )
        else:
            kept[name] = value
    builder.theme_options = kept
