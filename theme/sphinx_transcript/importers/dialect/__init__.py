"""Converts what dialects of Markdown have and MyST has not, or has in another way.

The steps are one module each, and change a `dialect_text.DialectText`; `conversion.py` has their
order.
"""
