"""What is asked of the operating system: temporary files beside their target, memory given back to it."""
