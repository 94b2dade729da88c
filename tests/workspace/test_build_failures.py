"""Errors of a build name the file and the line that can be mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.serve.build_client import BuildClient
from sphinx_transcript.serve.build_worker import BuildSettings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Site


@pytest.fixture
def client(site: Site) -> Iterator[BuildClient]:
    """Return a client that builds the site, which has templates of its own."""
    site.conf("templates_path = ['_templates']\n")
    client = BuildClient(
        BuildSettings(str(site.srcdir), str(site.folder / "out"), str(site.folder / "doctrees"))
    )
    yield client
    client.close()


def test_errors_are_located(site: Site, client: BuildClient) -> None:
    head = '{% extends "!page.html" %}\n{% block body %}\n'
    path = site.write("_templates/page.html", f"{head}{{{{ nothing.at.all }}}}\n{{% endblock %}}\n")
    assert client.build().error.endswith("page.html:3: UndefinedError: 'nothing' is undefined")
    site.write("_templates/page.html", f"{head}\n{{% if %}}\n")
    error = client.build([str(path)]).error
    assert "page.html:4: TemplateSyntaxError: Expected an expression" in error
    path.unlink()
    site.conf("def setup(app):\n    app.connect('env-updated', lambda *a: 1 / 0)\n")
    error = client.build([str(site.srcdir / "conf.py")]).error
    assert error.endswith("conf.py:6: ZeroDivisionError: division by zero")
