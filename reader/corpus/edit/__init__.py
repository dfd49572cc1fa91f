"""Changing one value in a file's front matter and nothing else. Bytes come in and go out; no file is touched here."""
