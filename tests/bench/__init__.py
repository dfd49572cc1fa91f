"""The project's own measurements: `make bench` runs the app on a pseudo-terminal beside an empty Textual app."""
