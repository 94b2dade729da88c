"""Converts images that MDX takes from scripts: https://docusaurus.io/docs/static-assets."""

from __future__ import annotations

import re

from sphinx_transcript.importers.front_matter.post_fields import encode_path
from sphinx_transcript.importers.link_targets import FILE_SCHEME
from sphinx_transcript.importers.markup.markdown_code import sub_outside_code

_IMPORT = re.compile(
    r"^import\s+(?P<name>\w+)\s+from\s+[\"'](?P<path>[^\"'\n]+\.(?:png|jpe?g|gif|svg|webp|avif))[\"']",
    re.MULTILINE | re.IGNORECASE,
)
_IMAGE = re.compile(r"<(?:img|Image|IdealImage)\s(?P<attributes>(?:[^<>{}]|\{[^{}]*\})*?)/?>")
_SOURCE = re.compile(
    r"\b(?:src|img)=\{\s*(?:require\([\"'](?P<path>[^\"']+)[\"']\)(?:\.default)?|(?P<name>\w+))\s*\}"
)
_ALT = re.compile(r"\balt=\{?[\"'](?P<alt>[^\"'{}]*)[\"']\}?")


def convert_mdx_images(text: str) -> str:
    """Return *text* with Markdown images for those that are imported or required.

    The number of lines stays the same.
    """
    paths = {match["name"]: match["path"] for match in _IMPORT.finditer(text)}

    def image(match: re.Match[str]) -> str:
        written = text[match.start() : match.end()]
        source = _SOURCE.search(written)
        path = (source["path"] or paths.get(source["name"], "")) if source else ""
        if not path:
            return written
        target = encode_path(path)
        if path.startswith("@site/"):
            target = FILE_SCHEME + target.removeprefix("@site/")
        alt = _ALT.search(written)
        shown = re.sub(r"([\[\]\\*_`<])", r"\\\1", " ".join(alt["alt"].split())) if alt else ""
        return f"![{shown}]({target})" + "\n" * written.count("\n")

    return sub_outside_code(_IMAGE, image, text)
