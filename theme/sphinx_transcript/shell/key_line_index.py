"""Which files have a front-matter line that a pattern matches, found by the words in the lines."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_transcript.shell.source_file import SourceFile

_WORD = re.compile(r"\w+", re.ASCII)


class KeyLineIndex:
    """The key lines of *files*. A file is known by its index there.

    A site has a search for each of its terms. So that a search does not read the lines of all
    files, it is narrowed to those with a word of the name that is searched for.
    """

    def __init__(self, files: Sequence[SourceFile]) -> None:
        self._texts = ["".join(f"{line}\n" for line in file.key_lines) for file in files]
        self._found: dict[str, frozenset[int]] = {}

    @cached_property
    def all(self) -> frozenset[int]:
        """All files."""
        return frozenset(range(len(self._texts)))

    def matching(self, pattern: str, names: Sequence[str] = ()) -> frozenset[int]:
        """Return the files in which ``grep -E`` finds *pattern*.

        If *names* are given, each match has one of them, and no letter or digit before it.
        """
        if pattern not in self._found:
            # After these replacements, Python matches the patterns of this room as grep -E does.
            python_pattern = pattern.replace("[[, ]", r"[\[, ]").replace(".*", r"[^\n]*")
            search = re.compile(python_pattern, re.ASCII | re.MULTILINE).search
            candidates: Iterable[int] = self.all
            if names:
                candidates = frozenset().union(*map(self._with_name, names))
            self._found[pattern] = frozenset(at for at in candidates if search(self._texts[at]))
        return self._found[pattern]

    def _with_name(self, name: str) -> frozenset[int]:
        """Return a set with all files that may have *name*: those with its rarest word."""
        *words, last = _WORD.findall(name) or [""]
        if not name.endswith(last):
            words.append(last)
        elif not words:
            # The name may be the beginning of a word.
            return frozenset().union(*map(self._words.__getitem__, self._words_from(last)))
        return frozenset(min((self._words.get(word, ()) for word in words), key=len))

    @cached_property
    def _words(self) -> dict[str, list[int]]:
        """The files with each word."""
        words: dict[str, list[int]] = {}
        for at, text in enumerate(self._texts):
            for word in set(_WORD.findall(text)):
                words.setdefault(word, []).append(at)
        return words

    @cached_property
    def _sorted_words(self) -> list[str]:
        return sorted(self._words)

    def _words_from(self, start: str) -> Sequence[str]:
        """Return the words that begin with *start*."""
        words = self._sorted_words
        first = last = bisect_left(words, start)
        while last < len(words) and words[last].startswith(start):
            last += 1
        return words[first:last]
