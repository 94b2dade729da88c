"""The theme's options: typed, checked when the build starts."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sphinx_transcript.messages import Subtype, warn
from sphinx_transcript.nearest import did_you_mean
from sphinx_transcript.theme.active import FOLDER, in_use
from sphinx_transcript.theme.option_types import (
    address,
    edit_address,
    entries,
    flag,
    fonts,
    number,
    one_of,
    some_of,
    text,
)
from sphinx_transcript.theme.schemes import DARK, LIGHT, READER_CHOICES, SCHEMES, SYSTEM

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_transcript.value_kinds import Kind


@dataclass(frozen=True, slots=True)
class Option:
    """One entry of ``html_theme_options``; its default stands in theme.toml."""

    meaning: str
    kind: Kind

    def complaint(self, value: object) -> str:
        """Return what *value* should have been, or '' if it is right."""
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
"""What stands above, below and around a page, each of which a site can do without."""
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
    "copy_button": Option("whether each block of code has a button that copies it", flag),
    "measure": Option("the greatest width of text, in characters, from 60 to 90", number(60, 90)),
    "prose_face": Option(
        "the face of running text: mono, sans or serif", one_of("mono", "sans", "serif")
    ),
    "code_font": Option("fonts for commands and code, before those of the system", fonts),
}


def defaults() -> dict[str, Any]:
    """Return the defaults of the options, as theme.toml has them."""
    options: dict[str, Any] = tomllib.loads((FOLDER / "theme.toml").read_text("utf-8"))["options"]
    return options


def check_options(app: Sphinx) -> None:
    """Warn of each theme option that is unknown or wrong, and take it out.

    It is taken out before Sphinx sees it, whose own warning could neither be suppressed nor name
    the right option. A theme that inherits from this one may have options of its own.
    """
    if not in_use(app):
        return
    builder: Any = app.builder
    supported = builder.theme.get_options({})
    # Sphinx itself says of what is no dictionary that it is none.
    given = builder.theme_options if isinstance(builder.theme_options, dict) else {}
    for name in [name for name in given if name not in supported]:
        warn(
            f"html_theme_options: unknown option {name!r}{did_you_mean(str(name), OPTIONS)} "
            f"(accepted: {', '.join(OPTIONS)})",
            Subtype.THEME_OPTION,
        )
    kept = {name: value for name, value in given.items() if name in supported}
    # Those of a theme that inherits from this one may be wrong in its own file.
    for name, value in {**supported, **kept}.items():
        if name in OPTIONS and (complaint := OPTIONS[name].complaint(value)):
            warn(
                f"html_theme_options: {name} = {value!r} is not {complaint}; the default is used",
                Subtype.THEME_OPTION,
            )
            kept[name] = defaults()[name]
    builder.theme_options = kept


def options_of(app: Sphinx) -> dict[str, Any]:
    """Return the values of the options, once they are checked; none where no theme is in use."""
    builder: Any = app.builder
    if not in_use(app):
        return {}
    options: dict[str, Any] = builder.theme.get_options(builder.theme_options)
    return options
