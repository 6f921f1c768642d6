"""The stages: path -> Document -> Segments -> Fiches -> Dataset -> files."""
