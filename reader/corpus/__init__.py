"""Disk to model: scan, front matter, schema, index, the corpus in memory."""
