"""Shell sessions: what is prompt, what is typed and what is output, and how outputs are compared.

The text of a code block comes in; a `Session` goes out, from which pages, copies, checks and
scripts are made. This room knows neither Sphinx nor docutils, and runs nothing.
"""
