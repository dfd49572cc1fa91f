"""The parts of the screen: they draw what they are given and post messages; they know no session."""
