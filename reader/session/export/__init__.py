"""What articles are handed on as: a digest, a web page, a list of outlets. Text comes in and goes out."""
