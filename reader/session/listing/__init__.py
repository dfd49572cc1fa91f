"""What the list shows: views, search in slices, rows that stay, folding to stories, the trail."""
