"""Telling: what each page says, as blocks that every medium shows in its own way."""
