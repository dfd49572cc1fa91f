"""Completions for shells, made from the tables of commands, options and the query language."""
