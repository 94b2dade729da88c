"""The example site of sphinx-transcript: an operator's diary, and the manual of the theme."""

project = "ada's notes"
author = "Ada Marsh"
copyright = "2014–2017, Ada Marsh"

extensions = ["sphinx_transcript"]

html_theme = "transcript"
html_theme_options = {
    "prompt_user": "ada",
    "prompt_host": "example",
}
