"""The shortcodes ref and relref of Hugo: https://gohugo.io/content-management/cross-references/."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_transcript.importers.front_matter.post_fields import encode_path
from sphinx_transcript.importers.link_targets import FILE_SCHEME

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import PurePosixPath

    from sphinx_transcript.importers.readers.hugo_languages import Languages
    from sphinx_transcript.importers.source_blog import SourcePost


class References:
    """Finds the posts that references name."""

    def __init__(self, posts: Sequence[SourcePost], languages: Languages) -> None:
        self._languages = languages
        self._by_name: dict[tuple[str, str], SourcePost] = {}
        self._by_ending: dict[tuple[str, str], list[SourcePost]] = {}
        for post in posts:
            language = post.fields.get("language", "")
            for name in self._names(post):
                self._by_name.setdefault((language, name), post)
                for at in range(1, len(name.split("/"))):
                    ending = (language, "/".join(name.split("/")[at:]))
                    matches = self._by_ending.setdefault(ending, [])
                    if post not in matches[-1:]:
                        matches.append(post)

    def link(self, post: SourcePost, reference: str) -> str:
        """Return the link for the *reference* in *post*; '' unless exactly one post matches."""
        path, _, fragment = reference.partition("#")
        found = self._find(post, path)
        if found is None:
            return ""
        link = f"{FILE_SCHEME}{encode_path(found.path.as_posix())}"
        return f"{link}#{fragment}" if fragment else link

    def _find(self, post: SourcePost, path: str) -> SourcePost | None:
        """Return the post at *path*, or else the one whose path ends in it, in its language."""
        language, wanted = post.fields.get("language", ""), path.strip("/").lower()
        inside = self._inside(post).parent
        folder = inside.parent if post.is_bundle else inside
        relative = "" if path.startswith("/") else (folder / wanted).as_posix().lower()
        found = self._by_name.get((language, wanted)) or self._by_name.get((language, relative))
        matches = self._by_ending.get((language, wanted), [])
        return found or (matches[0] if len(matches) == 1 else None)

    def _names(self, post: SourcePost) -> set[str]:
        """Return the names by which references know *post*, in lower case."""
        inside = self._inside(post)
        stem = inside.with_suffix("")
        has_language = bool(self._languages.suffix_language(post.path))
        plain = stem.with_suffix("") if has_language else stem
        names = {inside, stem, plain, plain.with_name(f"{plain.name}{inside.suffix}")}
        if post.is_bundle:
            names.add(inside.parent)
        return {each.as_posix().lower() for each in names}

    def _inside(self, post: SourcePost) -> PurePosixPath:
        return post.path.relative_to(self._languages.content_folder(post.path).path)
