"""Reads the output of a build, and compares it with the model and with other builds."""

from __future__ import annotations

import difflib
import html
import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from tests.proof import expected
from tests.proof.model import FEATURES, LISTINGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Set

    from tests.conftest import Build
    from tests.proof.model import Site

TERM_PAGES = {"tag": "tags", "category": "categories", "series": "series"}
"""The folder of each taxonomy's pages, and the front-matter key of its terms."""
EXPECTED_WARNINGS = (
    "no post has the ",
    "no post is published",
    "unknown document",
    "Unknown source document",
    "[transcript.unpublished]",
    "[transcript.alias]",
    "[transcript.role]",
    " is also that of ",
    "cross-reference target not found",
    "toctree contains reference to ",
    "toctree glob pattern",
    "undefined label",
    "image file not readable",
)
"""Parts of warnings that are correct on a randomly edited site."""


def check(site: Site, build: Build) -> Iterator[str]:
    """Yield a description of each difference between *build* and the model."""
    paths = build.files().keys()
    yield from _check_listings(site, build, paths)
    yield from _check_posts(site, build, paths)
    yield from _check_hidden(site, build)
    yield from _check_generated(site, build, paths)
    for line in build.warning_lines:
        if "WARNING" in line and not any(part in line for part in EXPECTED_WARNINGS):
            yield f"unexpected: {line}"


def _check_listings(site: Site, build: Build, paths: Set[str]) -> Iterator[str]:
    for page in sorted(LISTINGS.keys() & site.pages):
        pages = expected.rows(site, page)
        for number, rows in enumerate(pages, start=1):
            path = f"{page}.html" if number == 1 else _further(page, number)
            shown = shown_rows(build, path) if path in paths else ["no such page"]
            yield from _differ(f"rows of {path}", shown, rows)
        if _further(page, len(pages) + 1) in paths:
            yield f"{page} has more pages than {len(pages)}"


def _check_posts(site: Site, build: Build, paths: Set[str]) -> Iterator[str]:
    published = [post for post in site.posts.values() if post.is_published]
    pages = {page for page in site.pages if page.startswith("post/")}
    texts = pages | {f"post/{post.name}" for post in published if not post.unlisted}
    pages |= {f"post/{post.name}" for post in published}
    aliases = {alias.strip("/") for post in published for alias in post.aliases}
    wanted = {f"{page}.html" for page in pages}
    wanted |= {alias for alias in aliases if alias.startswith("post/")}
    for end, these in ((".html", wanted), (".txt", {f"{page}.txt" for page in texts})):
        found = {path for path in paths if re.match(rf"post/(?!index\.|page/).*\{end}$", path)}
        yield from _differ(f"*{end} of posts", sorted(found), sorted(these))
    for post in published:
        path = f"post/{post.name}.html"
        shown = shown_neighbours(build, path) if path in paths else ["no such page"]
        yield from _differ(f"neighbours in {path}", shown, expected.neighbours(site, post.name))
    for alias in sorted(aliases if FEATURES["aliases"] else ()):
        if not {alias, f"{alias}/index.html", f"{alias}.html"} & paths:
            yield f"no page at the old address {alias}"


def _check_hidden(site: Site, build: Build) -> Iterator[str]:
    """Yield the files that show the text of a post that is not listed."""
    files = build.files()
    for post in site.posts.values():
        own = f"post/{post.name}.html" if post.is_published else ""
        for path in files if not post.is_listed else ():
            if path != own and f" of {post.name} word".encode() in files[path]:
                yield f"{path} has the text of post/{post.name}"


def _check_generated(site: Site, build: Build, paths: Set[str]) -> Iterator[str]:
    for folder, key in TERM_PAGES.items():
        if FEATURES[f"{folder} pages"]:
            found = {
                path.split("/")[1] for path in paths if re.match(rf"{folder}/.+/index\.", path)
            }
            yield from _differ(f"pages of {key}", sorted(found), sorted(expected.terms(site, key)))
    if FEATURES["feed"]:
        feed = build.read("feed.xml") if "feed.xml" in paths else ""
        ids = re.findall(r"<entry>.*?<id>(.*?)</id>", feed, re.DOTALL)
        shown = [html.unescape(one) for one in ids]
        yield from _differ("ids of the feed", shown, expected.feed_ids(site))


def _further(page: str, number: int) -> str:
    """Return the path of the page *number* of the listing on *page*."""
    folder = page.removesuffix("index").strip("/")
    return posixpath.join(folder, "page", str(number), "index.html")


def _differ(what: str, shown: list[str], wanted: list[str]) -> Iterator[str]:
    if shown != wanted:
        yield f"{what}:\n  shown    {shown}\n  expected {wanted}"


def shown_rows(build: Build, path: str) -> list[str]:
    """Return the target and title of each row of the listing in the file *path*."""
    found = re.findall(r'<ul class="ts-post-rows.*?</ul>', build.read(path), re.DOTALL)
    return [_link(path, item) for rows in found for item in rows.split("<li")[1:]]


def shown_neighbours(build: Build, path: str) -> list[str]:
    """Return the kind, target and title of each neighbour in the file *path* of a post."""
    match = re.search(r'<nav class="ts-post-neighbours".*?</nav>', build.read(path), re.DOTALL)
    items = match[0].split("<li")[1:] if match else []
    kinds = ["newer" if 'rel="next"' in item else "older" for item in items]
    return [f"{kind} {_link(path, item)}" for kind, item in zip(kinds, items, strict=True)]


def _link(path: str, markup: str) -> str:
    """Return the target, relative to the output folder, and the text of the first link."""
    match = re.search(r'<a [^>]*href="([^"]*)"[^>]*>(.*?)</a>', markup, re.DOTALL)
    if match is None:
        return f"no link in {markup}"
    target = posixpath.join(posixpath.dirname(path), unquote(html.unescape(match[1])))
    return f"{posixpath.normpath(target)} {html.unescape(re.sub(r'<[^>]+>', '', match[2]))}"


def difference(one: Build, other: Build, most: int = 3) -> str:
    """Describe how the files of two builds differ, *most* of them in detail; empty if equal."""
    ones, others = one.files(), other.files()
    lines = [f"only in {one.outdir.parent.name}: {path}" for path in sorted(ones.keys() - others)]
    lines += [
        f"only in {other.outdir.parent.name}: {path}" for path in sorted(others.keys() - ones)
    ]
    changed = [path for path in sorted(ones.keys() & others) if ones[path] != others[path]]
    if changed:
        lines.append(f"differ: {' '.join(changed)}")
    # The manifest differs whenever a page does: its details come last.
    for path in sorted(changed, key=lambda path: path.startswith("."))[:most]:
        lines.append(f"--- {path}: {one.outdir.parent.name}, then {other.outdir.parent.name}")
        lines += list(_line_differences(ones[path], others[path]))[:12]
    return "\n".join(lines)


def _line_differences(one: bytes, other: bytes) -> Iterator[str]:
    before, after = (data.decode(errors="replace").splitlines() for data in (one, other))
    start = 0
    if len(before) == len(after) == 1:  # searchindex.js is one long line.
        start = max(0, len(posixpath.commonprefix([before[0], after[0]])) - 80)
    for line in difflib.unified_diff(before, after, lineterm="", n=0):
        if not line.startswith(("---", "+++", "@@")):
            yield f"{line[0]}{line[1:][start : start + 300]}"
