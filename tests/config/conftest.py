"""The site of the tests of configuration: a post, and a page that may be configured as a post."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Site

LONG_LINE = "word " * 30 + "end"


@pytest.fixture(autouse=True)
def _posts(site: Site) -> None:
    site.post(
        "good",
        title="Good",
        date="2020-01-01",
        tags="[helm]",
        body=f"{LONG_LINE} [a](https://x.org/)\n",
    )
    site.write("news/item.md", "---\ntitle: Item\ndate: 2020-01-01\norphan: true\n---\nText.\n")
