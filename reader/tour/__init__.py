"""The built-in corpus that teaches the program by being read."""
