"""Evidence of an import: posts, text kept, old addresses that hold, and notes by kind.

The text is compared by words: those of the old file with those of the new page.
"""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser

from sphinx_transcript.importers import read_blog
from sphinx_transcript.importers.convert import convert
from sphinx_transcript.importers.options import NO_OPTIONS, ReaderOptions
from sphinx_transcript.importers.report import Report
from sphinx_transcript.importers.report_summary import notes_by_kind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path, PurePosixPath

_FRONT_MATTER = re.compile(
    r"\A\s*(?:---\n.*?\n(?:---|\.\.\.)[ \t]*\n|\+\+\+\n.*?\n\+\+\+[ \t]*\n)", re.DOTALL
)
# What is no text of the post: addresses, HTML tags, template tags and comments.
_METADATA_LINES = re.compile(r"\A(?:[A-Za-z_-]+:.*\n)+")
_NO_TEXT = re.compile(
    r"<!--[\s\S]*?-->|\{%[\s\S]*?%\}|\{\{[\s\S]*?\}\}|</?[A-Za-z][^<>]*>|\w+://\S+"
    r"|\]\([^()]*\)|\]\[[^\]]*\]"
    r"|\{[:.#][^{}\n]*\}|\{[^{}\n]*=[^{}\n]*\}"
    r"|^\s*\[.+\]:.*$|^\s*(?:\.\. [\w-]+:|:[\w-]+:).*$|^[A-Z][a-z_]+: .*$|^(?:```|~~~|:::).*$",
    re.MULTILINE,
)
_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass
class Evidence:
    """What is left of a blog in the site made of it."""

    read: int = 0
    """The posts that were read."""
    published: int = 0
    """The posts among them that have a page."""
    words: int = 0
    """The words of the published posts."""
    lost: Counter[str] = field(default_factory=Counter)
    """The words among them that are not on the new pages."""
    addresses: int = 0
    """The old addresses that are known."""
    broken: list[str] = field(default_factory=list)
    """Those among them that the new site does not serve."""
    notes: dict[str, int] = field(default_factory=dict)
    """The number of notes by their kind."""
    losses: dict[str, list[str]] = field(default_factory=dict)
    """The words that a post has lost, by its path."""

    @property
    def kept(self) -> float:
        """Return the share of words that are kept, from 0 to 1."""
        return 1 - self.lost.total() / self.words if self.words else 1.0


def collect(
    system: str,
    blog: Path,
    output: Path,
    options: ReaderOptions = NO_OPTIONS,
    folder: str = "post",
    *,
    texts: Mapping[str, str] | None = None,
) -> Evidence:
    """Return the evidence for *blog*, which was imported into *folder* and built in *output*.

    *texts* are the texts of posts that have no files of their own, by their paths.
    """
    report = Report()
    source = read_blog(system, blog, report, options)
    files = convert(source, folder, report)
    evidence = Evidence(read=len(source.posts))
    for name, (post, _) in files.texts.items():
        page = output / re.sub(r"\.\w+$", ".html", name)
        if not page.is_file():
            continue
        evidence.published += 1
        if post.url:
            evidence.addresses += 1
            if not serves(output, post.url):
                evidence.broken.append(post.url)
        old = words_of_source(_source_text(source.folder, post.path, texts or {}))
        lost = old - words_of_page(page.read_text("utf-8"))
        evidence.words += old.total()
        evidence.lost += lost
        if lost:
            evidence.losses[str(post.path)] = sorted(lost.elements())
    evidence.notes = {str(kind): len(notes) for kind, notes in notes_by_kind(report.notes).items()}
    return evidence


def _source_text(folder: Path, path: PurePosixPath, texts: Mapping[str, str]) -> str:
    text = texts.get(str(path)) or (folder / path).read_text("utf-8", "replace")
    return _text_of_notebook(text) if path.suffix == ".ipynb" else text


def serves(output: Path, url: str) -> bool:
    """Tell whether a server of the folder *output* has a page for the URL path *url*."""
    path = unquote(url).lstrip("/")
    names = [path, f"{path}.html", f"{path.rstrip('/')}/index.html".lstrip("/")]
    return any((output / name).is_file() for name in names if name)


def words_of_source(text: str) -> Counter[str]:
    """Return the words that a reader of the post in the file *text* would see."""
    body = _METADATA_LINES.sub("", _FRONT_MATTER.sub("", text.replace("\r\n", "\n")))
    return _words(html.unescape(_NO_TEXT.sub(" ", body)))


def _text_of_notebook(text: str) -> str:
    """Return what the author has written in the cells of the notebook *text*."""
    cells = json.loads(text)["cells"]
    return "\n\n".join("".join(cell["source"]) for cell in cells)


def words_of_page(page: str) -> Counter[str]:
    """Return the words in the text of the HTML *page*, and in its alternative texts."""
    tree = LexborHTMLParser(page)
    alternatives = [
        str(node.attributes.get(name) or "")
        for name in ("alt", "title")
        for node in tree.css(f"[{name}]")
    ]
    body = tree.body
    return _words(" ".join([body.text(separator="") if body else "", *alternatives]))


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.casefold()))
