"""Metadata that Pelican takes from somewhere else than the text of an article.

https://docs.getpelican.com/en/stable/settings.html#metadata
"""

from __future__ import annotations

import html
import re
import unicodedata
from typing import TYPE_CHECKING, Any

from selectolax.lexbor import LexborHTMLParser

from sphinx_transcript.importers.front_matter.source_front_matter import SourceFrontMatter
from sphinx_transcript.importers.slugs import to_ascii

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import PurePosixPath

    from sphinx_transcript.importers.report import Report

_FILENAME_METADATA = r"(?P<date>\d{4}-\d{2}-\d{2}).*"


def path_metadata(
    path: PurePosixPath, settings: Mapping[str, Any], report: Report
) -> dict[str, str]:
    """Return what the *path* of an article, relative to the folder of content, says of it."""
    metadata: dict[str, str] = {}
    for name, default, text in (
        ("FILENAME_METADATA", _FILENAME_METADATA, path.stem),
        ("PATH_METADATA", "", path.as_posix()),
    ):
        pattern = settings.get(name, default)
        if not isinstance(pattern, str) or not pattern:
            continue
        try:
            match = re.match(pattern, text)
        except re.error as error:
            message = f"{name}: not a regular expression: {error}"
            report.add_once("pelicanconf.py", 1, message, "configuration")
            continue
        for key, value in match.groupdict().items() if match else ():
            if value is not None:
                metadata.setdefault(key.lower(), value)
    extra = settings.get("EXTRA_PATH_METADATA")
    own = extra.get(path.as_posix()) if isinstance(extra, dict) else None
    for key, value in own.items() if isinstance(own, dict) else ():
        metadata.setdefault(str(key).lower(), str(value))
    return metadata


def slugify(text: str, settings: Mapping[str, Any]) -> tuple[str, bool]:
    """Return the slug that Pelican makes of *text*, and whether it is certain."""
    slug = unicodedata.normalize("NFKC", html.unescape(re.sub(r"<[^<>]*>", "", text)))
    is_certain = "SLUG_REGEX_SUBSTITUTIONS" not in settings
    if settings.get("SLUGIFY_USE_UNICODE") is not True:
        slug, is_ascii_certain = to_ascii(slug)
        is_certain &= is_ascii_certain
    slug = re.sub(r"[^\w\s-]", "", slug).strip()
    slug = re.sub(r"[-\s]+", "-", slug)
    if settings.get("SLUGIFY_PRESERVE_CASE") is not True:
        slug = slug.lower()
    return slug, is_certain


def read_html(text: str) -> SourceFrontMatter:
    """Return the metadata in the head of the page *text*, and its body."""
    tree = LexborHTMLParser(text)
    values: dict[str, Any] = {}
    for meta in tree.css("head > meta[name][content]"):
        values[str(meta.attributes["name"]).lower()] = str(meta.attributes["content"])
    title = tree.css_first("head > title")
    if title is not None and title.text(strip=True):
        values["title"] = title.text(strip=True)
    # Of several tags, keywords is the older name.
    if "keywords" in values:
        values.setdefault("tags", values.pop("keywords"))
    body = tree.css_first("body")
    front_matter = SourceFrontMatter(values, (body.inner_html if body else "") or "", 1)
    front_matter.key_names = {key: key for key in values}
    return front_matter
