"""The event loop: the guard at its ways back in, the key queue, key sequences, garbage collection."""
