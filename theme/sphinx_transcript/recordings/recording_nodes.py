"""The content of a recording as nodes that every builder can show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_transcript.highlighting.coloured_blocks import STYLES
from sphinx_transcript.recordings.nodes import recording, recording_caption, recording_player
from sphinx_transcript.support.terminal_text import plain_text
from sphinx_transcript.support.translations import text
from sphinx_transcript.terminal.style import PLAIN

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.docutils import SphinxDirective

    from sphinx_transcript.recordings.content import Content
    from sphinx_transcript.recordings.options import RecordingOptions
    from sphinx_transcript.recordings.parts import Chapter
    from sphinx_transcript.recordings.prompts import Line


def add_caption(directive: SphinxDirective, box: nodes.Element, options: RecordingOptions) -> None:
    """Add the caption to *box*, and its name."""
    if options.caption:
        content, messages = directive.parse_inline(options.caption)
        caption = recording_caption(options.caption, "", *content)
        directive.set_source_info(caption)
        box += [caption, *messages]
    directive.add_name(box)


def add_content(
    directive: SphinxDirective,
    box: nodes.Element,
    content: Content,
    options: RecordingOptions,
    stem: str,
) -> None:
    """Add the text, the chapters and the player to *box*. *stem* begins the ids of chapters."""
    from sphinx_transcript.recordings.parts import Chapter, Screen, Text
    from sphinx_transcript.recordings.timeline import clock

    chapters: list[tuple[float, str]] = []
    parts: list[nodes.Element] = []
    for part in content.parts:
        if isinstance(part, Text):
            parts.append(_block(part.lines, options.language))
        elif isinstance(part, Screen):
            words = text("screen at {time}").format(time=clock(part.time - content.begin))
            parts.append(nodes.paragraph(words, words, classes=["ts-recording-note"]))
            parts.append(_block(part.lines, "text", "ts-recording-screen"))
        elif isinstance(part, Chapter):
            rubric = _chapter(directive, part, options.name or stem)
            chapters.append((part.time - content.begin, rubric["ids"][0]))
            parts.append(rubric)
    if content.frames is not None:
        label = recording_title(box)
        box += recording_player(
            frames=content.frames, chapters=chapters, label=label, speed=options.speed
        )
    for part_node in parts:
        for node in part_node.findall(nodes.Element):
            directive.set_source_info(node)
    box += parts


def recording_title(box: nodes.Element) -> str:
    """Return the text of the caption of *box*, or what stands for it."""
    caption = box.next_node(recording_caption)
    return caption.astext() if caption is not None else str(text("Recording"))


def note_labels(app: Sphinx, doctree: nodes.document) -> None:
    """Handle ``doctree-read``: have ``ref`` show the captions of recordings that have a name.

    Sphinx itself does so for figures, tables and blocks of code.
    """
    labels = app.env.domains.standard_domain.labels
    for box in doctree.findall(recording):
        for name in box["names"]:
            if box["ids"]:
                labels.setdefault(name, (app.env.docname, box["ids"][0], recording_title(box)))


def _block(lines: tuple[Line, ...], language: str, *classes: str) -> nodes.literal_block:
    """Return *lines* as a block of code, with their styles as those of included output."""
    # Controls of the writing direction make text look like another text.
    runs = [
        [run._replace(text=shown) for run in line if (shown := plain_text(run.text))]
        for line in lines
    ]
    written = "\n".join("".join(run.text for run in line) for line in runs)
    # Without `force`, what is no valid code is a warning.
    block = nodes.literal_block(
        written, written, language=language, force=True, classes=list(classes)
    )
    if any(run.style != PLAIN for line in runs for run in line):
        block[STYLES] = runs
    return block


def _chapter(directive: SphinxDirective, part: Chapter, stem: str) -> nodes.rubric:
    label = " ".join(plain_text(part.label).split())
    rubric = nodes.rubric(label, label, classes=["ts-recording-chapter"])
    document = directive.state.document
    base = nodes.make_id(f"{stem}-{label}") or "recording"
    name, number = base, 1
    while name in document.ids:
        number += 1
        name = f"{base}-{number}"
    rubric["ids"] = [name]
    document.set_id(rubric)
    return rubric
