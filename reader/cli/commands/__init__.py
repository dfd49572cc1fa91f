"""One module a command, each with `run(words, console)` returning the exit code; `command_names` lists them."""
