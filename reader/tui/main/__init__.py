"""The main screen: its panes, its lines, what is drawn on them, where the last session is taken up."""
