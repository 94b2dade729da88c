"""The keys and values by which other systems say that a post is not public.

They are those of Jekyll, Hugo, Zola, Eleventy, Hexo, Pelican, Nikola, Lektor, Quarto, Docusaurus,
Ghost, Grav, WordPress, Obsidian and others, without `_`, `-` and spaces and in lower case:
`publish_date`, `publishDate` and `Publish-Date` are one key.
"""

from __future__ import annotations

import re

_SEPARATORS = re.compile(r"[\s_-]+")
_PREFIXES = re.compile(r"(?:is|post|page|article|entry|blog|dg|hugo|wp|content)(?=[a-z]{4})")

# -- Keys. Each set says where its keys count; see `publication_keys.py`.

HIDING_FLAGS = frozenset(
    {"draft", "private", "hidden", "unpublished", "unlisted", "secret", "confidential", "wip"}
)
"""Flags that hide the post, at any depth of the front matter."""
UNLISTING_FLAGS = frozenset(
    {
        *("unlisted", "delisted", "headless", "eleventyexcludefromcollections"),
        *("excludefromcollection", "excludefromcollections", "excludefromlist"),
        *("excludefromlisting", "excludefromlistings", "hideinlist", "hidefromlist"),
        *("hidefromlists", "hideinindex", "nolist"),
    }
)
"""Flags that hide the post from listings alone, at any depth."""
HIDING_FLAGS_OF_POST = frozenset(
    {
        *("hide", "ignore", "ignored", "exclude", "excluded", "disabled", "deleted", "trashed"),
        *("unpublish", "saveasdraft", "notpublished", "notpublic", "donotpublish", "dontpublish"),
        *("nopublish", "unreleased", "skip", "protected", "encrypt", "encrypted"),
    }
)
"""Flags that hide the post where they stand for it as a whole; elsewhere they hide other things."""
SHOWING_FLAGS = frozenset({"published", "publish", "public", "publishable"})
"""Flags that hide the post where they are false, at any depth; some systems put a date there."""
SHOWING_FLAGS_OF_POST = frozenset(
    {
        *("visible", "listed", "listable", "discoverable", "routable", "render", "rendered"),
        *("enabled", "active", "live", "output", "permalink", "released", "show"),
    }
)
"""The same, where they stand for the post as a whole."""
BUILD_OPTIONS = {"list": "build", "render": "build", "build": "permalink"}
"""Keys of a mapping with the name given, false or 'never' for a page that is left out.

See https://gohugo.io/content-management/build-options/ and https://www.11ty.dev/docs/permalinks/
"""
STATES = frozenset(
    {
        *("status", "state", "visibility", "poststatus", "publishstatus", "publishstate"),
        *("publicationstatus", "moderationstate", "workflowstate", "workflow", "workflowstatus"),
        *("editorialstatus", "contentstatus", "reviewstatus", "access"),
    }
)
"""Keys whose value is a state of the post, at any depth."""
KINDS = frozenset({"type", "layout", "kind", "template", "stage", "phase", "version", "label"})
"""Keys that a few systems use for a state: `layout: draft` in Hexo."""
PASSWORDS = frozenset({"password", "passphrase"})
PUBLISH_DATES = frozenset(
    {
        *("publishdate", "publishon", "publishat", "publishafter", "publishtime", "pubdate"),
        *("publisheddate", "publishedat", "publishedon", "publishedtime", "publicationdate"),
        *("datepublished", "datepublish", "golive", "golivedate", "liveon"),
        *("postdate", "scheduled", "scheduledat", "scheduledfor", "scheduledate"),
        *("scheduleddate", "embargo", "embargoed", "embargodate", "embargountil", "visiblefrom"),
    }
)
"""Keys with the date from which the post is public."""
EXPIRY_DATES = frozenset(
    {
        *("expirydate", "expirationdate", "expirationtime", "expiry", "expires", "expire"),
        *("expireson", "expiresat", "expireat", "expireon", "expiredate", "unpublishdate"),
        *("unpublishon", "unpublishat", "unpublishedat", "unpublishedon"),
        *("visibleuntil", "deletedat"),
    }
)
"""Keys with the date from which the post is no longer public."""
DATE_PARTS = frozenset({"date", "day", "time", "at", "on", "from", "until", "start"})
"""Keys with the date in a mapping that is named as one of the sets of dates above."""
CONTAINERS = frozenset(
    {
        *("extra", "params", "cascade", "page", "post", "meta", "metadata", "data", "attributes"),
        *("build", "config", "options", "settings", "frontmatter", "wp", "hugo", "app", "blogger"),
    }
)
"""Mappings whose keys stand for the post as a whole."""
ANYWHERE = (
    HIDING_FLAGS | UNLISTING_FLAGS | SHOWING_FLAGS | STATES | PUBLISH_DATES | EXPIRY_DATES
)  # fmt: skip
FOR_THE_POST = HIDING_FLAGS_OF_POST | SHOWING_FLAGS_OF_POST | PASSWORDS | KINDS

# -- Values.

TRUE = frozenset({"true", "yes", "on", "1", "y", "t"})
FALSE = frozenset({"false", "no", "off", "0", "n", "f", "never", "none", "null", "nil", "~"})
PUBLIC = frozenset(
    {
        *("published", "publish", "public", "live", "visible", "listed", "everyone", "all"),
        *("always", "now", "immediately", "final", "done", "released", "featured", "sticky"),
    }
)
"""Values of a flag that should be true or false, and means true."""
HIDING_WORDS = frozenset(
    {
        *("draft", "drafts", "private", "hidden", "unpublished", "unlisted", "pending", "wip"),
        *("scheduled", "trash", "trashed", "deleted", "embargo", "embargoed", "secret", "todo"),
        *("unreleased", "unfinished", "incomplete", "autodraft", "protected", "not"),
    }
)
"""Words that hide the post wherever they stand in a state: `first draft`, `draft,is-page`."""
HIDING_STATES = frozenset(
    {
        *("hide", "future", "idea", "ideas", "review", "reviewing", "outline", "planned"),
        *("planning", "queue", "queued", "backlog", "disabled", "inactive", "internal", "skip"),
        *("ignore", "ignored", "restricted", "password", "members", "paid", "tiers", "concept"),
        *("writing", "editing", "rejected", "spam", "expired", "followers", "direct", "stub"),
        *("inprogress", "inreview", "workinprogress", "needsreview", "pendingreview", "tbd"),
        *("readyforreview", "unlist", "unpublish", "offline", "soon", "later", "withdrawn"),
    }
)
"""Whole values of a state that hide the post."""


def folded(word: str) -> str:
    """Return the key or value *word* as the sets above have it."""
    return _SEPARATORS.sub("", word.casefold())


def known_key(word: str) -> str:
    """Return the folded key *word*, without a prefix such as 'is' or 'post' if the rest is known.

    >>> known_key("is_draft"), known_key("post_status"), known_key("isbn")
    ('draft', 'poststatus', 'isbn')
    """
    key = folded(word)
    if key in ANYWHERE or key in FOR_THE_POST:
        return key
    rest = _PREFIXES.sub("", key, count=1)
    return rest if rest in ANYWHERE or rest in FOR_THE_POST else key


def is_hiding_flag(key: str) -> bool:
    """Tell whether *key* is a flag that hides the post where it is set."""
    return known_key(key) in HIDING_FLAGS | UNLISTING_FLAGS | HIDING_FLAGS_OF_POST


def is_hiding_state(text: str) -> bool:
    """Tell whether *text*, the value of a state, says that the post is not public."""
    words = re.split(r"[\W_]+", text.casefold())
    return not HIDING_WORDS.isdisjoint(words) or folded(text) in HIDING_STATES
