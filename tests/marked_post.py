"""A post that is to leave no trace, and the ways in which it comes not to be published."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.traces import WORD

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Site

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)
BODY = f"""The {WORD} body.

```{{index}} single: {WORD} entry
```

({WORD}-target)=
# The {WORD} heading

![{WORD} picture]({WORD}.png) {{download}}`a file <{WORD}.zip>`

```{{py:function}} {WORD}_function(a)
```
"""


def write_marked(site: Site, **keys: Any) -> None:
    """Write the post that is to leave no trace, and two around it."""
    site.post("old", title="Old", date="2020-01-01", tags="[helm]")
    site.post("new", title="New", date="2020-02-20", tags="[helm]")
    site.write(f"post/{WORD}.png", PNG)
    site.write(f"post/{WORD}.zip", b"a file")
    fields = {
        "title": f"The {WORD} title",
        "date": "2020-02-02",
        "tags": f"[helm, {WORD}-tag]",
        "author": f"{WORD} author",
        "description": f"A {WORD} description.",
        "body": BODY,
    }
    site.post("x", **{**fields, **keys})


def delete(site: Site) -> None:
    for path in site.srcdir.glob("post/x.*"):
        path.unlink()


CHANGES: dict[str, tuple[Callable[[Site], object], str]] = {
    "draft": (lambda site: write_marked(site, draft="true"), "1 draft"),
    "draft-yes": (lambda site: write_marked(site, draft="Yes"), "1 draft"),
    "undated": (lambda site: write_marked(site, date=""), "1 without a date"),
    "scheduled": (lambda site: write_marked(site, date="2999-01-01"), "1 scheduled"),
    "unreadable": (lambda site: write_marked(site, date="soon"), "1 unreadable"),
    "deleted": (delete, ""),
}
KINDS = pytest.mark.parametrize(("change", "words"), CHANGES.values(), ids=CHANGES)

CONF: dict[str, Any] = {"copyright": "Ada", "version": "1"}
