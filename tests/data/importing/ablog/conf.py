extensions = ["ablog", "myst_parser"]
blog_baseurl = "https://example.org"
ablog_builder = "dirhtml"
blog_post_pattern = "notes/*.md"
blog_authors = {"Ada": ("Ada Marsh", None)}
