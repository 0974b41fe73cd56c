"""Importing: from other people's files to a change set; nothing here writes."""
