"""The cache of compiled templates spares work, and never changes what a template gives."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, FileSystemLoader
from jinja2.exceptions import TemplateError
from jinja2.ext import InternationalizationExtension
from jinja2.sandbox import SandboxedEnvironment

from sphinx_transcript.theme import compiled_files, template_cache
from sphinx_transcript.theme.active import FOLDER
from sphinx_transcript.theme.template_cache import FILE_NAME, TemplateCache, settings_digest
from tests.helpers import fast_builds

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2.bccache import Bucket

    from tests.conftest import Site

PART = "parts/footer.html"
KEPT = [
    path
    for folder in template_cache._FOLDERS
    for path in sorted(Path(folder).rglob("*"))
    if path.suffix in {".html", ".css", ".js", ".jinja", ".xml"}
]


@pytest.fixture(autouse=True)
def shared_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the shared file of this test: empty at first, as after the installation."""
    path = tmp_path / "shared" / "templates.pickle"
    monkeypatch.setattr(compiled_files, "shared_file", lambda environment: path)
    return path


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of templates that are compiled, and not taken from the cache."""
    names: list[str] = []
    keep = TemplateCache.dump_bytecode

    def dump_bytecode(self: TemplateCache, bucket: Bucket) -> None:
        names.append(bucket.key.partition("|")[0])
        keep(self, bucket)

    monkeypatch.setattr(TemplateCache, "dump_bytecode", dump_bytecode)
    return names


def environment(path: Path) -> Environment:
    made = SandboxedEnvironment(
        loader=FileSystemLoader(FOLDER), extensions=[InternationalizationExtension]
    )
    made.filters["tobool"] = bool
    made.bytecode_cache = TemplateCache(path)
    return made


def get(made: Environment, name: str = PART) -> None:
    made.get_template(name)
    assert isinstance(made.bytecode_cache, TemplateCache)
    made.bytecode_cache.save()


def test_next_build_compiles_no_template(site: Site, compiled: list[str]) -> None:
    site.post("one", date="2020-01-01", body="Old text.")
    site.build()
    assert {"page.html", "parts/post.html"} <= {*compiled}
    compiled.clear()
    site.post("one", date="2020-01-01", body="New text.")
    assert "New text." in site.build().read("post/one.html")
    assert compiled == []


@pytest.mark.parametrize("content", [b"", b"no pickle", b"\x80\x05]."])
def test_damaged_file_is_replaced(tmp_path: Path, compiled: list[str], content: bytes) -> None:
    path = tmp_path / FILE_NAME
    path.write_bytes(content)
    get(environment(path))
    assert compiled == [PART]
    get(environment(path))
    assert compiled == [PART]


def change_trimming(made: Environment) -> None:
    made.trim_blocks = True


def change_filter(made: Environment) -> None:
    made.filters["tobool"] = len


def change_policy(made: Environment) -> None:
    made.policies["ext.i18n.trimmed"] = True


@pytest.mark.parametrize("change", [change_trimming, change_filter, change_policy])
def test_code_of_another_environment_is_not_used(
    tmp_path: Path, compiled: list[str], change: Callable[[Environment], None]
) -> None:
    get(environment(tmp_path / FILE_NAME))
    compiled.clear()
    made = environment(tmp_path / FILE_NAME)
    change(made)
    get(made)
    assert compiled == [PART]


def test_two_environments_have_one_digest(tmp_path: Path) -> None:
    one, other = (settings_digest(environment(tmp_path / name)) for name in "ab")
    assert one == other


def test_code_of_another_source_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(template_cache, "_FOLDERS", (str(tmp_path),))
    template = tmp_path / "a.html"
    for text in ("one", "two"):
        template.write_text(text)
        made = environment(tmp_path / FILE_NAME)
        made.loader = FileSystemLoader(tmp_path)
        assert made.get_template("a.html").render() == text
        get(made, "a.html")


def test_templates_of_other_installations_are_dropped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.html").write_text("text")
    path = tmp_path / FILE_NAME
    with monkeypatch.context() as patch:
        patch.setattr(template_cache, "_FOLDERS", (str(tmp_path),))
        made = environment(path)
        made.loader = FileSystemLoader(tmp_path)
        get(made, "a.html")
        assert b"a.html" in path.read_bytes()
    get(environment(path))
    assert b"a.html" not in path.read_bytes()


def templates(path: Path, folders: list[Path]) -> tuple[Environment, Environment]:
    """Return two environments, the second with the faster form of ``from_string``."""
    plain, made = environment(path), environment(path)
    cache = made.bytecode_cache
    assert isinstance(cache, TemplateCache)
    vars(made)["from_string"] = template_cache.text_compiler(made, cache, folders)
    return plain, made


def rendered(made: Environment, source: str) -> str:
    try:
        return made.from_string(source, {"name": "n"}).render(other="o")
    except TemplateError as error:
        return repr(error)


PIECES = [
    "{{ name }}",
    "{{ other }}",
    "{% if other %}",
    "{% endif %}",
    "{{",
    "%}",
    "a",
    "\n",
    "\r\n",
]


@given(pieces=st.lists(st.sampled_from(PIECES)), is_kept=st.booleans())
def test_text_gives_what_jinja_gives(pieces: list[str], is_kept: bool) -> None:
    source = "".join(pieces)
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(template_cache, "_FOLDERS", (folder,))
        if is_kept:
            Path(folder, "a.js.jinja").write_text(source, newline="")
        for _ in range(2):
            plain, made = templates(Path(folder, FILE_NAME), [Path(folder)])
            assert rendered(made, source) == rendered(plain, source)
            assert isinstance(made.bytecode_cache, TemplateCache)
            made.bytecode_cache.save()


@pytest.fixture
def compiled_texts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the templates without a name that are compiled."""
    texts: list[str] = []
    original = Environment.compile

    def compile_(self: Environment, source: str, name: str | None = None, *rest: Any) -> Any:
        if name is None:
            texts.append(source)
        return original(self, source, name, *rest)

    monkeypatch.setattr(Environment, "compile", compile_)
    return texts


def test_next_build_compiles_no_static_file(site: Site, compiled_texts: list[str]) -> None:
    site.conf("html_static_path = ['_static']\n")
    own = "const project = {{ project|tojson }};\n"
    site.write("_static/own.js_t", own)
    first = site.build()
    assert own in compiled_texts
    assert len(compiled_texts) > 20
    compiled_texts.clear()
    names = ["_static/own.js", "_static/transcript.css", "_static/transcript.js"]
    written = [first.read(name) for name in names]
    again = site.build()
    # A filter may give something else in each build.
    assert compiled_texts == [own]
    assert [again.read(name) for name in names] == written


def test_switch_leaves_the_method_of_jinja(site: Site, compiled_texts: list[str]) -> None:
    site.conf("transcript_shortcuts = False\n")
    site.build()
    before = len(compiled_texts)
    site.build()
    assert len(compiled_texts) == 2 * before > 0


def test_texts_that_no_build_uses_are_dropped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(template_cache, "_FOLDERS", (str(tmp_path),))
    for text in ("one", "two"):
        (tmp_path / "a.js.jinja").write_text(text)
        made = templates(tmp_path / FILE_NAME, [tmp_path])[1]
        assert made.from_string(text).render() == text
        assert isinstance(made.bytecode_cache, TemplateCache)
        made.bytecode_cache.save()
    made = environment(tmp_path / FILE_NAME)
    assert len(TemplateCache(tmp_path / FILE_NAME)._load(made)) == 1


def test_filters_of_a_project_are_computed_in_each_build(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Environment, "compile", fast_builds._compile)
    site.conf(
        "templates_path = ['_templates']\n"
        "def add(app):\n"
        "    text = (app.srcdir / 'year').read_text()\n"
        "    app.builder.templates.environment.filters['year'] = lambda value: text\n"
        "def setup(app):\n"
        "    app.connect('builder-inited', add)\n"
    )
    site.write("_templates/search.html", "{{ 'x'|year }}")
    for year in ("1999", "2000"):
        site.write("year", year)
        assert site.build().read("search.html") == year


def fail(*_: Any) -> None:
    raise AssertionError("computed while a template is compiled")


@pytest.mark.parametrize("path", KEPT, ids=lambda path: path.name)
def test_kept_template_computes_no_filter_when_it_is_compiled(path: Path) -> None:
    made = SandboxedEnvironment(extensions=[InternationalizationExtension])
    names = {"minified", "minified_script", "slice_index", "tobool", "todim", "toint"}
    codes = set()
    for function in (str, fail):
        made.filters |= dict.fromkeys([*made.filters, *names], partial(function))
        codes.add(made.compile(path.read_text("utf-8"), raw=True))
    assert len(codes) == 1
