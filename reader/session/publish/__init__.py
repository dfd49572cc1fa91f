"""Publishing: the one thing that writes into the files of a corpus, after a preview and never by halves."""
