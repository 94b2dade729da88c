"""Files that were uploaded to a WordPress site, and the links to them and to entries."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

from sphinx_transcript.importers.front_matter.post_fields import encode_path
from sphinx_transcript.importers.link_targets import FILE_SCHEME
from sphinx_transcript.importers.markup.wordpress_shortcodes import Picture

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path, PurePosixPath

    from sphinx_transcript.importers.readers.wordpress_export import Item

_FOLDERS = ("wp-content/uploads", "uploads")
_URL_PATH = "wp-content/uploads/"
# WordPress keeps smaller copies of a picture, and a scaled one of a large picture.
_SIZE = re.compile(r"-(?:\d+x\d+|scaled|rotated|e\d{10,})(?=\.\w+$)")


class Uploads:
    """Finds uploaded files, beside the export file, by the addresses that they had."""

    def __init__(self, folder: Path, items: Iterable[Item]) -> None:
        self._root = folder
        self.folder = next((each for each in _FOLDERS if (folder / each).is_dir()), "")
        """The folder of the files; '' if there is none."""
        self._attachments = {
            item.get("wp:post_id"): item
            for item in items
            if item.get("wp:post_type") == "attachment"
        }
        self._by_page = {
            _without_scheme(item.get("link")): item for item in self._attachments.values()
        }
        self._hosts = {urlsplit(self.url(number)).netloc for number in self._attachments} - {""}

    @property
    def static_folders(self) -> tuple[tuple[str, str], ...]:
        """Return the folder of the files with its URL path on the site."""
        return ((self.folder, _URL_PATH),) if self.folder else ()

    def url(self, number: str) -> str:
        """Return the address of the attachment *number*; '' if there is none."""
        item = self._attachments.get(number)
        return item.get("wp:attachment_url") or item.get("guid") if item else ""

    def pictures(self, post: str, numbers: Sequence[str]) -> list[Picture]:
        """Return the attachments *numbers*; without any, the pictures uploaded for *post*."""
        wanted = numbers or [
            number
            for number, item in self._attachments.items()
            if item.get("wp:post_parent") == post
            and re.search(r"\.(?:jpe?g|png|gif|webp|avif)$", self.url(number), re.IGNORECASE)
        ]
        return [
            Picture(
                self.url(number),
                item.meta.get("_wp_attachment_image_alt", ""),
                item.values.get("excerpt:encoded", "").strip(),
            )
            for number in wanted
            if (item := self._attachments.get(number)) and self.url(number)
        ]

    def resolve(self, link: str, base_url: str, paths: Mapping[str, PurePosixPath]) -> str:
        """Return *link* as a path of the site or of a file of it; as it is if it is neither.

        *paths* are the entries that are converted, by number.
        """
        try:
            parts = urlsplit(link)
        except ValueError:
            return link
        base = urlsplit(base_url)
        is_of_site = not parts.netloc or _host(parts.netloc) == _host(base.netloc)
        if parts.netloc and not is_of_site and parts.netloc not in self._hosts:
            return link
        if file := self._file(unquote(parts.path)):
            return f"{FILE_SCHEME}{encode_path(file)}"
        query = parse_qs(parts.query)
        for key in ("p", "page_id", "attachment_id"):
            number = query.get(key, [""])[0]
            if is_of_site and number in paths:
                return f"{FILE_SCHEME}{encode_path(paths[number].as_posix())}"
        page = self._by_page.get(_without_scheme(link))
        if page is not None and (file := self._file(unquote(urlsplit(_address(page)).path))):
            return f"{FILE_SCHEME}{encode_path(file)}"
        if parts.netloc and is_of_site and parts.netloc != base.netloc:
            return link.replace(f"//{parts.netloc}", f"//{base.netloc}", 1)
        if parts.netloc and is_of_site and parts.scheme != base.scheme:
            return link.replace(f"{parts.scheme}://", f"{base.scheme}://", 1)
        return link

    def _file(self, path: str) -> str:
        """Return the local file with the URL path *path*, or the one that it is a copy of."""
        if not self.folder:
            return ""
        inside = path.partition("/uploads/")[2] or path.partition("/files/")[2] or path.lstrip("/")
        if not inside or ".." in inside.split("/"):
            return ""
        for name in dict.fromkeys((inside, _SIZE.sub("", inside))):
            if (self._root / self.folder / name).is_file():
                return f"{self.folder}/{name}"
        return ""


def _address(item: Item) -> str:
    return item.get("wp:attachment_url") or item.get("guid")


def _host(netloc: str) -> str:
    return netloc.lower().removeprefix("www.")


def _without_scheme(link: str) -> str:
    return link.partition("//")[2].rstrip("/").removeprefix("www.")
