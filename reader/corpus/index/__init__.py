"""The disposable SQLite index of a corpus: schema, rows, reading, writing, cached columns."""
