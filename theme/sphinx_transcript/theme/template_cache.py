"""A cache of compiled templates, kept from one build to the next (see `compiled_files`).

Jinja compiles each template that a build uses, which takes longer than to render it once. Only the
templates of this theme and of Sphinx are kept: Jinja computes filters of constants when it
compiles, and a filter that an extension adds may return something else in the next build. See
https://jinja.palletsprojects.com/en/stable/api/#bytecode-cache

Sphinx has the templates in static folders compiled from their text, which passes by Jinja's cache.
The environment of a build finds these in the same file; ``transcript_shortcuts = False`` has them
compiled each time.
"""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress
from functools import lru_cache
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
import sphinx
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from jinja2.sandbox import SandboxedEnvironment

from sphinx_transcript.support.digests import digest
from sphinx_transcript.support.version import __version__
from sphinx_transcript.theme import compiled_files
from sphinx_transcript.theme.active import FOLDER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, MutableMapping
    from types import CodeType

    from jinja2 import Environment, Template
    from sphinx.application import Sphinx

FILE_NAME = "transcript-templates.pickle"
_FOLDERS = (f"{FOLDER}{os.sep}", f"{Path(sphinx.__file__).parent / 'themes'}{os.sep}")
_SETTINGS = (
    "autoescape", "block_end_string", "block_start_string", "code_generator_class",
    "comment_end_string", "comment_start_string", "finalize", "intercepted_binops", "is_async",
    "keep_trailing_newline", "line_comment_prefix", "line_statement_prefix", "lstrip_blocks",
    "newline_sequence", "newstyle_gettext", "optimized", "policies", "sandboxed", "trim_blocks",
    "undefined", "variable_end_string", "variable_start_string",
)  # fmt: skip
"""What the code of a template depends on, besides its source: attributes of the environment."""


class TemplateCache(BytecodeCache):
    """The compiled templates in the file *path*, and in one that all sites share."""

    def __init__(self, path: Path, shared: Path | None = None) -> None:
        self._path = path
        self._shared_path = shared
        """The file that has what builds of other sites have compiled."""
        self._settings = ""
        self._saved: dict[str, bytes] | None = None
        self._shared: dict[str, bytes] | None = None
        self._added: dict[str, bytes] = {}
        self._texts: set[str] = set()
        """The keys of the templates without a file that this build uses."""

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Return the key of the template *name*; '' for a template that is not kept."""
        is_known = filename is not None and filename.startswith(_FOLDERS)
        return f"{name}|{filename}" if is_known else ""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Put the code into *bucket*, if there is code of the same source."""
        if bucket.key and (content := self._content(bucket.environment, bucket.key)):
            # What a damaged pickle raises is not limited.
            with suppress(Exception):
                bucket.load_bytecode(io.BytesIO(content))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of *bucket* for the next build."""
        if bucket.key:
            self._added[bucket.key] = bucket.bytecode_to_string()

    def compiled_text(
        self, environment: Environment, source: str, is_kept: Callable[[], bool]
    ) -> CodeType:
        """Return the code of the template *source*, which is kept if *is_kept* tells so."""
        bucket = Bucket(environment, digest(source, 16), "")
        self._texts.add(bucket.key)
        self.load_bytecode(bucket)
        if bucket.code is None:
            bucket.code = environment.compile(source)
            if is_kept():
                self.dump_bytecode(bucket)
        return bucket.code

    def save(self) -> None:
        """Write the file, if this build has compiled a template."""
        if not self._added:
            return
        known = {**(self._saved or {}), **self._added}
        # Templates of an installation elsewhere are dropped.
        kept = {key: known[key] for key in sorted(known) if self._is_current(key)}
        compiled_files.write(self._path, self._settings, kept)
        if self._shared_path is not None:
            compiled_files.write_shared(self._shared_path, self._settings, self._added)
        self._saved, self._added = known, {}

    def _content(self, environment: Environment, key: str) -> bytes | None:
        if key in (saved := self._load(environment)):
            return saved[key]
        if self._shared is None:
            path = self._shared_path
            self._shared = compiled_files.read(path, self._settings) if path else {}
        return self._shared.get(key)

    def _is_current(self, key: str) -> bool:
        return key in self._texts or key.partition("|")[2].startswith(_FOLDERS)

    def _load(self, environment: Environment) -> dict[str, bytes]:
        if self._saved is None:
            self._settings = settings_digest(environment)
            self._saved = compiled_files.read(self._path, self._settings)
        return self._saved


def settings_digest(environment: Environment) -> str:
    """Return a digest of all that the code of a template depends on, besides its source."""
    functions = {**environment.filters, **environment.tests}
    parts = [
        # The code is that of this interpreter.
        sys.implementation.cache_tag,
        MAGIC_NUMBER,
        jinja2.__version__,
        sphinx.__version__,
        __version__,
        sorted(environment.extensions),
        sorted((name, _name(function)) for name, function in functions.items()),
        [(name, _name(getattr(environment, name, None))) for name in _SETTINGS],
    ]
    return digest(repr(parts), 16)


def _name(value: Any) -> str:
    """Return what *value* is, as text that is the same in each process."""
    if isinstance(value, dict):
        return str(sorted((name, _name(each)) for name, each in value.items()))
    if isinstance(value, frozenset | set):
        return str(sorted(value))
    if value is None or isinstance(value, str | int | float | tuple):
        return repr(value)
    return f"{getattr(value, '__module__', '')}.{getattr(value, '__qualname__', type(value))}"


def use_cache(app: Sphinx) -> None:
    """Handle ``builder-inited``: have Jinja keep the templates of this build."""
    environment = _environment(app)
    if environment is None or environment.bytecode_cache is not None:
        return
    # An extension of Jinja may add to the code of a template whatever it likes.
    if set(environment.extensions) <= {"jinja2.ext.InternationalizationExtension"}:
        path = Path(app.doctreedir, FILE_NAME)
        cache = TemplateCache(path, compiled_files.shared_file(environment))
        environment.bytecode_cache = cache
        # The theme alone has no such value.
        is_wanted = getattr(app.config, "transcript_shortcuts", False)
        if is_wanted and type(environment) is SandboxedEnvironment:
            theme = getattr(app.builder, "theme", None)
            folders = [Path(each, "static") for each in theme.get_theme_dirs()] if theme else []
            vars(environment)["from_string"] = text_compiler(environment, cache, folders)


def text_compiler(
    environment: Environment, cache: TemplateCache, folders: Iterable[Path]
) -> Callable[..., Template]:
    """Return the form of the method ``from_string`` of *environment* that asks *cache*.

    What it compiles is kept if it is the text of a file in *folders*.
    """
    original = environment.from_string
    # Files are read only if something is compiled.
    kept = lru_cache(1)(lambda: {text for folder in folders for text in _texts(folder)})

    def from_string(
        source: Any,
        globals: MutableMapping[str, Any] | None = None,
        template_class: type[Template] | None = None,
    ) -> Template:
        if type(source) is not str:
            return original(source, globals, template_class)
        code = cache.compiled_text(environment, source, lambda: source in kept())
        made = template_class or environment.template_class
        return made.from_code(environment, code, environment.make_globals(globals), None)

    return from_string


def _texts(folder: Path) -> Iterator[str]:
    """Yield the templates in the static *folder*, as Sphinx reads them."""
    for path in sorted(folder.rglob("*")):
        if path.name.endswith((".jinja", "_t")) and str(path).startswith(_FOLDERS):
            yield path.read_text("utf-8")


def save_cache(app: Sphinx, exception: Exception | None) -> None:
    """Handle ``build-finished``: save the templates that this build has compiled."""
    environment = _environment(app)
    if environment is not None and isinstance(environment.bytecode_cache, TemplateCache):
        environment.bytecode_cache.save()


def _environment(app: Sphinx) -> Environment | None:
    """Return Jinja's environment of the builder; None for builders without templates."""
    builder: Any = app.builder
    environment = getattr(getattr(builder, "templates", None), "environment", None)
    return environment if isinstance(environment, jinja2.Environment) else None
