"""Two datasets side by side: which fiche is which, what changed, and how it is told."""
