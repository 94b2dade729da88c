"""A new post: where its file goes, and the front matter in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx.util.matching import Matcher

from sphinx_transcript.support.existing_files import existing_file
from sphinx_transcript.support.file_names import casefold_path
from sphinx_transcript.workspace.errors import CommandError
from sphinx_transcript.workspace.front_matter_edit import format_front_matter, yaml_value
from sphinx_transcript.workspace.post_path import (
    SlugTooLongError,
    docname_for,
    slug_of_title,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sphinx_transcript.workspace.site_sources import SiteSources


@dataclass(frozen=True, slots=True)
class NewPost:
    """The name of a post that is not written yet."""

    docname: str
    slug: str
    suffix: str
    """The ending of its file's name, such as .md."""
    is_cut: bool = False
    """Whether it has only the beginning of a title that is too long for a file's name."""


def name_post(site: SiteSources, title: str, slug: str | None) -> NewPost:
    """Return the docname, the slug and the suffix of a new post of *site*.

    They are made from *slug* where it is given, or else from *title*. Raises CommandError where no
    post of the site can have that name.
    """
    source, given = ("title", title) if slug is None else ("slug", slug)
    is_cut = False
    try:
        name = slug_of_title(given)
    except SlugTooLongError as error:
        if slug is not None:
            raise CommandError(f"the slug {given!r} {error}", 2) from error
        name, is_cut = error.cut, True
    except ValueError as error:
        hint = "; give a path with --slug" if slug is None else ""
        raise CommandError(f"the {source} {given!r} {error}{hint}", 2) from error
    config = site.config
    patterns = config.transcript_posts
    docname = docname_for(name, patterns, config.root_doc)
    if docname is None:
        raise CommandError(
            f"{name!r} is no path of a post: transcript_posts in conf.py has "
            f"{', '.join(patterns) or 'no pattern'}; give a path that fits with --slug"
        )
    suffix = next((end for end, kind in config.source_suffix.items() if kind == "markdown"), ".md")
    if Matcher([*config.exclude_patterns, *config.templates_path])(docname + suffix):
        raise CommandError(
            f"{docname + suffix} is left out of the site by exclude_patterns in conf.py; "
            "give another path with --slug"
        )
    return NewPost(docname, name, suffix, is_cut)


def posts_with_same_slug(site: SiteSources, post: NewPost) -> list[str]:
    """Return the docnames of the other posts that have the slug of *post*."""
    slug = site.slug(post.docname)
    return [name for name in site.post_names if site.slug(name) == slug and name != post.docname]


def new_file(site: SiteSources, post: NewPost) -> Path:
    """Return the path of the file of *post*; raise CommandError where its docname is taken."""
    if post.docname in site.docnames:
        raise CommandError(f"{site.display_path(post.docname)} is there already")
    path = site.folder / f"{post.docname}{post.suffix}"
    # A document may have another suffix, and Sphinx does not find each file.
    names = [name for name in site.docnames if casefold_path(name) == casefold_path(post.docname)]
    existing = site.display_path(names[0]) if names else existing_file(path)
    if existing:
        raise CommandError(
            f"{existing} is there already, and some systems take its name for the same; "
            "give another path with --slug"
        )
    return path


def source_text(
    *,
    title: str,
    date: str,
    is_draft: bool,
    tags: Sequence[str],
    categories: Sequence[str],
    series: str,
) -> str:
    """Return the source of a new post: its front matter and an empty line."""
    fields = {"title": yaml_value(title), "date": date}
    if is_draft:
        fields["draft"] = "true"
    if tags:
        fields["tags"] = yaml_value(list(tags))
    if categories:
        fields["categories"] = yaml_value(list(categories))
    if series:
        fields["series"] = yaml_value(series)
    return format_front_matter(fields) + "\n"
