"""The dataset to take away: one module a format, and what goes with the data."""
