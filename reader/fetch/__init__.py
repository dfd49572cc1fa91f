"""The whole text of an article, from its page on the web: asked for, never by itself; kept for reading offline."""
