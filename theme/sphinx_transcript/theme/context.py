"""What the theme's templates find in the context of each page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from babel import Locale, UnknownLocaleError

from sphinx_transcript.html_builders import writes_pages, writes_site
from sphinx_transcript.messages import Subtype, warn
from sphinx_transcript.nearest import did_you_mean
from sphinx_transcript.prompt_markup import command_markup
from sphinx_transcript.shell import cat_command
from sphinx_transcript.sources import source_of
from sphinx_transcript.theme import navigation
from sphinx_transcript.theme.active import in_use
from sphinx_transcript.theme.option_types import ALL_OTHERS, is_set, names_in
from sphinx_transcript.theme.options import options_of
from sphinx_transcript.translations import text

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

# Sphinx's own scripts: they serve its search page, and other extensions' scripts that need them.
_SPHINX_SCRIPTS = frozenset(
    {
        "_static/documentation_options.js",
        "_static/doctools.js",
        "_static/sphinx_highlight.js",
        "_static/translations.js",
    }
)

_OWN_SCRIPT = "_static/transcript.js"
_OF_SOME_PAGES = (
    "post", "source_command", "edit_address", "contents", "branch", "neighbours_command"
)  # fmt: skip
_SITE = "_transcript_site"
OTHER_ENTRIES = "_transcript_navigation"
"""The builder's attribute that has what extensions add to the navigation."""
_SPHINX_ICON = "¶"


@dataclass(frozen=True, slots=True)
class Prompt:
    """The prompt at the top of a page, in its parts."""

    user_host: str
    path: str
    symbol: str


class Site:
    """What is the same on all pages of one build: found once, since every page asks for it."""

    def __init__(self, app: Sphinx) -> None:
        env, root_doc = app.env, app.config.root_doc
        named = [name for name in env.toctree_includes.get(root_doc, ()) if name in env.found_docs]
        names = named or [name for name in env.found_docs if name.count("/") < 2]
        sources = {name: source_of(env, name) for name in names}
        own = navigation.entries(root_doc, env.toctree_includes, sources)
        options = options_of(app)
        others = [
            entry
            for entry in getattr(app.builder, OTHER_ENTRIES, ())
            if is_set(options.get("feed_link", True)) or not entry.is_file
        ]
        builder: Any = app.builder
        if writes_site(app) and builder.search:
            others.append(navigation.Entry(builder.get_target_uri("search"), "search"))
        automatic = navigation.with_others(
            navigation.shortened(own, root_doc, str(text("{count} more"))), others, sort=not named
        )
        wanted = options.get("navigation", [ALL_OTHERS])
        targets = {each if isinstance(each, str) else each[1] for each in wanted}
        documents = {name: source_of(env, name) for name in targets & env.found_docs}
        self.entries, self.unknown = navigation.chosen(wanted, automatic, documents)
        self.parents = navigation.parents_in(env.toctree_includes, root_doc, env.found_docs)
        self._env = env
        self._texts: dict[str, str] = {}
        self.title = site_title(app)
        self.has_index = any(env.domains["index"].data["entries"].values())

    def text_of(self, docname: str) -> str:
        """Return the source text of *docname*, whose toctrees many pages ask for: read once."""
        if docname not in self._texts:
            self._texts[docname] = source_text(self._env, docname)
        return self._texts[docname]


def source_text(env: BuildEnvironment, docname: str) -> str:
    """Return what the source file of *docname* has; '' where it can't be read."""
    try:
        with Path(env.doc2path(docname)).open(encoding="utf-8", newline="") as file:
            return file.read()
    except (OSError, UnicodeDecodeError):
        return ""


def site_of(app: Sphinx) -> Site:
    """Return what is the same on all pages; to be asked for once all documents are read."""
    site: Site | None = getattr(app.builder, _SITE, None)
    if site is None:
        site = Site(app)
        setattr(app.builder, _SITE, site)
    return site


def warn_of_unknown(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of each name in the option ``navigation`` that no page has."""
    for name in site_of(app).unknown if in_use(app) else ():
        warn(
            f"html_theme_options: navigation: no document {name!r}"
            f"{did_you_mean(name, env.found_docs)}; left out",
            Subtype.THEME_OPTION,
        )


def forget_site(app: Sphinx, env: BuildEnvironment) -> None:
    """Have it found anew, after documents were read."""
    setattr(app.builder, _SITE, None)


def make_prompt(user: str, host: str, symbol: str, style: str, base_url: str) -> Prompt:
    """Return the parts of the prompt in the given *style*."""
    try:
        full_host = host or urlsplit(base_url).hostname or "localhost"
    except ValueError:
        full_host = "localhost"
    return Prompt(
        user_host=f"{user}@{full_host}" if style == "full" else "",
        path="" if style == "minimal" else "~",
        symbol=symbol,
    )


def use_heading_marker(app: Sphinx, builder: Builder) -> None:
    """Leave the text of permalinks to the styles, which show a heading marker there.

    A sign in the text would be read out, copied and found by a text browser. The setting is
    changed for the time of writing alone, when it has been saved with the environment.
    """
    if in_use(app) and app.config.html_permalinks_icon == _SPHINX_ICON:
        app.config.html_permalinks_icon = ""


def restore_heading_marker(app: Sphinx, exception: Exception | None) -> None:
    """Set the text of permalinks back."""
    if in_use(app) and app.config.html_permalinks_icon == "":
        app.config.html_permalinks_icon = _SPHINX_ICON


def add_context(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Add what the templates need to the *context* of the page *pagename*."""
    if not in_use(app) or "theme_prompt_style" not in context:
        return  # The builders json and pickle have no use for what follows.
    site = site_of(app)
    shown = site.entries
    current = navigation.current_entry(shown, pagename)
    context["t"] = text
    context["command_markup"] = command_markup
    context["is_rtl"] = is_right_to_left(app.config.language)
    context["site_title"] = site.title
    context["has_index"] = site.has_index and writes_pages(app)
    context["has_search"] = writes_site(app) and context["hasdoc"]("search")
    context["has_source"] = writes_site(app) and context["has_source"]
    context["navigation"] = [
        {
            "label": entry.label,
            "docname": entry.docname,
            "is_file": entry.is_file,
            "url": entry.url,
            "is_current": entry == current,
            "is_page": entry.docname == pagename,
        }
        for entry in shown
    ]
    context["hidden_blocks"] = names_in(context["theme_hidden_blocks"])
    context["prompt"] = make_prompt(
        context["theme_prompt_user"],
        context["theme_prompt_host"],
        context["theme_prompt_symbol"],
        context["theme_prompt_style"],
        app.config.html_baseurl or "",
    )
    # A project's own html_context may have values of these names.
    context.update(dict.fromkeys(_OF_SOME_PAGES))
    if doctree is not None:
        source = source_of(app.env, pagename)
        context["source_command"] = cat_command(source)
        context["edit_address"] = context["theme_edit_url"].replace("{path}", quote(source))
    # Asked for when the page is made: extensions add scripts up to then.
    context["needed_scripts"] = needed_scripts if templatename != "search.html" else list


@cache
def is_right_to_left(language: str | None) -> bool:
    """Tell whether *language* is written from right to left."""
    if not language or language == "en":
        return False  # To ask Babel takes a while the first time.
    try:
        return Locale.parse(language.replace("-", "_")).text_direction == "rtl"
    except (ValueError, TypeError, UnknownLocaleError):
        return False


def site_title(app: Sphinx) -> str:
    """Return the site's name: ``html_title`` where the project sets it, else the project's."""
    config = app.config
    # Sphinx makes a title where none is set, and has no public way to tell the two apart.
    is_set = "html_title" in getattr(config, "_raw_config", {}) or "html_title" in config.overrides
    name: str = config.html_title if is_set else config.project
    return name


def needed_scripts(scripts: list[Any]) -> list[Any]:
    """Return *scripts*; without Sphinx's own where no extension has brought any."""
    names = [str(getattr(script, "filename", script) or "body") for script in scripts]
    if set(names) <= _SPHINX_SCRIPTS | {_OWN_SCRIPT}:
        return [script for script, name in zip(scripts, names, strict=True) if name == _OWN_SCRIPT]
    return scripts
