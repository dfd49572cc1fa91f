"""The terminal itself: driver, input decoder, key events, modes, screen difference, clipboard, graphics."""
