"""The one door for both front ends."""
