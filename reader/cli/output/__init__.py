"""What commands print: tables, data formats, texts, charts, progress, through one console."""
