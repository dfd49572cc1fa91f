"""Related links as a graph."""
