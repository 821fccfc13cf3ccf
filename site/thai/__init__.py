"""The Thai language for the rest of the site: plain Python, no Django."""
