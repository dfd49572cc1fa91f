"""Bringing an index up to date with its files: workers, lock, progress, growing snapshots."""
