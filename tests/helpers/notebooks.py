"""Jupyter notebooks as Jupyter saves them."""

from __future__ import annotations

import json
from typing import Any

KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
TABLE = {
    "output_type": "execute_result",
    "execution_count": 1,
    "metadata": {},
    "data": {
        "text/html": ["<table><tr><td>sda</td></tr><tr><td>sdb</td></tr></table>"],
        "text/plain": ["  disk\n", "0  sda\n", "1  sdb"],
    },
}
"""A table, as pandas shows it: in HTML and as text."""


def stdout(text: str) -> dict[str, Any]:
    """Return the output of a cell that prints *text*."""
    return {"output_type": "stream", "name": "stdout", "text": text.splitlines(keepends=True)}


def cell(kind: str, source: str, *outputs: dict[str, Any], **metadata: Any) -> dict[str, Any]:
    """Return a cell of *kind*: code, markdown or raw."""
    found: dict[str, Any] = {
        "cell_type": kind,
        "metadata": metadata,
        "source": source.splitlines(keepends=True),
    }
    if kind == "code":
        found |= {"execution_count": 1 if outputs else None, "outputs": list(outputs)}
    return found


def rst(source: str) -> dict[str, Any]:
    """Return a raw cell with reStructuredText."""
    return cell("raw", source, raw_mimetype="text/restructuredtext")


def notebook(*cells: dict[str, Any], **metadata: Any) -> str:
    """Return the content of a notebook's file, with *metadata* besides that of its kernel."""
    for number, each in enumerate(cells):
        each["id"] = f"cell-{number}"
    data = {
        "cells": list(cells),
        "metadata": {"kernelspec": KERNEL, "language_info": {"name": "python"}, **metadata},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"
