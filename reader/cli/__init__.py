"""argv to work, work to output and exit codes."""
