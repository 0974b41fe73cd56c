"""Judging: the arithmetic and the rules behind a verdict; `tracker.progress` is the door."""
