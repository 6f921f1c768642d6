"""The public edition of a dataset, without persons, and the proof of it."""
