"""The code blocks in the manual and the README work.

Each block is run, built or parsed. A block in an unknown language fails a test, so that none is
overlooked. Shell sessions are tested in test_manual_commands.py.
"""

from __future__ import annotations

import ast
import csv
import json
import re
import shutil
from typing import Any

import pytest

from sphinx_transcript.session_runs.recorded_results import format_results, parse_results
from sphinx_transcript.workspace.site_template import WORKFLOWS as WORKFLOW_FILES
from sphinx_transcript.workspace.site_template import render
from tests.conftest import CONF, EXAMPLE_SITE, Build, Site, build_site
from tests.helpers.build_output import build_warnings
from tests.helpers.manual_pages import (
    BLOCKS,
    KITCHEN_SINK,
    MANUAL,
    PAGES,
    SHELL,
    Block,
    in_language,
    on_page,
)

CONF_PY = {"python"}
SOURCES = {"markdown", "rst", "yaml"}
STYLES_AND_TEMPLATES = {"css", "jinja"}
WORKFLOWS = {"yaml", "toml", "sh"}
SERVERS = {"nginx", "apache", "caddy"}
EDITORS = {"vim"}
RESULTS = {"json"}
# Not tested: output of programs, and settings of a program that the tests don't have.
UNTESTED = {"text", "js", "ansi"}
KNOWN = (
    CONF_PY | SOURCES | STYLES_AND_TEMPLATES | SHELL | WORKFLOWS | RESULTS | UNTESTED
    # In test_manual_recipes.py.
    | SERVERS | EDITORS
)  # fmt: skip


def test_language_of_every_block_is_known() -> None:
    assert len(PAGES) > 15
    for block in BLOCKS:
        # Directives are built with the page, by the tests of the example site.
        is_directive = block.language.startswith("{") and block.page != "README.md"
        assert is_directive or block.language in KNOWN, block


def test_no_block_is_overlooked() -> None:
    for path in PAGES.values():
        text = path.read_text("utf-8")
        outside = text
        for block in BLOCKS:
            if PAGES[block.page] == path:
                outside = outside.replace(block.code, "", 1)
        assert not re.search(r"^( +```|~~~|:::)|\.\. code", outside, re.MULTILINE), path
        marks = len(re.findall("^```", text, re.MULTILINE))
        inside = sum(
            len(re.findall("^```", block.code, re.MULTILINE))
            for block in BLOCKS
            if PAGES[block.page] == path
        )
        assert marks == inside + 2 * sum(PAGES[block.page] == path for block in BLOCKS), path


def test_every_page_is_in_a_toctree_once_and_the_kitchen_sink_is_last() -> None:
    toctrees = [block.code for block in on_page("index.md") if block.language == "{toctree}"]
    captions = [re.findall(r"^:caption: (.+)$", code, re.MULTILINE) for code in toctrees]
    assert captions == [[name] for name in ("Start", "Write", "Customise", "Publish", "Reference")]
    named = [name for code in toctrees for name in code.partition("\n\n")[2].split()]
    pages = {path.stem for path in MANUAL.glob("*.md")} - {"index"}
    assert sorted(named) == sorted([*pages, f"{KITCHEN_SINK.name}/index"])
    assert (named[0], named[-1]) == ("getting-started", f"{KITCHEN_SINK.name}/index")


def test_recorded_results_can_be_read_and_are_as_they_are_written() -> None:
    (block,) = [block for block in in_language(*RESULTS) if "session-results" in block.page]
    read = parse_results(block.code)
    assert read.problem is None
    assert format_results(read.results) == block.code


# -- conf.py


@pytest.fixture
def small(site: Site) -> Site:
    """Return a site with a post, and with the files that settings in the manual refer to."""
    site.write("manual/index.md", "---\norphan: true\n---\n# Manual\n")
    for name in ("custom.css", "counter.js", "logo.svg", "icon.svg"):
        site.write(f"_static/{name}", "")
    site.write("extra/_headers", "")
    site.write("locales/de/LC_MESSAGES/none.po", "")
    site.post("a", title="A", date="2020-01-01", tags="[tea]", orphan="true")
    return site


@pytest.mark.parametrize("block", in_language(*CONF_PY), ids=str)
def test_python_block_is_a_valid_conf_py(small: Site, block: Block, example_html: Build) -> None:
    small.write("conf.py", CONF + block.code)
    (shared,) = [each for each in on_page("languages.md") if "\nauthor = " in f"\n{each.code}"]
    (small.folder / "shared.py").write_text(shared.code, "utf-8")
    conf: dict[str, Any] = {}
    if "intersphinx_mapping" in block.code:
        # Tests make no network requests.
        inventory = str(example_html.outdir / "objects.inv")
        conf["intersphinx_mapping"] = {"ada": ("https://example.org/", inventory)}
    assert build_warnings(small.build(**conf)) == []


def test_event_handler_in_the_manual_writes_its_csv_file(small: Site) -> None:
    (block,) = [block for block in in_language("python") if "posts.csv" in block.code]
    small.write("conf.py", CONF + block.code)
    with (small.build().outdir / "posts.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file)) == [["2020-01-01", "post/a.html", "A", "tea"]]


# -- documents, styles and templates

FIELDS = {"title": "A snippet", "date": "2016-01-01", "unlisted": "true"}


def document(block: Block) -> str:
    """Return the source of a post that contains *block*, which may have its own front matter."""
    if block.code.startswith(("---\n", ":title:")):
        return block.code
    if block.language == "rst":
        return "".join(f":{key}: {value}\n" for key, value in FIELDS.items()) + f"\n{block.code}"
    fields = "".join(f"{key}: {value}\n" for key, value in FIELDS.items())
    if block.language == "yaml":
        return f"---\n{fields}{block.code}---\n\nText.\n"
    settings = json.dumps(settings_of_myst(block.page))
    return f"---\n{fields}myst: {settings}\n---\n\n{block.code}"


def settings_of_myst(page: str) -> dict[str, Any]:
    """Return what the conf.py that *page* shows sets for MyST, as front matter has it."""
    code = "".join(block.code for block in in_language(*CONF_PY) if block.page == page)
    return {
        name.removeprefix("myst_"): ast.literal_eval(statement.value)
        for statement in ast.parse(code).body
        if isinstance(statement, ast.Assign)
        and (name := ast.unparse(statement.targets[0])).startswith("myst_")
    }


def is_source(block: Block) -> bool:
    return block.language in SOURCES and not block.page.endswith(
        ("/deploying.md", "/read-the-docs.md")
    )


@pytest.fixture(scope="module")
def with_snippets(tmp_path_factory: pytest.TempPathFactory, example_html: Build) -> Build:
    """Return a build of the example site with all document, style and template blocks added."""
    folder = tmp_path_factory.mktemp("snippets")
    sources = folder / "src"
    shutil.copytree(EXAMPLE_SITE, sources, ignore=shutil.ignore_patterns("_build"))
    for number, block in enumerate(filter(is_source, BLOCKS)):
        suffix = "rst" if block.language == "rst" else "md"
        (sources / f"post/snippet-{number}.{suffix}").write_text(document(block), "utf-8")
    (sources / "_static").mkdir()
    for name in ("disk.svg", "backup.svg", "backup-dark.svg"):
        shutil.copy(KITCHEN_SINK / "disk.svg", sources / "post" / name)
    css = "\n".join(block.code for block in in_language("css"))
    (sources / "_static/custom.css").write_text(css, "utf-8")
    inventory = str(example_html.outdir / "objects.inv")
    conf = {
        "extensions": ["sphinx_transcript", "sphinx.ext.intersphinx"],
        "intersphinx_mapping": {"ada": ("https://example.org/", inventory)},
        "suppress_warnings": ["myst.strikethrough"],  # As markdown.md says.
        "html_static_path": ["_static"],
        "html_css_files": ["custom.css"],
    }
    return build_site("html", sources, folder / "build", conf=conf)


def test_documents_build_without_a_warning(with_snippets: Build) -> None:
    assert build_warnings(with_snippets) == []
    snippets = [name for name in with_snippets.files() if re.match(r"post/snippet-\d+\.html", name)]
    published = [
        block for block in filter(is_source, BLOCKS)
        if "date:" in document(block) and "draft: true" not in document(block)
    ]  # fmt: skip
    assert len(snippets) == len(published) > 12


@pytest.mark.parametrize("block", in_language("jinja"), ids=str)
def test_template_is_used(small: Site, block: Block) -> None:
    name = block.code.partition('"!')[2].partition('"')[0]
    small.write(f"_templates/{name}", block.code)
    # The keys of a post's own, which templates of the manual look at.
    keys = {"mastodon": "https://social.example.org/@ada/1", "translated": "true"}
    small.post("a", title="A", date="2020-01-01", **keys)
    built = small.build(templates_path=["_templates"])
    assert build_warnings(built) == []
    # The longest text between what Jinja replaces.
    longest = max(re.split(r"[{][{%].*?[%}][}]", block.code), key=len).strip()
    assert len(longest) > 20
    assert built.read("post/a.html").count(longest) == 1


def test_styles_use_properties_and_attributes_of_the_theme(example_html: Build) -> None:
    files = example_html.files()
    theme = "".join(data.decode() for name, data in files.items() if name.endswith((".css", ".js")))
    for block in in_language("css"):
        assert block.code.count("{") == block.code.count("}") > 0, block
        for name in re.findall(r"--[\w-]+(?=:)", block.code):
            assert f"{name}:" in theme, (block, name)
        for name in re.findall(r"data-[\w-]+", block.code):
            assert name in theme, (block, name)


# -- workflows and servers


def test_workflows_are_equal_to_the_output_of_init() -> None:
    names = dict(pair for files in WORKFLOW_FILES.values() for pair in files.items())
    written = render(names, title="t", author="a", base_url="", date="2016-09-26")
    text = (MANUAL / "deploying.md").read_text("utf-8")
    found = [block.code for block in on_page("deploying.md") if block.language in WORKFLOWS]
    assert all(block in on_page("deploying.md") for block in in_language("toml", "sh"))
    assert found == list(written.values())
    for workflow, files in WORKFLOW_FILES.items():
        for name in files:
            assert f"| `sphinx-transcript init --workflow {workflow}` | `{name}` |" in text


REDIRECTS = {
    "/blog/atom.xml": "/feed.xml",
    "/blog/tag/tips/atom.xml": "/tag/tips/feed.xml",
    "/blog/tag/tips/": "/tag/tips/",
    "/blog/tag/tips.html": "/tag/tips/",
    "/blog/category/ops/": "/category/ops/",
    "/blog/2020/": "/archive/2020/",
    "/blog/2020.html": "/archive/2020/",
    "/blog/archive/": "/archive/",
    "/blog/a-post.html": "/blog/a-post.html",
}


def test_nginx_rules_redirect_to_the_new_addresses() -> None:
    # nginx uses Perl's regular expressions; these rules mean the same in Python.
    code = "".join(block.code for block in in_language("nginx") if "servers" not in block.page)
    rules = re.findall(r'^rewrite "?(\S+?)"? (\S+) permanent;$', code, re.MULTILINE)
    others = re.sub(r"^rewrite .*\n", "", code, flags=re.MULTILINE)
    assert others == "error_page 404 /404.html;\n"
    for old, new in REDIRECTS.items():
        found = next(
            (
                re.sub(r"\$(\d)", lambda group: match[int(group[1])], target)
                for pattern, target in rules
                if (match := re.search(pattern, old))
            ),
            old,
        )
        assert found == new
