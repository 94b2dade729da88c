from datetime import date

AUTHOR = "Ada Marsh"
SITENAME = "Ops notes"
PATH = "content"
TIMEZONE = "Europe/Oslo"
YEAR = date.today().year
ARTICLE_URL = "{date:%Y}/{slug}/"
ARTICLE_SAVE_AS = "{date:%Y}/{slug}/index.html"
