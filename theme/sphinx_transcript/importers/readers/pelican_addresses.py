"""Addresses of Pelican's articles: https://docs.getpelican.com/en/stable/settings.html#url-settings."""

from __future__ import annotations

import datetime as dt
import re
import string
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from sphinx_transcript.importers.readers.configuration import text_setting
from sphinx_transcript.importers.readers.pelican_metadata import slugify
from sphinx_transcript.post.dates import parse_date

if TYPE_CHECKING:
    from sphinx_transcript.importers.report import Report
    from sphinx_transcript.importers.source_blog import SourcePost


@dataclass(frozen=True, slots=True)
class ArticleAddresses:
    """Works out the addresses of articles from the settings."""

    settings: dict[str, Any]
    content: str
    """The folder of content, relative to that of the blog."""
    zone: dt.tzinfo
    base_url: str
    report: Report

    def set_url(
        self, post: SourcePost, given: str, metadata: dict[str, str], *, is_slug_certain: bool
    ) -> None:
        """Set the URL path and the id of *post*; *given* is its key 'url' or 'save_as'."""
        default = text_setting(self.settings, "DEFAULT_LANG", "en").lower()
        language = post.fields["language"].lower() or default
        name = "ARTICLE_URL" if language == default else "ARTICLE_LANG_URL"
        fallback = "{slug}.html" if language == default else "{slug}-{lang}.html"
        template = given or text_setting(self.settings, name, fallback)
        moment = self._moment(post)
        category, is_category_certain = slugify(
            "".join(post.fields["categories"][:1]), self.settings
        )
        authors = [post.fields.get("author", ""), *post.fields.get("authors", [])]
        author, is_author_certain = slugify(next(filter(None, authors), ""), self.settings)
        values = metadata | {
            "slug": post.slug,
            "date": moment,
            "lang": language,
            "category": category,
            "author": author,
            "path": post.path.relative_to(self.content).as_posix(),
        }
        certain = {
            "slug": is_slug_certain,
            "category": is_category_certain and bool(category),
            "author": is_author_certain and bool(author),
        }
        try:
            fields = (part[1] for part in string.Formatter().parse(template))
            # A field may name an attribute: {date.year}.
            used = {re.split(r"[.\[]", each)[0] for each in fields if each}
            url = given or template.format(**values)
        except (KeyError, ValueError, IndexError, AttributeError, TypeError, MemoryError):
            used, url = {"?"}, ""
        if moment is None:
            return
        if not used <= set(values) or not all(certain.get(each, True) for each in used):
            message = f"the old address can't be worked out from {template!r}"
            self.report.add(post.path, 1, message, "address")
            return
        post.url = f"/{url.strip('/')}" + ("/" if url.endswith("/") or not url.strip("/") else "")
        if self.base_url and not self.settings.get("FEED_APPEND_REF"):
            # A tag URI like that of feedgenerator's get_tag_uri: the host, the day and the path.
            address = urlsplit(self.base_url + url.lstrip("/"))
            day = moment.strftime("%Y-%m-%d")
            post.fields["id"] = f"tag:{address.hostname},{day}:{address.path}"

    def _moment(self, post: SourcePost) -> dt.datetime | None:
        """Return the date of *post*, at midnight if it has no time; None without a date."""
        text = post.fields.get("date", "")
        if not text:
            return None
        date = parse_date(text, self.zone)
        if isinstance(date, dt.datetime):
            return date
        return dt.datetime.combine(date, dt.time(), self.zone)
