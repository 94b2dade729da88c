"""Limits for YAML of others: aliases can make a small file endless, or larger than the memory."""

from __future__ import annotations

from typing import Final

import yaml

MAX_VALUES: Final = 100_000
"""How many values a document may have once each alias is replaced by what it stands for."""


class YamlLimitError(ValueError):
    """A document has too many values, or one that contains itself."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line
        """The line in the document, from 0."""


def check_limits(root: yaml.Node) -> None:
    """Raise YamlLimitError if *root* is endless or too large with its aliases replaced."""
    sizes: dict[int, int] = {}
    entered: set[int] = set()
    stack = [root]
    # A stack of its own: nesting that is too deep for recursion is reported elsewhere.
    while stack:
        node = stack[-1]
        if id(node) in sizes:
            stack.pop()
            continue
        children = _children(node)
        if id(node) in entered:
            stack.pop()
            sizes[id(node)] = 1 + sum(sizes[id(child)] for child in children)
            if sizes[id(node)] > MAX_VALUES:
                message = f"its aliases stand for more than {MAX_VALUES} values"
                raise YamlLimitError(f"not YAML that can be read: {message}", node.start_mark.line)
            continue
        entered.add(id(node))
        for child in children:
            if id(child) in entered and id(child) not in sizes:
                raise YamlLimitError(
                    "not YAML that can be read: an alias contains itself", child.start_mark.line
                )
            stack.append(child)


def _children(node: yaml.Node) -> list[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        return [each for pair in node.value for each in pair]
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []
