"""JSON Schemas for editors, generated from the definitions by which a build checks values.

Tables of keys, options and configuration values come in; the schema files beside this module go
out. ``python3 develop.py schemas`` writes them.
"""
