"""Compact columns in memory, one value an article; they know neither files nor the index."""
