"""Addresses in the template languages of Eleventy, as patterns with placeholders."""

from __future__ import annotations

import re

_SLUG_FILTERS = r"(?:\s*\|\s*(?:slug|slugify|url_encode|lower|downcase))*"
_DATE_PARTS = {
    **{"%Y": ":year", "%m": ":month", "%d": ":day", "%y": ":short_year", "%b": ":short_month"},
    **{"yyyy": ":year", "LL": ":month", "MM": ":month", "dd": ":day", "DD": ":day"},
    "YYYY": ":year",
}
_DATE_PART = re.compile("|".join(_DATE_PARTS))
_NAMES = {"page.fileslug": ":title", "slug": ":title", "page.filepathstem": ":path"}
_NAMES |= {"title": ":page_title", "post.slug": ":title", "page.data.slug": ":title"}
_VALUE = re.compile(
    rf"\{{\{{-?\s*(?P<name>[\w.]+)"
    rf"(?:(?P<slugs>{_SLUG_FILTERS})|\s*\|\s*\w*date\w*\s*[:(]\s*[\"'](?P<date>[^\"']+)[\"']\s*\)?)"
    r"\s*-?\}\}",
    re.IGNORECASE,
)


def pattern_of_template(template: str) -> str:
    """Return the pattern of addresses for *template*, such as '/blog/{{ page.fileSlug }}/'.

    What has no like in patterns becomes the placeholder :template, which nothing fills.
    """

    def placeholder(match: re.Match[str]) -> str:
        if match["date"]:
            return _DATE_PART.sub(lambda part: _DATE_PARTS[part[0]], match["date"])
        return _NAMES.get(match["name"].lower(), ":template")

    pattern = _VALUE.sub(placeholder, template)
    if "{" in pattern:
        return "/:template"
    return f"/{pattern.lstrip('/')}".removesuffix("index.html")
