import time

BLOG_AUTHOR = "Ada Marsh"
BLOG_TITLE = "Ops notes"
SITE_URL = "https://example.org/"
DEFAULT_LANG = "en"
TRANSLATIONS = {DEFAULT_LANG: "", "de": "./de"}
POSTS = (
    ("posts/*.rst", "posts", "post.tmpl"),
    ("posts/*.md", "posts", "post.tmpl"),
)
TIMEZONE = "Europe/Oslo"
