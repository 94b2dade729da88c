"""Converts the shortcodes that Zola has by itself, or that most themes have: embedded videos.

https://www.getzola.org/documentation/content/shortcodes/. All others are left to the conversion of
template text, which shows them as code.
"""

from __future__ import annotations

import re

from sphinx_transcript.importers.markup.markdown_code import sub_outside_code
from sphinx_transcript.importers.templates.embeds import embed
from sphinx_transcript.importers.templates.tags import parse_arguments

_EMBED = re.compile(r"\{\{\s*(?P<name>\w+)\((?P<arguments>[^()\n\x00]*)\)\s*\}\}")


def convert_zola_embeds(text: str) -> str:
    """Return *text* with links for the shortcodes that embed something of another site."""

    def link(match: re.Match[str]) -> str:
        arguments = parse_arguments(match["arguments"].replace(",", " "))
        return embed(match["name"].lower(), arguments) or match[0]

    return sub_outside_code(_EMBED, link, text)
