"""Posts and listings written for ABlog, read as they stand where conf.py has ``transcript_ablog``.

What ABlog has is said at https://ablog.readthedocs.io; nothing of it needs to be installed.
"""
