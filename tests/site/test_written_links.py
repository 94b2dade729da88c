"""Every link that is written leads to a file of the site, whatever documents are called."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from tests.helpers.site_links import PageParts

if TYPE_CHECKING:
    from tests.conftest import Site

NAMES = ["50%20off", "what?", "c#-tips", "a&b", "ü", "two words", "it's", 'q"uote', "a%b", "x;y=z",
         "<b>", "50%", "+plus", "日本"]  # fmt: skip


@pytest.mark.parametrize("theme", ["transcript", "alabaster"])
@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_each_link_leads_to_a_file_that_was_written(site: Site, builder: str, theme: str) -> None:
    site.conf("html_baseurl = 'https://example.org/blog/'\ntranscript_related = 20\n")
    for day, name in enumerate(NAMES, start=1):
        body = f"See {{post}}`{NAMES[day % len(NAMES)]}`.\n"
        # MyST would read some of these names as markup.
        body = body if "`" not in name and "<" not in body else "Text.\n"
        site.post(name, title="T", date=f"2020-01-{day:02}", tags=f"[t, {day}x]", body=body,
                  aliases=f"[/old/{day}/]")  # fmt: skip
        site.write(f"doc/{name}.rst", f"Doc {day}\n=======\n")
    entries = "\n".join(f"doc/{name}" for name in NAMES if "<" not in name)
    site.write(
        "index.md",
        f"# Home\n\n```{{blog-index}}\n:format: excerpt\n```\n\n"
        f"```{{blog-index}}\n:paginate: 3\n```\n\n```{{toctree}}\n{entries}\n```\n",
    )
    build = site.build(builder, html_theme=theme)
    files = build.files()
    checked = 0
    for page in [name for name in files if name.endswith(".html")]:
        if page.startswith("_static") or page == "404.html":
            continue
        for _, address in PageParts(build.read(page)).links:
            parts = urlsplit(urljoin(f"https://example.org/blog/{quoted(page)}", address))
            # Other themes write the addresses of sources themselves.
            if parts.netloc != "example.org" or (theme == "alabaster" and "_sources/" in address):
                continue
            assert parts.query == "" or parts.path.endswith((".css", ".js")), (page, address)
            assert leads_to(parts.path) in files, (page, address)
            checked += 1
    assert checked > 500
    urls = re.findall(
        '(?:<loc>|<id>|href=")(https://example.org/blog/[^<"]*)',
        build.read("sitemap.xml") + build.read("feed.xml") + build.read("tag/t/feed.xml"),
    ) + re.findall('"url": "(https://example.org/[^"]*)"', build.read("feed.json"))
    assert len(urls) > 3 * len(NAMES)
    for url in urls:
        assert url.isascii()
        assert leads_to(urlsplit(url).path) in files or "old/" in url, url


def quoted(page: str) -> str:
    return page.replace("%", "%25").replace("?", "%3F").replace("#", "%23")


def leads_to(path: str) -> str:
    """Return the file in the output folder that a server sends for the URL *path*."""
    name = unquote(path, errors="strict").removeprefix("/blog/")
    return f"{name}index.html" if name.endswith("/") or not name else name
