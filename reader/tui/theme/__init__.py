"""Stylesheets, themes, and how the screen is drawn on the terminal at hand."""
