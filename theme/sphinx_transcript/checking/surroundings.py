"""What decides of a post whether it is harmless: the site's files, its lexers, its settings."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from docutils.parsers.rst import directives
from myst_parser.parsers import sphinx_
from pygments.filters import ErrorToken
from pygments.lexers import find_lexer_class_by_name
from pygments.util import ClassNotFound
from sphinx.highlighting import PygmentsBridge, lexer_classes, lexers
from sphinx.util import docname_join, get_filetype

from sphinx_transcript.checking.plain import plain_heading
from sphinx_transcript.checking.plain_text import Rules
from sphinx_transcript.domain import blog_domain
from sphinx_transcript.markdown import SharingParser
from sphinx_transcript.roles import find_post, folders_of
from sphinx_transcript.taxonomy import term_slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from markdown_it.token import Token
    from sphinx.application import Sphinx

_myst: Any = sphinx_
# Each document goes by these; what has another part in them may have something to say of it.
_EVENTS = ("source-read", "doctree-read", "doctree-resolved", "html-page-context")
# Of Sphinx's own optional extensions, those that look at nothing but their own directives.
_HARMLESS_EXTENSIONS = frozenset(
    {"autodoc", "autosummary", "githubpages", "graphviz", "ifconfig", "intersphinx", "mathjax"}
    | {"napoleon", "todo", "viewcode"}
)
_KNOWN = frozenset({"sphinx", "sphinx_transcript", "myst_parser", "alabaster"})


class Judge:
    """Tells which posts of one site are harmless, see plain.py."""

    def __init__(self, app: Sphinx) -> None:
        self._app = app
        self._env = app.env
        self._settings: Any = getattr(app.env, "myst_config", None)
        self._highlighter = PygmentsBridge("html", "none")
        self._languages: dict[str, bool] = {}
        cards = blog_domain(app.env).cards
        self._folders = folders_of(app, cards)
        self._posts: dict[str, bool] = {}
        listed = [card for card in cards.values() if not card.is_unlisted]
        self._terms = {
            "tag": {term_slug(name) for card in listed for name in card.tags},
            "category": {term_slug(name) for card in listed for name in card.categories},
            "series": {term_slug(card.series) for card in listed if card.series},
        }
        settings: Any = self._settings
        if self.can_judge:
            self._parser: Any = _myst.create_md_parser(settings, _myst.SphinxRenderer)
            raw = not {"html_image", "html_admonition"} & set(settings.enable_extensions)
            self._rules = Rules(
                schemes=settings.url_schemes,
                directives=frozenset(settings.fence_as_directive),
                language=app.config.highlight_language,
                has_raw_html=raw,
            )

    @property
    def can_judge(self) -> bool:
        """Whether nothing in the site's settings or its extensions bears on plain Markdown."""
        config, registry, myst = self._app.config, self._app.registry, self._settings
        return (
            myst is not None
            and registry.source_parsers.get("markdown") is SharingParser
            and not (config.numfig or config.highlight_options or config.keep_warnings)
            and not (myst.title_to_header or myst.html_meta or myst.heading_slug_func)
            and not any((self._app.srcdir / folder).is_dir() for folder in config.locale_dirs)
            and all(_is_known(_module(each)) for each in self._taking_part())
        )

    def _taking_part(self) -> Iterable[Any]:
        app = self._app
        for event in _EVENTS:
            yield from (each.handler for each in app.events.listeners.get(event, ()))
        yield from app.registry.get_transforms()
        yield from app.registry.get_post_transforms()

    def plain_heading(self, docname: str, title: str) -> str | None:
        """Return the first heading of the post *docname*, '' for none, where it is harmless.

        None where it is not known to be. *title* is that of its front matter.
        """
        path = self._env.doc2path(docname)
        if get_filetype(self._app.config.source_suffix, path) != "markdown":
            return None
        try:
            text = path.read_text(encoding=self._app.config.source_encoding)
        except (OSError, UnicodeError):
            return None
        noted: dict[str, Any] = {}
        tokens = self.parse(text, noted)
        return plain_heading(tokens, noted, docname, self._rules, self, is_titled=bool(title))

    def parse(self, text: str, noted: dict[str, Any]) -> Sequence[Token]:
        """Return the tokens of *text*, a part of the document about which *noted* is known."""
        tokens: Sequence[Token] = self._parser.parse(text, noted)
        return tokens

    def leads_somewhere(self, docname: str, path: str) -> bool:
        """Tell whether a link to *path* on *docname* is one to a document or file of the site."""
        found = self._file(docname, self._parser.normalizeLinkText(path))
        if not found:
            return False
        target = self._env.path2doc(found)
        return not target or target in self._env.found_docs

    def finds(self, docname: str, role: str, target: str) -> bool:
        """Tell whether the *role* on *docname* is known to find its *target*."""
        name = role.removeprefix("blog:")
        if role == "doc":
            return docname_join(docname, target) in self._env.found_docs
        if name == "post":
            if target not in self._posts:
                self._posts[target] = find_post(target, self._folders) is not None
            return self._posts[target]
        return term_slug(target) in self._terms.get(name, ())

    def is_usual(self, directive: str) -> bool:
        """Tell whether the *directive* of this name is the one that Sphinx or docutils has."""
        known: Any = vars(directives)["_directives"].get(directive)
        return known is None or known.__module__.partition(".")[0] in {"sphinx", "docutils"}

    def has_picture(self, docname: str, path: str) -> bool:
        """Tell whether there is a file for the image *path* on *docname*."""
        return bool(self._file(docname, path))

    def _file(self, docname: str, path: str) -> str:
        """Return the file that can be read at *path* from *docname*, or ''."""
        try:
            _, absolute = self._env.relfn2path(path, docname)
            is_there = os.path.isfile(absolute)  # noqa: PTH113 (asked for each link)
        except (OSError, ValueError):
            return ""
        return str(absolute) if is_there and os.access(absolute, os.R_OK) else ""

    def can_highlight(self, language: str, code: str) -> bool:
        """Tell whether *code* is highlighted as *language* without a complaint."""
        if language in {"default", "none"}:
            return True
        if not self._knows(language):
            return False
        lexer = self._highlighter.get_lexer(code, language)
        try:
            for _ in lexer.get_tokens(code):
                pass
        except ErrorToken:
            return False
        return True

    def _knows(self, language: str) -> bool:
        if language not in self._languages:
            known = language in lexers or language in lexer_classes
            if not known:
                try:
                    known = bool(find_lexer_class_by_name(language))
                except ClassNotFound:
                    known = language in {"py3", "pycon3"}
            self._languages[language] = known
        return self._languages[language]


def _module(part: Any) -> str:
    # A handler can be an object that is called.
    return str(getattr(part, "__module__", "") or type(part).__module__)


def _is_known(module: str) -> bool:
    package, _, rest = module.partition(".")
    if package == "sphinx" and rest.startswith("ext."):
        return rest.split(".")[1] in _HARMLESS_EXTENSIONS
    return package in _KNOWN
