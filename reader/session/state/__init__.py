"""Small files in the user's state folder: recent corpora, input history, drafts, resume points, crash reports."""
