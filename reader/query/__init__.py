"""The query language: fields, lexer, parser, tree, evaluation, completion, sort."""
