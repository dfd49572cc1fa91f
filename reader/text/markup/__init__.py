"""Bodies in HTML, Markdown and the syntax of generators: to plain Markdown, and to plain words."""
