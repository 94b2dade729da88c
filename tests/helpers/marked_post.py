"""A post marked with a unique word, and the changes after which it is not published.

Tests search the output for the word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.helpers.build_output import MARKER

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Site

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)
BODY = f"""The {MARKER} body.

```{{index}} single: {MARKER} entry
```

({MARKER}-target)=
# The {MARKER} heading

![{MARKER} picture]({MARKER}.png) {{download}}`a file <{MARKER}.zip>`

```{{py:function}} {MARKER}_function(a)
```
"""


def write_marked(site: Site, **keys: Any) -> None:
    """Write the marked post, and one post before it and one after it.

    *keys* replace front-matter values of the marked post, and its body.
    """
    site.post("old", title="Old", date="2020-01-01", tags="[helm]")
    site.post("new", title="New", date="2020-02-20", tags="[helm]")
    site.write(f"post/{MARKER}.png", PNG)
    site.write(f"post/{MARKER}.zip", b"a file")
    fields = {
        "title": f"The {MARKER} title",
        "date": "2020-02-02",
        "tags": f"[helm, {MARKER}-tag]",
        "author": f"{MARKER} author",
        "description": f"A {MARKER} description.",
        "body": BODY,
    }
    site.post("x", **{**fields, **keys})


def delete_post(site: Site) -> None:
    """Delete the marked post."""
    for path in site.srcdir.glob("post/x.*"):
        path.unlink()


CHANGES: dict[str, tuple[Callable[[Site], object], str]] = {
    "draft": (lambda site: write_marked(site, draft="true"), "1 draft"),
    "draft-yes": (lambda site: write_marked(site, draft="Yes"), "1 draft"),
    "undated": (lambda site: write_marked(site, date=""), "1 without a date"),
    "scheduled": (lambda site: write_marked(site, date="2999-01-01"), "1 scheduled"),
    "unreadable": (lambda site: write_marked(site, date="soon"), "1 unreadable"),
    "deleted": (delete_post, ""),
}
"""Each change that unpublishes the post, and how the report of the build describes it."""
EACH_CHANGE = pytest.mark.parametrize(("change", "status"), CHANGES.values(), ids=CHANGES)

CONF: dict[str, Any] = {"copyright": "Ada", "version": "1"}
