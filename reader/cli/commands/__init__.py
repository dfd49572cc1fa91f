"""One module a command of `reader.cli.verbs`, each with `run(words, console)` returning the exit code."""
