"""All posts together: order, taxonomies, authors, neighbours, related posts, listings.

`Post` records come in; selections of posts and views of listings go out. All of it is derived anew
in each build and never stored. This room knows neither Sphinx nor docutils.
"""
