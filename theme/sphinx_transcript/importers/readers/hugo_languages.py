"""The languages of a Hugo site: https://gohugo.io/content-management/multilingual/."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from sphinx_transcript.importers.front_matter.post_fields import text_list
from sphinx_transcript.importers.front_matter.source_front_matter import is_true, scalar
from sphinx_transcript.importers.readers.configuration import site_url


@dataclass(frozen=True, slots=True)
class ContentFolder:
    """A folder of content, relative to the blog's folder."""

    path: PurePosixPath
    language: str
    """The language of all files in it; '' if that is the default, or in the names of the files."""


class Languages:
    """Which language a content file is in, and where its folder and its addresses begin."""

    def __init__(self, config: dict[str, Any]) -> None:
        self._config = config
        self._settings = {
            code.lower(): lower_keys(value)
            for code, value in _as_dict(config.get("languages")).items()
        }
        first = next(iter(self._settings), "en")
        configured = scalar(config.get("defaultcontentlanguage")).lower()
        # A site need not say its default language if it has but one.
        self.default = configured or ("en" if "en" in self._settings else first)
        self._has_default_folder = is_true(config.get("defaultcontentlanguageinsubdir"))
        self.folders = self._find_folders()

    def setting(self, language: str, name: str) -> Any:
        """Return the setting *name* of *language*, or that of the whole site."""
        own = self._settings.get(language or self.default, {})
        parameters = own if name in own else lower_keys(own.get("params"))
        return parameters.get(name, self._config.get(name))

    def content_folder(self, path: PurePosixPath) -> ContentFolder:
        """Return the folder of content that the file *path* is in, the innermost of several."""
        found = [each for each in self.folders if path.is_relative_to(each.path)]
        return max(found, key=lambda each: len(each.path.parts), default=self.folders[0])

    def language_of(self, path: PurePosixPath) -> str:
        """Return the language code of a content file; '' on a site that names no languages."""
        return (
            self.suffix_language(path)
            or self.content_folder(path).language
            or (self.default if len(self._settings) > 1 else "")
        )

    def suffix_language(self, path: PurePosixPath) -> str:
        """Return the language code before the suffix of the file *path*; '' if there is none."""
        last = path.stem.rpartition(".")[2].lower()
        return last if "." in path.stem and last in self._settings else ""

    def url_prefix(self, language: str) -> str:
        """Return the first part of the addresses of *language*, such as '/fr'; '' if none."""
        if self.base_url(language):
            return ""
        is_default = (language or self.default) == self.default
        has_folder = self._has_default_folder if is_default else bool(language)
        return f"/{language or self.default}" if has_folder else ""

    def base_url(self, language: str) -> str:
        """Return the base URL that *language* has to itself; '' if it has none."""
        return site_url(scalar(self._settings.get(language, {}).get("baseurl")).strip())

    @property
    def static_folders(self) -> list[tuple[str, str]]:
        """Return the folders that are copied to the site, each with its URL path there."""
        folders = [(each, "") for each in text_list(self._config.get("staticdir")) or ["static"]]
        for settings in self._settings.values():
            folders += [(each, "") for each in text_list(settings.get("staticdir"))]
        for mount in _mounts(self._config):
            target = scalar(mount.get("target")).strip("/")
            if target == "static" or target.startswith("static/"):
                prefix = target.removeprefix("static").strip("/")
                folders.append((scalar(mount.get("source")), f"{prefix}/" if prefix else ""))
        folders = [(folder.strip("/"), prefix) for folder, prefix in folders if folder.strip("/")]
        return list(dict.fromkeys([*folders, ("assets", "")]))

    def _find_folders(self) -> list[ContentFolder]:
        default = scalar(self._config.get("contentdir")).strip("/") or "content"
        folders = {}
        for code, settings in self._settings.items():
            if folder := scalar(settings.get("contentdir")).strip("/"):
                folders[folder] = "" if folder in folders or folder == default else code
        for mount in _mounts(self._config):
            if scalar(mount.get("target")).strip("/") == "content":
                folders[scalar(mount.get("source")).strip("/")] = scalar(mount.get("lang")).lower()
        if len(folders) < len(self._settings) or not folders:
            folders.setdefault(default, "")
        return [
            ContentFolder(PurePosixPath(folder), language)
            for folder, language in folders.items()
            if folder and ".." not in PurePosixPath(folder).parts
        ] or [ContentFolder(PurePosixPath("content"), "")]


def lower_keys(value: Any) -> dict[str, Any]:
    """Return the dict *value* with its keys in lower case; {} if it is none."""
    return {str(key).lower(): each for key, each in _as_dict(value).items()}


def _mounts(config: dict[str, Any]) -> list[dict[str, Any]]:
    mounts = lower_keys(config.get("module")).get("mounts")
    return [lower_keys(each) for each in mounts] if isinstance(mounts, list) else []


def _as_dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
