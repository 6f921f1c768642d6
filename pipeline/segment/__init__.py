"""Which family a document is of, and cutting it into segments: one segment is one fiche to be read."""
