"""A lab of faults: commands killed at random moments, and what must hold afterwards."""
