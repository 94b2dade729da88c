"""Imports posts of other systems that a test writes, and builds the site."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from sphinx_transcript.importers import read_blog
from sphinx_transcript.importers.convert import convert
from sphinx_transcript.importers.new_files import write_files
from sphinx_transcript.importers.report import Report
from tests.conftest import Site

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Build

_FOLDERS = {
    "jekyll": ("_config.yml", "url: https://example.org\n", "_posts/2020-01-02-{}.md"),
    "hugo": ("hugo.toml", 'baseURL = "https://example.org/"\n', "content/posts/{}.md"),
    "pelican": ("pelicanconf.py", "", "content/{}.md"),
    "nikola": ("conf.py", "", "posts/{}.md"),
    "mkdocs": ("mkdocs.yml", "plugins: [blog]\n", "docs/blog/posts/{}.md"),
}


@dataclass
class ImportedPages:
    """Posts after their import: the site, its build and the report."""

    build: Build
    site: Site
    report: Report

    def page(self, name: str = "one") -> LexborHTMLParser:
        return LexborHTMLParser(self.build.read(f"post/{name}.html"))

    def text(self, selector: str, name: str = "one") -> str:
        """Return the text of the first element that *selector* finds."""
        node = self.page(name).css_first(selector)
        assert node is not None
        return str(node.text())

    def words(self, name: str = "one") -> str:
        """Return the text of a post without its code, in one line."""
        article = self.page(name).css_first("article")
        assert article is not None
        for node in article.css("pre, code, script, style"):
            node.decompose()
        return " ".join(article.text().split())

    def code(self, name: str = "one") -> list[str]:
        return [node.text().strip() for node in self.page(name).css("article pre")]

    def source(self, name: str = "one") -> str:
        return (self.site.srcdir / f"post/{name}.md").read_text("utf-8")


@dataclass
class OldBlog:
    """A blog of *system* to import, with more files by their paths."""

    system: str
    posts: dict[str, str]
    """The bodies of posts, or whole files that begin with front matter, by their names."""
    files: dict[str, str | bytes] = field(default_factory=dict)

    def write(self, folder: Path) -> None:
        configuration, text, pattern = _FOLDERS[self.system]
        contents: dict[str, str | bytes] = {configuration: text, **self.files}
        for name, body in self.posts.items():
            has_front_matter = body.startswith("---\ntitle:")
            head = f"---\ntitle: {name.capitalize()}\ndate: 2020-01-02\n---\n\n"
            contents[pattern.format(name)] = body if has_front_matter else head + body
        for name, content in contents.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())


def import_pages(blog: OldBlog, folder: Path, conf: str = "") -> ImportedPages:
    """Import *blog* into a new site below *folder*, with *conf* and what the import asks for."""
    old = folder / "old"
    blog.write(old)
    report = Report()
    source = read_blog(blog.system, old, report)
    files = convert(source, "post", report)
    site = Site(folder)
    extensions = f"myst_enable_extensions = {sorted(report.myst_extensions)!r}\n"
    lines = "".join(f"{line}\n" for line in report.conf_lines)
    site.conf(
        f'html_baseurl = "https://example.org/"\nsmartquotes = False\n{extensions}{lines}{conf}'
    )
    write_files(files, old, site.srcdir, report, dry=False)
    return ImportedPages(site.build(), site, report)
