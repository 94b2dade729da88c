"""Converts the template language in the text of posts: Liquid tags and shortcodes."""
