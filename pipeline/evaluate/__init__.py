"""How well a dataset agrees with gold annotations: gold files, alignment, scores."""
