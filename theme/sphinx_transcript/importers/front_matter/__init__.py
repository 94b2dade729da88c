"""Front matter: the formats of other systems are parsed, and this extension's is written."""
