"""Paths, settings and key overrides. Nothing happens on import."""
