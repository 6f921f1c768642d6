"""Proposing a profile for a document of an unknown family."""
