"""From a Dataset to files: one module an output format."""
