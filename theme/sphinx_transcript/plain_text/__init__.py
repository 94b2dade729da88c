"""Pages as plain text: the ``transcript`` builder, and the twin beside each HTML page."""
