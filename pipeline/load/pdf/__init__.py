"""PDF: what its pages draw, in points from the upper left corner of the page as shown."""
