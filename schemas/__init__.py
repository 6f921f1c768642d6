"""What the data is: pydantic models of everything that enters or leaves the pipeline.

Nothing here knows how a value is found; see `pipeline` for that.
"""
