"""HTML fragments that leave their page: URLs, ids, and what may not run in a feed.

HTML of a post goes in. The same HTML comes out, for the page or the feed that shows it. This is
the only room that parses HTML. It knows no post, and imports neither Sphinx nor docutils.
"""
