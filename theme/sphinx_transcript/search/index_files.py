"""The files of the index: classic scripts, each of which hands its data to the engine.

Browsers refuse to read other files from pages that are files themselves; scripts they do load. The
name of each but the list has the digest of its content: a browser never takes an old one for it.
"""

from __future__ import annotations

import json
import os
import re
from bisect import bisect_left
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_transcript.search.blocks import BLOCK_SIZE, document_rows, text_blocks
from sphinx_transcript.search.documents import KINDS
from sphinx_transcript.search.shards import code_units, parts_of, shard_content, split_table
from sphinx_transcript.support.build_warnings import warn
from sphinx_transcript.support.digests import digest
from sphinx_transcript.support.problems import Subtype

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from sphinx_transcript.search.blocks import Texts
    from sphinx_transcript.search.documents import Document
    from sphinx_transcript.search.last_index import Block, TermShard

FOLDER = "_static/search"
INDEX = "index"
_OURS = re.compile(r"(?:index|[cdtwx]-[0-9a-f]{10})\.js")
_TABLES = {"terms": "t", "words": "w", "commands": "c"}
"""The first letter of the names of files, for each table."""


class IndexFiles:
    """The scripts of an index by name, and the entries of their list."""

    def __init__(self) -> None:
        self.scripts: dict[str, str] = {}
        self.kept: set[str] = set()
        """The names of scripts that are there already."""
        self._list: dict[str, Any] = {}

    def add_table(self, name: str, table: Mapping[str, str]) -> list[tuple[str, str]]:
        """Add *table*, JSON texts by key, in shards; return the start and digest of each."""
        shards = [
            (shard.start, self._add(_TABLES[name], shard.content))
            for shard in (split_table(table) if table else ())
        ]
        self._list[name] = shards
        return shards

    def add_terms(
        self, entries: Mapping[str, str], last: Iterable[TermShard], changed: set[str] | None
    ) -> list[TermShard]:
        """Add the sorted *entries* of terms in shards, and return these.

        The shards *last* of the last build are kept where none of the terms *changed* is in them;
        None means that all may be others.
        """
        terms, texts = [*entries], [*entries.values()]
        moved = sorted(map(code_units, changed or ()))
        known = {} if changed is None else {shard[::2] + shard[3:]: shard for shard in last}
        shards: list[TermShard] = []
        for part in parts_of(entries) if entries else ():
            first, final = terms[part.first], terms[part.end - 1]
            shard = known.get((part.start, first, final))
            at = bisect_left(moved, code_units(first))
            if shard and (at == len(moved) or moved[at] > code_units(final)):
                self.kept.add(f"{_TABLES['terms']}-{shard[1]}")
            else:
                content = shard_content(texts[part.first : part.end])
                shard = (part.start, self._add(_TABLES["terms"], content), first, final)
            shards.append(shard)
        self._list["terms"] = [shard[:2] for shard in shards]
        return shards

    def keep_table(self, name: str, shards: list[tuple[str, str]]) -> list[tuple[str, str]]:
        """Add the table *name* of the last build, which had these *shards*, and return them."""
        self._list[name] = shards
        self.kept |= {f"{_TABLES[name]}-{known}" for _, known in shards}
        return shards

    def add_documents(
        self,
        documents: Sequence[Document],
        texts: Texts,
        known: Callable[[int], Block | None],
    ) -> list[Block]:
        """Add *documents* and their *texts* in blocks, and return these.

        *known* returns the block of a number, if it is the same as in the last build.
        """
        blocks: list[Block] = []
        for first in range(0, len(documents), BLOCK_SIZE):
            found = known(first // BLOCK_SIZE)
            if found is None:
                block = documents[first : first + BLOCK_SIZE]
                parts = [
                    (part.first, self._add("x", part.content))
                    for part in text_blocks(first, block, texts)
                ]
                content = json.dumps([document_rows(block), parts], **_COMPACT)
                found = (self._add("d", content), parts)
            else:
                self.kept |= {f"d-{found[0]}", *(f"x-{part}" for _, part in found[1])}
            blocks.append(found)
        self._list["blocks"] = [digest_ for digest_, _ in blocks]
        self._list["size"] = BLOCK_SIZE
        return blocks

    def add_facts(self, documents: Sequence[Document], others: Mapping[str, Any]) -> None:
        """Add to the list what the engine knows before it loads a shard, and *others*."""
        kinds: dict[str, list[int]] = {}
        years: dict[str, list[int]] = {}
        tags: dict[str, int] = {}
        for number, document in enumerate(documents):
            kinds.setdefault(document.kind, [number, 0])[1] = number + 1
            if year := document.facts.date[:4]:
                years.setdefault(year, [number, 0])[1] = number + 1
            for tag in document.facts.tags:
                tags[tag] = tags.get(tag, 0) + 1
        self._list["documents"] = len(documents)
        self._list["kinds"] = {kind: kinds[kind] for kind in KINDS if kind in kinds}
        self._list["years"] = dict(sorted(years.items()))
        self._list["tags"] = sorted(tags, key=lambda tag: (-tags[tag], tag))[:_LISTED_TAGS]
        self._list |= others

    def close(self) -> None:
        """Add the list itself."""
        content = json.dumps(dict(sorted(self._list.items())), **_COMPACT)
        self.scripts[INDEX] = _script(INDEX, content)

    def _add(self, letter: str, content: str) -> str:
        """Add a script that hands over *content*; return its digest, which is in its name."""
        known = digest(content, 5)
        name = f"{letter}-{known}"
        self.scripts[name] = _script(name, content)
        return known


def _script(name: str, content: str) -> str:
    return f'TranscriptSearch.receive("{name}",{content});\n'


_COMPACT: dict[str, Any] = {"ensure_ascii": False, "separators": (",", ":")}
_LISTED_TAGS = 300


class Folder:
    """The folder of an index below *outdir*, and the files in it, with their sizes and times."""

    def __init__(self, outdir: str | Path) -> None:
        self._path = Path(outdir, FOLDER)
        self._stats: dict[str, str] = {}
        self._is_known = False
        """Whether the files are those that the last build has left."""
        with suppress(OSError), os.scandir(self._path) as entries:
            self._stats = {entry.name: _stat_text(entry.stat()) for entry in entries}

    def has_all(self, known: str) -> bool:
        """Tell whether the folder is as `write` left it, when that returned *known*."""
        self._is_known = known != "" and self._digest() == known
        return self._is_known

    def _digest(self) -> str:
        """Return a digest of what files there are, and of the sizes and times of all of them.

        To read all of a large index would take longer than the rest of a build that has nothing to
        do.
        """
        files = "\n".join(f"{name} {stat}" for name, stat in sorted(self._stats.items()))
        return digest(files, 8) if f"{INDEX}.js" in self._stats else ""

    def write(self, scripts: Mapping[str, str], kept: Collection[str] = ()) -> str:
        """Write the files that are missing or differ, and remove those of earlier builds.

        *kept* are the names of further files that stay as they are. Return a digest of what the
        folder then has, or '' if that is not the whole index.
        """
        names = {f"{name}.js" for name in (*scripts, *kept)}
        try:
            self._path.mkdir(parents=True, exist_ok=True)
            # The list comes last: until then a reader has the one that fits the old files.
            for name in sorted(scripts, key=lambda name: (name == INDEX, name)):
                file = f"{name}.js"
                if self._is_known and file in self._stats and name != INDEX:
                    continue
                path = self._path / file
                _write(path, scripts[name].encode("utf-8", "surrogatepass"))
                self._stats[file] = _stat_text(path.stat())
            old = [name for name in self._stats if name not in names and _OURS.fullmatch(name)]
            for name in old:
                (self._path / name).unlink(missing_ok=True)
                del self._stats[name]
        except OSError as error:
            warn(f"can't write the search index: {error}", Subtype.OUTPUT)
            return ""
        return self._digest()


def _stat_text(stat: os.stat_result) -> str:
    return f"{stat.st_size} {stat.st_mtime_ns}"


def remove_scripts(outdir: str | Path) -> None:
    """Remove the index of an earlier build."""
    folder = Path(outdir, FOLDER)
    if not folder.is_dir():
        return
    scripts = [path for path in folder.iterdir() if _OURS.fullmatch(path.name)]
    for path in scripts:
        path.unlink(missing_ok=True)
    if scripts and not any(folder.iterdir()):
        folder.rmdir()


def _write(path: Path, content: bytes) -> None:
    if path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content:
        return
    path.write_bytes(content)
