"""How the documents of a parallel build are shared out among its processes.

Sphinx has each process read about 70 of a thousand documents. It sends the whole environment back,
which by then has all that the main process has read before. So each process here reads one share,
and sends its environment once.

Pages are written while the main process resolves the next ones. Each chunk takes a process of its
own, and the start of one makes both copy thousands of pages of memory, which takes as long as five
documents. So chunks are long. The main process writes the first one, so that no other process has
to load what pages need, and the last one where it waits. The next are short, because nobody writes
until they are resolved, and the last are no longer than the others have left to do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_DOCUMENT_COST = 1500
"""What the reading of a document takes besides its text, as bytes of text."""
_FIRST_CHUNK = 8
_SECOND_CHUNK = 24
_SHORTEST_CHUNK = 64
_LONGEST_CHUNK = 200
"""The trees of a few chunks are in memory at the same time."""


def reading_shares(sizes: Mapping[str, int], count: int) -> list[list[str]]:
    """Return *count* shares of documents with about the same amount of text, none of them empty.

    *sizes* has the size of each document in bytes. The shares are parts of *sizes* in its order, so
    that environments which are merged in this order are as if one process had read all documents:
    of a label that two documents define, the same one counts.
    """
    costs = [size + _DOCUMENT_COST for size in sizes.values()]
    done, total = 0, sum(costs)
    count = min(count, len(costs))
    shares: list[list[str]] = []
    for position, (name, cost) in enumerate(zip(sizes, costs, strict=True)):
        # The middle of a document decides, and each of the other shares needs one as well.
        is_due = (done + cost / 2) * count >= total * len(shares)
        needed = count - len(shares)
        if needed and (is_due or len(costs) - position == needed):
            shares.append([])
        shares[-1].append(name)
        done += cost
    return shares


def writing_chunks(docnames: Sequence[str], count: int) -> list[list[str]]:
    """Return *docnames* in chunks, in their order, for the main process and *count* others."""
    here = min(_FIRST_CHUNK, -(-len(docnames) // count))
    chunks = [list(docnames[:here])] if docnames else []
    start = here
    longest = min(_SECOND_CHUNK, -(-(len(docnames) - start) // count))
    while start < len(docnames):
        even = (len(docnames) - start) // (count + 1)
        size = min(longest, max(even, _SHORTEST_CHUNK))
        chunks.append(list(docnames[start : start + size]))
        start += size
        longest = min(2 * longest, _LONGEST_CHUNK)
    return chunks
