"""The example site of sphinx-transcript: an operator's diary, and the manual of the theme."""

project = "ada's notes"
author = "Ada Marsh"
copyright = "2014–2017, Ada Marsh"

extensions = ["sphinx_transcript"]

# Links may lead to headings of the levels 1 and 2: [text](page.md#heading)
myst_heading_anchors = 2

# A signature that a line has no room for has a line for each parameter.
maximum_signature_line_length = 70

# Where the site is: feeds, canonical links and the sitemap need it.
html_baseurl = "https://example.org/"

html_theme = "transcript"
html_theme_options = {
    "prompt_user": "ada",
    "prompt_host": "example",
}

# Whoever writes here; a post that names nobody is the author's above.
transcript_authors = {
    "ada": {
        "name": "Ada Marsh",
        "bio": "Keeps other people's servers up, and writes down what they taught her.",
        "url": "https://example.org/about.html",
    },
    "ivo": {
        "name": "Ivo Brandt",
        "bio": "Sits across from Ada, has the other half of the on-call rota, and likes hashes.",
        "url": "https://example.org/~ivo/",
    },
}
