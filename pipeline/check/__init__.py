"""Quality findings: on a fiche, among all fiches, and between a document and its contents list."""
