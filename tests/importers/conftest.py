"""The sample blogs, imported and built once for all tests of this folder."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import pytest

from tests.helpers.imported_blog import ImportedBlog, import_blog

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture(scope="session")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], ImportedBlog]:
    """Return a function that imports the sample blog of a system, once."""
    return functools.cache(lambda system: import_blog(system, tmp_path_factory))
