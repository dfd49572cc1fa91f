"""What is typed into the line at the bottom: filters, words to find, commands."""
