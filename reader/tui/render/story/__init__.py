"""A story as styled lines: coverage, sources side by side, timeline, notes in list and article."""
