"""Readers: read the blog of one system into `source_blog.py`, one module per system."""
