"""What a Jekyll site's feed called its posts: by jekyll-feed, or by a template of the site."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sphinx_transcript.importers.front_matter.post_fields import text_list
from sphinx_transcript.importers.front_matter.source_front_matter import (
    SourceFileError,
    read_text,
    scalar,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sphinx_transcript.importers.report import Report

_TEMPLATES = (
    *("atom.xml", "feed.xml", "rss.xml", "index.xml", "feed.atom", "blog/atom.xml"),
    *("feed/index.xml", "feed/atom.xml", "atom/index.xml", "blog/feed.xml"),
)
_LOOP = re.compile(r"\{%-?\s*for\s+(?P<name>\w+)\s+in\s+")
_ID = re.compile(r"<(?:id|guid)\b[^>]{0,200}>\s*(?P<rule>[^<]{1,500}?)\s*</(?:id|guid)>")
_OUTPUT = re.compile(r"\{\{-?\s*(?P<name>[\w.]+)\s*(?P<filters>(?:\|[^|{}]*)*?)-?\}\}")
_PREPEND = re.compile(r"prepend:\s*(site\.\w+|\"[^\"]*\"|'[^']*')")
_ESCAPES = {"xml_escape", "escape", "cgi_escape", "uri_escape", "strip"}
POST_ID, POST_URL = "{id}", "{url}"
"""What stands in a rule for the post's id and for its URL path; both begin with a slash."""


def find_id_rule(folder: Path, config: Mapping[str, Any], given: str, report: Report) -> str:
    """Return the rule for the ids in the feed: the one *given*, of a plugin, or of a template."""
    plugins = text_list(config.get("plugins")) + text_list(config.get("gems"))
    if given or "jekyll-feed" in plugins:
        return given or _evaluate("{{ post.id | absolute_url }}", "post", config)
    rule, template = _template_rule(folder, config)
    if rule:
        message = f"the ids in the feed are {rule}, by this template"
        report.add(template, 1, message, "address")
    elif config.get("url"):
        message = "what the feed called the posts is not known: --feed-id 'https://…{id}' says it"
        report.add("_config.yml", 1, message, "address")
    return rule


def _template_rule(folder: Path, config: Mapping[str, Any]) -> tuple[str, str]:
    """Return the rule by which a feed's template makes ids, and the template; '' without one.

    A rule is a text with POST_ID or POST_URL in it.
    """
    for name in _TEMPLATES:
        if not (folder / name).is_file():
            continue
        try:
            text = read_text(folder / name)
        except SourceFileError:
            continue
        loop = _LOOP.search(text)
        found = _ID.search(text, loop.end()) if loop else None
        if loop and found:
            rule = _evaluate(found["rule"], loop["name"], config)
            if rule:
                return rule, name
    return "", ""


def _evaluate(template: str, post: str, config: Mapping[str, Any]) -> str:
    """Return the rule in *template*, where the post is called *post*; '' if it is not known."""
    values = {
        f"{post}.id": POST_ID,
        f"{post}.url": POST_URL,
        "site.url": scalar(config.get("url")).rstrip("/"),
        "site.baseurl": "/".join(["", *filter(None, scalar(config.get("baseurl")).split("/"))]),
    }
    values["site.baseurl"] = values["site.baseurl"].rstrip("/")
    is_known = True

    def output(match: re.Match[str]) -> str:
        nonlocal is_known
        text = values.get(match["name"])
        for each in filter(None, (part.strip(" \t\n-") for part in match["filters"].split("|"))):
            prepended = _PREPEND.fullmatch(each)
            if text is None or each in _ESCAPES:
                continue
            if each in {"absolute_url", "relative_url"}:
                site = values["site.url"] if each == "absolute_url" else ""
                text = f"{site}{values['site.baseurl']}{text}"
            elif prepended:
                before = values.get(prepended[1], prepended[1].strip("\"'"))
                text = f"{before}{text}"
            else:
                text = None
        is_known &= text is not None
        return text or ""

    rule = _OUTPUT.sub(output, template)
    has_post = POST_ID in rule or POST_URL in rule
    return rule if is_known and has_post and "{{" not in rule and "{%" not in rule else ""
