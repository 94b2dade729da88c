"""Posts that are harmless: judged with the files, the lexers and the settings of their site."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from docutils.parsers.rst import directives
from myst_parser.parsers import sphinx_
from pygments.filters import ErrorToken, RaiseOnErrorTokenFilter
from pygments.lexers import find_lexer_class_by_name
from pygments.token import Error
from pygments.util import ClassNotFound
from sphinx.highlighting import PygmentsBridge, lexer_classes, lexers
from sphinx.util import docname_join, get_filetype

from sphinx_transcript.blog.taxonomy import term_slug
from sphinx_transcript.check.harmless_document import heading_if_harmless
from sphinx_transcript.check.harmless_front_matter import is_harmless_front_matter
from sphinx_transcript.check.harmless_text import MarkdownSettings, TextCheck
from sphinx_transcript.check.plain_markdown import is_known_parser, plain_document
from sphinx_transcript.check.safe_characters import SafeCharacters
from sphinx_transcript.highlighting.session_lexers import SessionLexer
from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.records.markdown_parser import SharedMarkdownParser
from sphinx_transcript.records.post_names import names_of_posts
from sphinx_transcript.support.deferred_classes import real_class

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from markdown_it.token import Token
    from sphinx.application import Sphinx

    from sphinx_transcript.check.plain_markdown import PlainDocument

_myst: Any = sphinx_
# Sphinx emits these for each document. An unknown handler may log warnings.
_EVENTS = ("source-read", "doctree-read", "doctree-resolved", "html-page-context")
# The extensions that come with Sphinx and handle only their own directives and roles.
_HARMLESS_EXTENSIONS = frozenset(
    {"autodoc", "autosummary", "githubpages", "graphviz", "ifconfig", "intersphinx", "mathjax"}
    | {"napoleon", "todo", "viewcode"}
)
_HARMLESS_PACKAGES = frozenset({"sphinx", "sphinx_transcript", "myst_parser", "alabaster"})


class HarmlessPosts:
    """Tells which posts of one site are harmless; the package's docstring explains what for."""

    def __init__(self, app: Sphinx) -> None:
        self._app = app
        self._env = app.env
        self._myst_config: Any = getattr(app.env, "myst_config", None)
        self._highlighter = PygmentsBridge("html", "none")
        self._has_lexer_by_language: dict[str, bool] = {}
        self._accept_by_language: dict[tuple[str, bool], Callable[[str], bool]] = {}
        post_metadata = blog_domain(app.env).post_metadata
        self._post_names = names_of_posts(app, post_metadata)
        listed = [each for each in post_metadata.values() if not each.is_unlisted]
        self._terms = {
            "tag": {term_slug(name) for each in listed for name in each.tags},
            "category": {term_slug(name) for each in listed for name in each.categories},
            "series": {term_slug(each.series) for each in listed if each.series},
        }
        config: Any = self._myst_config
        if self.is_applicable:
            self._parser: Any = _myst.create_md_parser(config, _myst.SphinxRenderer)
            # It counts the words, which changes no token.
            self._parser.disable("wordcount", ignoreInvalid=True)
            self._is_known_parser = is_known_parser(config, self._parser.get_active_rules())
            html_extensions = {"html_image", "html_admonition"} & set(config.enable_extensions)
            self._settings = MarkdownSettings(
                url_schemes=config.url_schemes,
                fence_directives=frozenset(config.fence_as_directive),
                default_language=app.config.highlight_language,
                has_raw_html=not html_extensions,
            )

    @property
    def is_applicable(self) -> bool:
        """Whether no setting and no extension of the site changes what is harmless."""
        config, registry, myst = self._app.config, self._app.registry, self._myst_config
        parser = registry.source_parsers.get("markdown")
        return (
            myst is not None
            and parser is not None
            and real_class(parser) is SharedMarkdownParser
            and not (config.numfig or config.highlight_options or config.keep_warnings)
            and not (myst.title_to_header or myst.html_meta or myst.heading_slug_func)
            and not any((self._app.srcdir / folder).is_dir() for folder in config.locale_dirs)
            and all(_is_harmless_module(_module(each)) for each in self._handlers_and_transforms())
        )

    def _handlers_and_transforms(self) -> Iterable[Any]:
        """Yield what may process each document: event handlers and transforms."""
        app = self._app
        for event in _EVENTS:
            yield from (each.handler for each in app.events.listeners.get(event, ()))
        yield from app.registry.get_transforms()
        yield from app.registry.get_post_transforms()

    def heading_if_harmless(self, docname: str, title: str) -> str | None:
        """Return the first heading of the post *docname* if it is harmless, and else None.

        The heading is '' where the post has none. *title* is the one in its front matter.
        """
        path = self._env.doc2path(docname)
        if get_filetype(self._app.config.source_suffix, path) != "markdown":
            return None
        try:
            text = path.read_text(encoding=self._app.config.source_encoding)
        except (OSError, UnicodeError):
            return None
        if self._is_known_parser:
            plain = plain_document(text, is_titled=bool(title))
            if plain is not None and self._is_harmless(docname, plain):
                return plain.heading
        parser_env: dict[str, Any] = {}
        tokens = self.parse(text, parser_env)
        return heading_if_harmless(
            tokens, parser_env, docname, self._settings, self, is_titled=bool(title)
        )

    def _is_harmless(self, docname: str, document: PlainDocument) -> bool:
        """Tell whether what the plain *document* refers to exists."""
        settings = self._settings
        text = TextCheck(docname, settings, self)
        return (
            (document.front_matter is None or is_harmless_front_matter(document.front_matter))
            and (settings.has_raw_html or not document.has_html)
            and all(map(text.is_harmless_link, document.links))
            and all(text.is_harmless_image(each, "so") for each in document.images)
            and all(
                name not in settings.fence_directives
                and self.can_highlight(name or settings.default_language, content)
                for name, content in document.code
            )
        )

    def parse(self, text: str, parser_env: dict[str, Any]) -> Sequence[Token]:
        """Return the tokens of *text*; *parser_env* is the parser's state for the document."""
        tokens: Sequence[Token] = self._parser.parse(text, parser_env)
        return tokens

    def resolves_link(self, docname: str, path: str) -> bool:
        """Tell whether *path*, a link in *docname*, leads to a document or a file of the site."""
        file = self._readable_file(docname, self._parser.normalizeLinkText(path))
        if not file:
            return False
        target = self._env.path2doc(file)
        return not target or target in self._env.found_docs

    def resolves_role(self, docname: str, role: str, target: str) -> bool:
        """Tell whether *target*, the target of a *role* in *docname*, is known to exist."""
        name = role.removeprefix("blog:")
        if role == "doc":
            return docname_join(docname, target) in self._env.found_docs
        if name == "post":
            return self._post_names.find(target) is not None
        return term_slug(target) in self._terms.get(name, ())

    def is_standard_directive(self, name: str) -> bool:
        """Tell whether no extension has replaced the directive *name* of Sphinx or docutils."""
        registered: Any = vars(directives)["_directives"].get(name)
        if registered is None:
            return True
        return registered.__module__.partition(".")[0] in {"sphinx", "docutils"}

    def has_image(self, docname: str, path: str) -> bool:
        """Tell whether *path*, an image in *docname*, is a file that can be read."""
        return bool(self._readable_file(docname, path))

    def _readable_file(self, docname: str, path: str) -> str:
        """Return the absolute path of the file *path*, as named in *docname*; '' if unreadable."""
        try:
            _, absolute = self._env.relfn2path(path, docname)
            exists = os.path.isfile(absolute)  # noqa: PTH113 (called for each link)
        except (OSError, ValueError):
            return ""
        return str(absolute) if exists and os.access(absolute, os.R_OK) else ""

    def can_highlight(self, language: str, code: str) -> bool:
        """Tell whether Pygments can highlight *code* as *language* without an error."""
        if language in {"default", "none"}:
            return True
        if not self._has_lexer(language):
            return False
        if language != "guess" and self._is_certain(language, code):
            return True
        lexer = self._highlighter.get_lexer(code, language)
        try:
            if [type(each) for each in lexer.filters] == [RaiseOnErrorTokenFilter]:
                # The filter of Sphinx, which fails. To look for the tokens is faster.
                return all(kind is not Error for kind, _ in lexer.get_tokens(code, unfiltered=True))
            for _ in lexer.get_tokens(code):
                pass
        except ErrorToken:
            return False
        return True

    def _is_certain(self, language: str, code: str) -> bool:
        """Tell whether it is certain without tokens that *code* can be highlighted."""
        # Sphinx takes Python that begins so for a session.
        key = (language, code.startswith(">>>"))
        accept = self._accept_by_language.get(key)
        if accept is None:
            lexer = self._highlighter.get_lexer(code, language)
            if isinstance(lexer, SessionLexer):
                accept = _accept_session
            else:
                accept = SafeCharacters(lexer).accept
            self._accept_by_language[key] = accept
        return accept(code)

    def _has_lexer(self, language: str) -> bool:
        if language not in self._has_lexer_by_language:
            is_known = language in lexers or language in lexer_classes
            if not is_known:
                try:
                    is_known = bool(find_lexer_class_by_name(language))
                except ClassNotFound:
                    # Sphinx accepts these names, too.
                    is_known = language in {"py3", "pycon3"}
            self._has_lexer_by_language[language] = is_known
        return self._has_lexer_by_language[language]


def _accept_session(code: str) -> bool:
    """Accept any *code*: each text is a session."""
    return True


def _module(item: Any) -> str:
    # A handler can be a callable object, which has no module of its own.
    return str(getattr(item, "__module__", "") or type(item).__module__)


def _is_harmless_module(module: str) -> bool:
    package, _, rest = module.partition(".")
    if package == "sphinx" and rest.startswith("ext."):
        return rest.split(".")[1] in _HARMLESS_EXTENSIONS
    return package in _HARMLESS_PACKAGES
