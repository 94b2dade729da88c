"""The faster forms of functions that write pages do what the originals do."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from docutils import nodes, utils
from docutils.utils import new_document
from hypothesis import given
from hypothesis import strategies as st
from sphinx import registry
from sphinx.builders import html
from sphinx.builders.html import _assets
from sphinx.testing.util import SphinxTestApp
from sphinx.util.osutil import relative_uri

from sphinx_transcript.support import write_shortcuts
from sphinx_transcript.support.write_shortcuts import (
    checksum_function,
    file_finder,
    relative_uri_function,
    shortcuts,
    translator_method,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Site

ADDRESSES = st.lists(
    st.sampled_from(["a", "b", "", ".", "..", "a.html", "index.html", "_static", "#x", "a#b"]),
    min_size=1,
    max_size=4,
).map("/".join)
FASTER_URI = relative_uri_function(relative_uri)


@given(ADDRESSES, ADDRESSES)
def test_relative_addresses_are_those_of_sphinx(base: str, to: str) -> None:
    assert FASTER_URI(base, to) == relative_uri(base, to)


def test_relative_address_is_computed_once_in_a_folder() -> None:
    calls: list[tuple[str, str]] = []

    def original(base: str, to: str) -> str:
        calls.append((base, to))
        return relative_uri(base, to)

    faster = relative_uri_function(original)
    assert [faster(f"post/{name}.html", "_static/x.css") for name in "abc"] == [
        "../_static/x.css"
    ] * 3
    assert len(calls) == 1


class _Translator(nodes.NodeVisitor):
    def visit_x(self, node: nodes.Node) -> str:
        return "of the class"

    def depart_x(self, node: nodes.Node) -> str:
        return "of the class"


def test_translators_have_the_methods_that_sphinx_gives_them() -> None:
    components: Any = registry.SphinxComponentRegistry()
    original: Any = registry.SphinxComponentRegistry.create_translator
    faster = translator_method(original)
    found = []
    for builder in (
        SimpleNamespace(name="html", format="html", default_translator_class=_Translator),
        SimpleNamespace(name="dirhtml", format="html", default_translator_class=_Translator),
        SimpleNamespace(name="text", format="text", default_translator_class=_Translator),
    ):
        for handlers in ({}, {"x": (print, None)}, {"x": (len, repr), "y": (repr, len)}):
            components.translation_handlers["html"] = dict(handlers)
            if builder.name == "dirhtml":
                components.translation_handlers["dirhtml"] = {"z": (print, print)}
            one, other = (
                create(components, builder, new_document("")) for create in (original, faster)
            )
            assert type(other) is type(one) is _Translator
            methods = [
                {name: value.__func__ for name, value in vars(each).items() if "_" in name}
                for each in (one, other)
            ]
            assert methods[0] == methods[1]
            assert all(getattr(other, name).__self__ is other for name in methods[1])
            found.append(len(methods[1]))
    assert found == [0, 1, 4, 2, 2, 2, 0, 0, 0]


def test_files_are_those_of_docutils(tmp_path: Path) -> None:
    (tmp_path / "b.css").touch()
    faster = file_finder(utils.find_file_in_dirs)
    for path in ("a.css", "b.css", str(tmp_path / "a.css")):
        for folders in (["."], [str(tmp_path), "."], [tmp_path]):
            assert faster(path, folders) == utils.find_file_in_dirs(path, folders)


def test_checksums_are_those_of_sphinx(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("p {}", "utf-8")
    faster = checksum_function(_assets._file_checksum)
    for name in ("a.css", "missing.css", "https://example.org/a.css"):
        for _ in range(2):
            assert faster(tmp_path, name) == _assets._file_checksum(tmp_path, name)
    with pytest.raises(Exception, match="query"):
        faster(tmp_path, "a.css?v=1")


@pytest.mark.parametrize(
    ("switch", "is_used"), [("", True), ("transcript_shortcuts = False", False)]
)
def test_originals_are_back_after_the_build(site: Site, switch: str, is_used: bool) -> None:
    originals = [vars(each.owner)[each.name] for each in shortcuts()]
    found = []
    site.conf(switch)
    site.post("a", title="A", date="2020-01-01")
    app = SphinxTestApp("html", srcdir=site.srcdir)
    try:
        app.connect(
            "html-page-context",
            lambda *_: found.append([vars(each.owner)[each.name] for each in shortcuts()]),
        )
        app.build()
    finally:
        app.cleanup()
    assert found
    assert all(
        (one is not other) == is_used
        for each in found
        for one, other in zip(each, originals, strict=True)
    )
    assert [vars(each.owner)[each.name] for each in shortcuts()] == originals


def test_functions_that_others_have_replaced_are_kept(
    monkeypatch: pytest.MonkeyPatch, site: Site
) -> None:
    def own(base: str, to: str) -> str:
        return relative_uri(base, to)

    monkeypatch.setattr(html, "relative_uri", own)
    found = []
    site.post("a", title="A", date="2020-01-01")
    app = SphinxTestApp("html", srcdir=site.srcdir)
    try:
        app.connect("html-page-context", lambda *_: found.append(vars(html)["relative_uri"]))
        app.build()
    finally:
        app.cleanup()
    assert set(found) == {own}
    assert write_shortcuts._replaced == {}
