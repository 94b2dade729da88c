"""Functions of other packages that are replaced while a build runs."""

from __future__ import annotations

from typing import Any


class ReplacedFunctions(dict[tuple[Any, str], tuple[Any, Any]]):
    """The original and the replacement of each function that is replaced at present.

    The keys are the class or the module in which the function is looked up, and its name.
    """

    def replace(self, owner: Any, name: str, original: Any, replacement: Any) -> None:
        """Have *owner* use *replacement* in the place of *original*, which it has now."""
        setattr(owner, name, replacement)
        self[owner, name] = (original, replacement)

    def is_in_place(self, owner: Any, name: str) -> bool:
        """Return whether *owner* has the replacement, and nobody has replaced it in turn."""
        return (owner, name) in self and vars(owner).get(name) is self[owner, name][1]

    def restore(self) -> None:
        """Restore the originals, but for functions that another package has replaced in turn."""
        for (owner, name), (original, _) in self.items():
            if self.is_in_place(owner, name):
                setattr(owner, name, original)
        self.clear()
