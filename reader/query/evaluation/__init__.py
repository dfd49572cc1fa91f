"""A syntax tree evaluated on a table of articles: predicates, sort order, narrowing."""
