"""The directive ``session``: a code block whose commands are checked."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.directives.code import CodeBlock

from sphinx_transcript.pages.directives import AnyOptionSpec
from sphinx_transcript.session_runs.marked_block import ATTRIBUTE, MarkedBlock, unchecked
from sphinx_transcript.support.build_warnings import warn
from sphinx_transcript.support.document_guard import attempt
from sphinx_transcript.support.problems import Subtype

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_transcript.session_runs.directive_options import SessionOptions


class SessionDirective(CodeBlock):
    """Inserts the block as ``code-block`` does, and marks it for the builder ``sessions``.

    A label for links stands before the directive, since ``:name:`` is the name of a shell.
    """

    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[Any] = AnyOptionSpec()

    def run(self) -> list[nodes.Node]:
        """Validate the options, and return a ``literal_block`` with its marks."""
        return attempt("a session", self.get_location(), self._block, [])

    def _block(self) -> list[nodes.Node]:
        from sphinx_transcript.session_runs.directive_options import LANGUAGES, read_options
        from sphinx_transcript.session_runs.session_text import complaint, lexer_name

        given = dict(self.options)
        options, messages = read_options(given)
        if self.arguments:
            hint = " (:lang: names the language)" if self.arguments[0] in LANGUAGES else ""
            messages.append(f"takes no argument, but has {self.arguments[0]!r}{hint}")
        self.options = self._code_options(given, messages)
        text = "\n".join(self.content)
        self.arguments = [lexer_name(text, options.language)]
        files = self._files(options, messages)
        if not messages:
            messages += complaint(text, options.language)
        inserted = super().run()
        path, line = self._place(text)
        block = replace(
            _marked(options), path=path, line=line, text=text, files=files, problems=tuple(messages)
        )
        for message in messages:
            warn(unchecked(message), Subtype.SESSION, self.get_location())
        for node in inserted:
            for literal in node.findall(nodes.literal_block):
                literal[ATTRIBUTE] = block
        return inserted

    def _code_options(self, given: dict[str, str | None], messages: list[str]) -> dict[str, Any]:
        """Return the options of ``code-block``, converted."""
        from sphinx_transcript.session_runs.directive_options import CODE_OPTIONS

        converted: dict[str, Any] = {}
        for name in CODE_OPTIONS:
            convert: Callable[[Any], Any] = CodeBlock.option_spec[name]
            if name in given:
                try:
                    converted[name] = convert(given[name])
                except (ValueError, TypeError) as error:
                    messages.append(f"{name}: {error}")
        return converted

    def _files(self, options: SessionOptions, messages: list[str]) -> tuple[str, ...]:
        """Return the paths of the files from the source folder; the document depends on them."""
        found: dict[str, str] = {}
        root = Path(os.path.realpath(self.env.srcdir))
        for written in options.files:
            try:
                relative, absolute = self.env.relfn2path(written, self.env.docname)
                real = Path(os.path.realpath(absolute))
                is_file = real.is_file()
            except (OSError, ValueError):
                messages.append(f"files: {written!r} is not the name of a file")
                continue
            path = Path(relative).as_posix()
            if not real.is_relative_to(root):
                messages.append(f"files: {written!r} is outside of the source folder")
                continue
            self.env.note_dependency(path)
            if not is_file:
                messages.append(f"files: {written!r} is not there, or no file")
            elif real.name in found:
                messages.append(f"files: {written!r} has the name of {found[real.name]!r}")
            else:
                found[Path(path).name] = path
        return tuple(found.values())

    def _place(self, text: str) -> tuple[str, int]:
        """Return the source file with the block, from the source folder, and its first line."""
        from sphinx_transcript.session_runs.source_place import place_of

        source, line = self.get_source_info()
        return place_of(self.env, Path(source), text, line)


def _marked(options: SessionOptions) -> MarkedBlock:
    """Return a block with *options*, and without its place and its text."""
    return MarkedBlock(
        path="",
        line=0,
        text="",
        language=options.language,
        name=options.name,
        setup=options.setup,
        requires=options.requires,
        timeout=options.timeout,
        status=options.status,
        versions=options.versions,
        is_unchecked=options.is_unchecked,
        reason=options.reason,
    )
