"""The theme's options, and their validation at the start of a build."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sphinx_transcript.support.build_warnings import warn
from sphinx_transcript.support.nearest_name import did_you_mean
from sphinx_transcript.support.problems import Subtype
from sphinx_transcript.theme.active import FOLDER, is_theme_active
from sphinx_transcript.theme.colour_schemes import DARK, LIGHT, READER_CHOICES, SCHEMES, SYSTEM
from sphinx_transcript.theme.option_types import (
    address,
    edit_address,
    entries,
    flag,
    fonts,
    key,
    number,
    one_of,
    some_of,
    text,
    valid_items,
)
from sphinx_transcript.theme.options_elsewhere import HERE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx.application import Sphinx

    from sphinx_transcript.config.value_types import ValueType


@dataclass(frozen=True, slots=True)
class Option:
    """An entry of ``html_theme_options``; its default is in ``transcript/theme.toml``."""

    meaning: str
    """What the option is for, as the manual and the JSON Schema describe it."""
    kind: ValueType

    def complaint(self, value: object) -> str:
        """Return what *value* should have been, or '' if it is valid."""
        return self.kind.complaint(value)


BLOCKS = (
    "navigation",
    "branch",
    "contents",
    "source",
    "facts",
    "neighbours",
    "related",
    "referring",
    "pages",
    "cursor",
)
"""The blocks of a page that the option ``hidden_blocks`` can hide."""

TRANSCRIPT, SPHINX, NONE = "transcript", "sphinx", "none"
"""The values of the option ``search``."""

COMMANDS = (
    "cat",
    "cd",
    "clear",
    "echo",
    "exit",
    "grep",
    "head",
    "help",
    "history",
    "less",
    "ls",
    "man",
    "more",
    "open",
    "pwd",
    "sort",
    "tac",
    "tail",
    "theme",
    "tree",
    "wc",
)
"""The commands that can be typed into the prompt, for the option ``prompt_commands``."""

_SCHEME = one_of(*SCHEMES)

OPTIONS: dict[str, Option] = {
    "prompt_user": Option("the user in the prompt at the top of a page", text),
    "prompt_host": Option("the host there; if empty, that of html_baseurl, else localhost", text),
    "prompt_symbol": Option("the sign at the end of that prompt", text),
    "prompt_style": Option(
        "full is user@host:~$, path is ~$, minimal is the sign alone",
        one_of("full", "path", "minimal"),
    ),
    "navigation": Option(
        "what ls shows: documents, and pairs of a label and a document or an address; "
        "* stands for what it shows by itself",
        entries,
    ),
    "feed_link": Option("whether it shows the feed", flag),
    "hidden_blocks": Option(
        f"commands to leave out, with what they print: some of {', '.join(BLOCKS)}",
        some_of(*BLOCKS),
    ),
    "byline": Option(
        "where the date, the reading time and the authors of a post stand: above its text, below "
        "it, both, or none",
        one_of("above", "below", "both", "none"),
    ),
    "announcement": Option("a line at the top of each page", text),
    "announcement_link": Option("the address that this line leads to", address),
    "footer_text": Option("a line at the foot of each page", text),
    "repository": Option("the address of the sources, for the foot of each page", address),
    "edit_url": Option(
        "the address at which a page is edited, with {path} for its source file", edit_address
    ),
    "light_scheme": Option("the colours where the reader's system is light", _SCHEME),
    "dark_scheme": Option("the colours where it is dark; the same for one look always", _SCHEME),
    "reader_schemes": Option(
        f"what readers can choose from at the foot of a page: {SYSTEM}, {LIGHT}, {DARK} "
        "or a scheme; [] for no choice",
        some_of(*READER_CHOICES),
    ),
    "code_style": Option(
        "the colours of code: theme, or project for those of pygments_style in conf.py",
        one_of("theme", "project"),
    ),
    "copy_button": Option("whether each block of code has a button that copies it", flag),
    "search": Option(
        "the search: transcript for the prompt and its search, sphinx for Sphinx's own search, "
        "or none",
        one_of(TRANSCRIPT, SPHINX, NONE),
    ),
    "search_key": Option("the key that opens the prompt; empty for none", key),
    "prompt_commands": Option(
        "the commands that can be typed into the prompt; [] for a search alone",
        some_of(*COMMANDS),
    ),
    "measure": Option("the greatest width of text, in characters, from 60 to 90", number(60, 90)),
    "prose_face": Option(
        "the face of running text: mono, sans or serif", one_of("mono", "sans", "serif")
    ),
    "code_font": Option("fonts for commands and code, before those of the system", fonts),
}


def option_defaults() -> dict[str, Any]:
    """Return the option_defaults of the options, read from theme.toml."""
    options: dict[str, Any] = tomllib.loads((FOLDER / "theme.toml").read_text("utf-8"))["options"]
    return options


def check_options(app: Sphinx) -> None:
    """Warn of unknown and of invalid theme options, and remove them or use their defaults.

    This happens before Sphinx checks the options, because Sphinx's own warning can't be suppressed
    and doesn't suggest the right name. Themes that inherit from this one may have more options.
    """
    if not is_theme_active(app):
        return
    builder: Any = app.builder
    supported = builder.theme.get_options({})
    # If it is no dictionary, Sphinx itself warns.
    given = builder.theme_options if isinstance(builder.theme_options, dict) else {}
    if unknown := [name for name in given if name not in supported]:
        warn(f"html_theme_options: {_unknown(unknown, supported)}", Subtype.THEME_OPTION)
    kept = {name: value for name, value in given.items() if name in supported}
    # Defaults are checked too: a theme that inherits from this one may have invalid ones.
    for name, value in {**supported, **kept}.items():
        if name not in OPTIONS or not (complaint := OPTIONS[name].complaint(value)):
            continue
        # One wrong entry of a list is no reason to lose the others.
        valid, complaints = valid_items(OPTIONS[name].kind, value)
        for entry, what in complaints.items() if valid else ():
            message = f"html_theme_options: {name}: {entry} is not {what}; left out"
            warn(message, Subtype.THEME_OPTION)
        if not valid:
            warn(
                f"html_theme_options: {name} = {value!r} is not {complaint}; the default is used",
                Subtype.THEME_OPTION,
            )
        kept[name] = valid or option_defaults()[name]
    builder.theme_options = kept


def _unknown(names: Sequence[object], supported: Iterable[str]) -> str:
    """Return one message about all unknown options *names*, each with the nearest right one."""
    hints = [HERE.get(str(name), "") or did_you_mean(str(name), supported) for name in names]
    accepted = f"(accepted: {', '.join(OPTIONS)})"
    if len(names) == 1 and hints[0].startswith(";"):
        return f"unknown option {names[0]!r}{hints[0]} {accepted}"
    found = ", ".join(
        f"{name!r} ({hint.lstrip('; ')})" if hint else repr(name)
        for name, hint in zip(names, hints, strict=True)
    )
    return f"unknown option{'s' if len(names) > 1 else ''} {found} {accepted}"


def options_of(app: Sphinx) -> dict[str, Any]:
    """Return the checked values of the options; none if another theme is in use."""
    builder: Any = app.builder
    if not is_theme_active(app):
        return {}
    options: dict[str, Any] = builder.theme.get_options(builder.theme_options)
    return options
