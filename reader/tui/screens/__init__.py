"""Screens: they compose widgets, bind data down and pass messages up; what a verb does is in `actions/`."""
