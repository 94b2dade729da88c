"""Generated pages, which have no source document: their plan, and the HTML of their bodies."""
