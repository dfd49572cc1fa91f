"""The same keys at once and one by one: what a person decides must not hang on how fast the line is."""
