"""The plain text of docutils nodes: of titles, of lines of text, and of formulas.

Nodes go in, a text on one line comes out. It has no tags, no marks of footnotes and no TeX that
can be written without it. Knows no post and no page.
"""
