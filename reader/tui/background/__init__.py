"""Work outside the keys: loading, watching, fetching, and commands of other programs."""
