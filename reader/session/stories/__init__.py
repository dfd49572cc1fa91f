"""The stories of a session: built in the background, asked by row, by id and by query."""
