"""Markup: converts the text of posts to MyST Markdown and Sphinx's reStructuredText."""
