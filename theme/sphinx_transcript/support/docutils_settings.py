"""The settings of docutils for each document.

Sphinx 9 makes a parser of command-line options for each document to learn the default settings of
docutils, which are the same for all.
"""

from __future__ import annotations

from copy import copy, deepcopy
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


class SettingsCache:
    """Sphinx's function for the settings of docutils, which works once for the same arguments."""

    def __init__(self, original: Callable[..., Any]) -> None:
        self._original = original
        self._settings: dict[Any, Any] = {}

    def __call__(self, *components: Any, defaults: Any, read_config_files: bool = False) -> Any:
        """Return the settings for *components*, which the document may change."""

        def original() -> Any:
            return self._original(
                *components, defaults=defaults, read_config_files=read_config_files
            )

        # A parser is given as an object, one for each document.
        kinds = [each if isinstance(each, type) else type(each) for each in components]
        # The text of the values is compared: some are lists, and a handler may have changed one.
        key = (*kinds, read_config_files, repr(sorted(defaults.items(), key=_name)))
        if key not in self._settings:
            self._settings[key] = original()
        settings = copy(self._settings[key])
        for name, value in vars(settings).items():
            if isinstance(value, _CONSTANTS):
                continue
            try:
                is_given = value is defaults.get(name)
                setattr(settings, name, value if is_given else deepcopy(value))
            except TypeError:
                # An open file, for instance, which docutils.conf can name.
                return original()
        return settings


_CONSTANTS = (str, int, float, type(None))


def _name(item: tuple[str, Any]) -> str:
    return item[0]
