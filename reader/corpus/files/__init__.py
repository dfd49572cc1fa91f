"""The files of a corpus on disk: which there are, which have changed, and when to look again."""
