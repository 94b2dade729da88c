"""Addresses that conf.py gives relative to the output folder, as seen from a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util.osutil import relative_uri

from sphinx_transcript.support.relative_urls import is_relative_url

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def address_on_page(app: Sphinx, pagename: str, address: str) -> str:
    """Return *address* as a link of the page *pagename* has it.

    A relative *address* is a path in the output folder. Other addresses stay as they are.
    """
    if not address or not is_relative_url(address):
        return address
    return relative_uri(app.builder.get_target_uri(pagename), address)
