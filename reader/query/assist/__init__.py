"""Help while a query is typed or explained: completion, facets, highlighting, the reference."""
