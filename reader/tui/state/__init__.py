"""What is shown and chosen, without a widget: the view state, ranges, scope, triage mode, folding."""
