"""Corpus and marks as the table that queries are evaluated on, and the values of its fields."""
