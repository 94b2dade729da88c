"""The named values of expected output that every site has, and what may be such a name."""

from __future__ import annotations

from typing import Final

NAMED_VALUES: Final[dict[str, str]] = {
    "hash": r"[0-9a-f]{7,64}",
    "number": r"[-+]?[0-9][0-9,._]*",
    "path": r"(?:~|\.{1,2}|[A-Za-z]:)?[/\\][^\s:'\"]*",
    "time": (
        # A day and a time as in RFC 3339 or by `date`, a time, or how long something took.
        r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?"
        r"(?: ?(?:Z|UTC|[-+][0-9]{2}:?[0-9]{2}))?)?"
        r"|(?:[A-Z][a-z]{2},? )*[A-Z][a-z]{2} {1,2}[0-9]{1,2} [0-9]{2}:[0-9]{2}(?::[0-9]{2})?"
        r"(?: [A-Z]{3,4})?(?: [0-9]{4})?(?: [-+][0-9]{4})?"
        r"|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?"
        r"|[0-9]+m[0-9]+(?:[.,][0-9]+)?s"
        r"|[0-9]+(?:[.,][0-9]+)? ?(?:ns|[uµμ]s|ms|s|secs?|seconds?|m|mins?|minutes?|h|hours?)\b"
    ),
}
"""The regular expressions of the names that every site has, for the package ``regex``."""
NAME_PATTERN: Final = r"[A-Za-z][A-Za-z0-9_-]*"
"""What a name of a value may be, as a regular expression that JSON Schema has, too."""
