"""Measures the search: relevance, what is loaded, how long a reader waits, and what a build takes.

It compares this project's search with Sphinx's own, with Pagefind, and with libraries of npm.
"""
