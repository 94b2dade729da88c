"""The directive ``recording``: an asciicast file as text, chapters, still screens and a player."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from sphinx.util.docutils import SphinxDirective

from sphinx_transcript.pages.directives import AnyOptionSpec
from sphinx_transcript.recordings.nodes import recording
from sphinx_transcript.recordings.options import OPTIONS, RecordingOptions, read_options
from sphinx_transcript.support.build_warnings import warn
from sphinx_transcript.support.document_guard import attempt
from sphinx_transcript.support.nearest_name import did_you_mean
from sphinx_transcript.support.problems import Subtype

if TYPE_CHECKING:
    from docutils import nodes

    from sphinx_transcript.recordings.asciicast import Recording

_MISSING = (
    "the screen is not emulated, and there is no player, because the package pyte is missing:"
    " pip install 'sphinx-transcript[recordings]'"
)


class RecordingDirective(SphinxDirective):
    """Inserts what a reader sees of a recording. Nothing of it is run."""

    has_content = True
    # Not required: docutils' own message could neither be suppressed nor say what is accepted.
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[Any] = AnyOptionSpec(dict.fromkeys(OPTIONS, lambda argument: argument))

    def run(self) -> list[nodes.Node]:
        """Validate the options, read the file, and return its nodes."""
        return attempt("a recording", self.env.docname, self._nodes, [])

    def _nodes(self) -> list[nodes.Node]:
        from sphinx_transcript.recordings.recording_nodes import add_caption

        options, messages = read_options(self.options)
        for message in messages:
            self._warn(message)
        if self.content:
            self._warn("it takes no content; options are lines such as ':from: 0:10'")
        box = recording(classes=["ts-recording", *options.classes])
        self.set_source_info(box)
        add_caption(self, box, options)
        file = self._read()
        if file is not None:
            self._add(box, file, options)
        return [box] if box.children else []

    def _read(self) -> Recording | None:
        """Return the recording that the argument names; warn if it can't be read."""
        from sphinx_transcript.recordings.asciicast import read_asciicast
        from sphinx_transcript.recordings.asciicast_lines import UnreadableRecordingError

        name = self.arguments[0].strip() if self.arguments else ""
        if not name:
            self._warn("it takes the path of an asciicast file, such as 'build.cast'")
            return None
        path = self._path(name)
        if path is None:
            return None
        try:
            file = read_asciicast(path)
        except UnreadableRecordingError as error:
            self._warn(f"{name!r}: {error}")
            return None
        for message in file.messages:
            self._warn(f"{name!r}: {message}")
        return file

    def _path(self, name: str) -> Path | None:
        """Return the path of the file *name*, which is noted as a dependency."""
        try:
            relative, absolute = self.env.relfn2path(name)
            path = Path(absolute).resolve()
            is_inside = path.is_relative_to(Path(self.env.srcdir).resolve())
            is_there = is_inside and path.exists()
        except (OSError, ValueError):
            self._warn(f"{name!r} is no path of a file")
            return None
        if not is_inside:
            self._warn(f"{name!r} lies outside the source folder")
            return None
        self.env.note_dependency(relative)
        if is_there and (path.is_file() or path.is_dir()):
            return path
        folder = path.parent
        others = sorted(each.name for each in folder.iterdir()) if folder.is_dir() else []
        hint = did_you_mean(path.name, others)
        self._warn(f"{name!r}: there is no such file{hint}")
        return None

    def _add(self, box: recording, file: Recording, options: RecordingOptions) -> None:
        from sphinx_transcript.recordings.content import content_of, has_emulator
        from sphinx_transcript.recordings.recording_nodes import add_content

        content = content_of(file, options)
        name = self.arguments[0].strip()
        for message in content.messages:
            self._warn(f"{name!r}: {message}")
        if not has_emulator():
            self._warn(_MISSING, once=True)
            self.env.note_reread()  # For the day on which it is installed.
        add_content(self, box, content, options, Path(name).stem)

    def _warn(self, message: str, *, once: bool = False) -> None:
        warn(f"recording: {message}", Subtype.RECORDING, self.get_location(), once=once)
