from pelicanconf import *

SITEURL = "https://example.org"
