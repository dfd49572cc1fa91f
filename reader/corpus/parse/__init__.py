"""Front matter and body to an article: field aliases, values coerced to types, problems noted."""
