"""Atom and JSON feeds: which feeds a site has, their entries, and the entries' ids and content.

Records and resolved doctrees come in, and the bytes of feed files go out. The rooms above decide
which feeds are written, and when.
"""
