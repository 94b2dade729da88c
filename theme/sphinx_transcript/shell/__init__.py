"""Shell commands that hold: quoting, globs, and a model of ``ls``, ``grep`` and ``head``.

Paths, dates and front-matter lines of source files come in; commands go out that print exactly
the files that a page shows. This room knows neither Sphinx nor docutils; tests run its commands.
"""
