"""The bytes of a file to text, and its front matter in any format to names and values."""
