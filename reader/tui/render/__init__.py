"""Model to styled lines: pure functions that know neither widgets nor colours."""
