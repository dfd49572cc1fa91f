"""Regular expressions that take time in proportion to the text: parser, automaton, matcher."""
