"""An evaluation as people and programs read it: terminal, Markdown, JSON, JUnit XML."""
