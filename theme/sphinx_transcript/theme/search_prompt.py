"""The prompt that searches the site and runs commands: its settings, its words, and its script.

A page has a few lines of script that open it; they load ``prompt.js`` when a reader first asks for
the prompt. It has what words need until their results are there, and loads its style sheet, what
shows lines of pages, and the commands. Browsers keep these files: their addresses have a digest of
what all of them are made from. What changes with the pages of the site is in the index.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sphinx_transcript.support.digests import digest
from sphinx_transcript.support.html_builders import writes_site
from sphinx_transcript.support.translations import text
from sphinx_transcript.theme.active import FOLDER, is_theme_active
from sphinx_transcript.theme.option_types import names_in
from sphinx_transcript.theme.options import NONE, options_of
from sphinx_transcript.theme.search_choice import has_own_search
from sphinx_transcript.theme.site_context import site_context

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_SCRIPT, _SHEET = "prompt.js", "prompt.css"
_SETTINGS, _ERRORS = "prompt_settings", "prompt_errors"
"""The names of functions in the templates of the scripts."""
_ADDRESS = "_transcript_prompt_script"
"""The builder's attribute with the address of the script."""


def has_prompt(app: Sphinx) -> bool:
    """Tell whether pages have the prompt, and the site its index."""
    return writes_site(app) and has_own_search(app)


def prepare_search(app: Sphinx) -> None:
    """Handle ``builder-inited``: leave the search out, or give the prompt's script its settings."""
    builder: Any = app.builder
    if not is_theme_active(app):
        return
    if options_of(app)["search"] == NONE:
        builder.search = False
    is_there = has_prompt(app)
    if is_there:
        # Sphinx's script, which pages with other scripts have, would take the key of the prompt.
        builder.theme_options = {**builder.theme_options, "enable_search_shortcuts": False}
    commands = " ".join(names_in(options_of(app)["prompt_commands"]))
    settings: dict[str, Any] = {"commands": commands, "words": _words(app)}
    errors = _errors()
    sources = _sources() if is_there else ""
    settings["version"] = version = f"?v={digest(sources + repr((settings, errors)), 4)}"
    functions = builder.templates.environment.globals
    functions[_SETTINGS] = lambda: _as_json(settings)
    functions[_ERRORS] = lambda: _as_json(errors)
    setattr(builder, _ADDRESS, _SCRIPT + version if is_there else "")


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def listing_pages(app: Sphinx) -> list[tuple[str, str]]:
    """Return what lists the pages of the site: each with its name, and its address from the root.

    These are known when all documents are read.
    """
    site = site_context(app)
    pages = [(text("home"), app.config.root_doc)]
    pages += [(entry.label, entry.docname) for entry in site.listings]
    if site.has_index and app.config.html_use_index:
        pages.append((text("index of terms"), "genindex"))
    return [(str(label), app.builder.get_target_uri(docname)) for label, docname in pages]


def script_address(app: Sphinx) -> str:
    """Return the address of the prompt's script in ``_static``, or '' if there is no prompt."""
    return str(getattr(app.builder, _ADDRESS, ""))


def script_attributes(app: Sphinx) -> dict[str, str]:
    """Return the attributes of the page's script that open the prompt; none without a prompt."""
    if not script_address(app):
        return {}
    return {
        "data-prompt": script_address(app),
        "data-key": str(options_of(app)["search_key"]),
        "data-words": _label(app),
    }


def _label(app: Sphinx) -> str:
    """Return what the prompt is for."""
    has_commands = names_in(options_of(app)["prompt_commands"])
    return str(text("search, or type a command") if has_commands else text("search this site"))


def _words(app: Sphinx) -> dict[str, str]:
    """Return what the prompt says until results are there, by the script's names."""
    hint = text("words search; ls lists; Tab completes; help tells more")
    return {
        "label": _label(app),
        "hint": str(hint) if names_in(options_of(app)["prompt_commands"]) else "",
        "close": str(text("close")),
        "results": str(text("results")),
        "count": str(text("{shown} of {total}")),
        "more": str(text("more")),
        "waiting": str(text("searching")),
        "none": str(text("nothing found")),
        "again": str(text("try again")),
        "offline": str(text("The index can't be loaded. Is there a connection?")),
    }


def _errors() -> dict[str, str]:
    """Return what the prompt says where it can't search, by the script's names."""
    return {
        "missing": str(text("The index isn't there.")),
        "stale": str(text("The site has been rebuilt. Load the page again.")),
        "invalid": str(text("The index can't be read.")),
    }


def _sources() -> str:
    """Return the source texts of the scripts and of the style sheet."""
    files = [*sorted((FOLDER / "js" / "search").glob("*.js")), FOLDER / "css" / _SHEET]
    return "".join(file.read_text("utf-8") for file in files)
