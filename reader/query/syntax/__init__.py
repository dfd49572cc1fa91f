"""The text of a query to a syntax tree and back: fields, lexer, parser, values, printing."""
