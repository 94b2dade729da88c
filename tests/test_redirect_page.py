"""The page that leads on from an old address."""

from __future__ import annotations

from html.parser import HTMLParser
from urllib.parse import unquote

from hypothesis import assume, given
from hypothesis import strategies as st

from sphinx_transcript.site_files import (
    redirect_page,
)

BASE = "https://blog.example/"
NS = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
ANY_TEXT = st.lists(
    st.one_of(
        st.text(alphabet=st.characters(categories=None)),
        st.sampled_from(["..", "/", "%2e", "%2F", "%00", "%5C", "\\", "C:", ".html"]),
        st.sampled_from(['"', "</p>", "\0", "\ud83d"]),
    ),
    max_size=5,
).map("".join)


class Page(HTMLParser):
    """The tags and texts of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, str] = {}
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        tag = self.found[-1][0] if self.found else ""
        self.texts[tag] = self.texts.get(tag, "") + data

    def attributes(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]


TAGS = [
    "html",
    "head",
    "meta",
    "title",
    "meta",
    "meta",
    "meta",
    "meta",
    "link",
    "body",
    "main",
    "h1",
    "a",
]


def test_redirect_page_leads_on() -> None:
    text = redirect_page(
        target="../post/new.html",
        canonical="https://blog.example/post/new.html",
        title="New & <bold>",
        language="pt-BR",
        message="Moved & gone to",
    )
    page = Page(text)
    assert text.startswith("<!DOCTYPE html>\n<html")
    assert text.endswith("</html>\n")
    assert [tag for tag, _ in page.found] == TAGS
    assert page.attributes("html") == [{"lang": "pt-BR"}]
    assert page.attributes("link") == [
        {"rel": "canonical", "href": "https://blog.example/post/new.html"}
    ]
    metas = page.attributes("meta")
    assert {"charset": "utf-8"} in metas
    assert {"http-equiv": "refresh", "content": "0; url=../post/new.html"} in metas
    assert {"name": "robots", "content": "noindex"} in metas
    assert page.attributes("a") == [{"href": "../post/new.html"}]
    assert page.texts["title"].strip() == "New & <bold>"
    assert page.texts["a"].strip() == "New & <bold>"
    assert page.texts["h1"].strip() == "Moved & gone to"


def test_redirect_page_of_which_little_is_known() -> None:
    page = Page(redirect_page(target="new/", canonical="", title="", language="", message=""))
    assert [tag for tag, _ in page.found] == [tag for tag in TAGS if tag != "link"]
    assert page.attributes("html") == [{}]
    assert page.texts["title"].strip() == "new/"
    assert page.texts["a"].strip() == "new/"


def test_target_in_quotation_marks_does_not_end_early() -> None:
    # https://html.spec.whatwg.org/multipage/semantics.html#attr-meta-http-equiv-refresh
    text = redirect_page(target="'a' b.html", canonical="", title="", language="", message="")
    refresh = Page(text).attributes("meta")[1]
    assert refresh["content"] == "0; url=%27a%27%20b.html"


@given(ANY_TEXT)
def test_redirect_page_holds_any_text(text: str) -> None:
    assume(text.strip())
    written = redirect_page(
        target=f"a{text}", canonical=f"b{text}", title=f"c{text}", language=text, message=f"d{text}"
    )
    written.encode("utf-8")
    page = Page(written)
    assert [tag for tag, _ in page.found] == TAGS
    plain = text.encode("utf-8", "ignore").decode()
    kept = "".join(c for c in plain if (c >= " " or c in "\t\n\r") and c not in "\ufffe\uffff")
    assert page.attributes("html") == [{"lang": kept}]
    assert page.texts["title"].removesuffix("\n") == f"c{kept}"
    assert page.texts["h1"] == f"d{kept} "
    (canonical,) = page.attributes("link")
    assert unquote(canonical["href"] or "") == unquote(f"b{plain}")
    (link,) = page.attributes("a")
    assert unquote(link["href"] or "") == unquote(f"a{plain}")
    assert page.attributes("meta")[1] == {
        "http-equiv": "refresh",
        "content": f"0; url={link['href']}",
    }
