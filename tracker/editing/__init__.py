"""Editing: one more record in a file, without touching another byte, saved whole or not at all."""
