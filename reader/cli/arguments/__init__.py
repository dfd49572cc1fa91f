"""The words of a command line: names of commands, options, corpora, the query and its mistakes."""
