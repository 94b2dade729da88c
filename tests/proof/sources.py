"""Writes the source files of a site from its model."""

from __future__ import annotations

import json
import posixpath
from typing import TYPE_CHECKING

from tests.proof.model import BASE_URL, FEATURES, FEED_LIMIT, LISTINGS

if TYPE_CHECKING:
    from tests.proof.model import Link, Post, Site

LINKS: dict[str, tuple[str, str]] = {
    "text": ("links", "[see]({path}.md)"),
    "title": ("links", "[]({path}.md)"),
    "rooted": ("links", "[see](/{docname}.md)"),
    "doc": ("links", "{{doc}}`/{docname}`"),
    "doc text": ("links", "{{doc}}`see </{docname}>`"),
    "label": ("labels", "[](#about-{label})"),
    "ref": ("labels", "{{ref}}`about-{label}`"),
    "ref text": ("labels", "{{ref}}`see <about-{label}>`"),
    "post": ("post role", "{{post}}`{docname}`"),
    "post text": ("post role", "{{post}}`see <{docname}>`"),
}
"""The styles of links: the feature that each requires, and its Markdown."""
SNIPPET = "snippet.txt"
PICTURES = ("pic.gif", "post/pic.gif", "post/deep/pic.gif")
_ORPHAN = "---\norphan: true\n---\n\n"


def files(site: Site) -> dict[str, bytes]:
    """Return all source files of *site*, by path relative to the source folder."""
    texts = {"conf.py": _conf(site), SNIPPET: f"{site.snippet}\n", "index.md": _index(site)}
    for page in site.pages - {"index", "plain", "contents"}:
        texts[f"{page}.md"] = f"{_ORPHAN}# Page {page}\n\n{_listing(page)}"
    if "plain" in site.pages:
        texts["plain.md"] = (
            f"{_ORPHAN}# {site.plain_title}\n\n{_links(site, 'plain', site.plain_links)}"
        )
    if "contents" in site.pages:
        toctree = _toctree(site.toctree, site.toctree_option)
        texts["contents.md"] = f"{_ORPHAN}# Contents\n\n{toctree}"
    for post in site.posts.values():
        texts[f"post/{post.name}.md"] = _post(site, post)
    found = {path: text.encode() for path, text in texts.items()}
    for path, width in zip(PICTURES, site.pictures, strict=False):
        if width:
            found[path] = b"GIF89a" + width.to_bytes(2, "little") + b"\x01\x00\x00\x00\x00;"
    return found


def _conf(site: Site) -> str:
    lines = [
        'project = "a site"',
        'author = "Ada"',
        'extensions = ["sphinx_transcript"]',
        'html_theme = "transcript"',
        f"html_baseurl = {BASE_URL!r}",
        f"language = {site.language!r}",
        f"html_theme_options = {{'prompt_user': {site.prompt_user!r}}}",
    ]
    if FEATURES["feed"]:
        lines.append(f"transcript_feed_limit = {FEED_LIMIT}")
    if FEATURES["authors"]:
        people = {"ada": {"name": "Ada", "bio": site.bio}, "bob": {"name": "Bob"}}
        lines.append(f"transcript_authors = {people!r}")
    return "\n".join([*lines, ""])


def _index(site: Site) -> str:
    toctree = _toctree(site.root_toctree, "") if site.root_toctree else ""
    return f"# Home\n\n{toctree}{_listing('index')}"


def _listing(page: str) -> str:
    return f"```{{blog-index}}\n{LISTINGS[page].options}```\n"


def _toctree(entries: tuple[str, ...], option: str) -> str:
    options = {option} if FEATURES["headings in toctrees"] else {option, ":titlesonly:"}
    lines = ["```{toctree}", *sorted(options - {""}), ""]
    lines += [f"/{entry}" for entry in entries]
    if option == ":glob:":
        lines.append("/post/deep/*")
    return "\n".join([*lines, "```\n\n"])


def _links(site: Site, docname: str, links: tuple[Link, ...]) -> str:
    parts = ["Links:"]
    hidden = {f"post/{post.name}" for post in site.posts.values() if not post.is_published}
    if FEATURES["links to unpublished posts"]:
        hidden.clear()
    for link in (link for link in links if link.target not in hidden):
        parts.append(
            LINKS[link.style][1].format(
                path=posixpath.relpath(link.target, posixpath.dirname(docname) or "."),
                docname=link.target,
                label=_label(link.target),
            )
        )
    return " ".join(parts) + "\n"


def _label(docname: str) -> str:
    return docname.replace("/", "-").replace("é", "e-acute").removeprefix("post-")


def _post(site: Site, post: Post) -> str:
    keys: dict[str, object] = {
        "title": "" if post.is_heading else post.title,
        "date": post.date,
        "updated": post.updated,
        "tags": post.tags,
        "categories": post.categories,
        "series": post.series,
        "author": post.author,
        "description": post.description,
        "draft": post.draft,
        "unlisted": post.unlisted,
        "pinned": post.pinned,
        "aliases": post.aliases,
        "id": post.id,
    }
    head = [f"{key}: {json.dumps(value)}" for key, value in keys.items() if value]
    blocks = ["\n".join(["---", *head, "---"])]
    if post.is_heading:
        blocks.append(f"# {post.title}")
    text = " ".join([f"{post.mark} of {post.name}", *["word"] * post.words])
    blocks += [text, f"(about-{_label(post.name)})=\n## About {post.name} and {post.mark}"]
    if post.links:
        blocks.append(_links(site, f"post/{post.name}", post.links).rstrip())
    if post.includes:
        blocks.append(f"```{{include}} /{SNIPPET}\n```")
    if post.picture:
        blocks.append(f"![a picture]({post.picture})")
    return "\n\n".join([*blocks, ""])
