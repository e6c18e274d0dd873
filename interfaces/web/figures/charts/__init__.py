"""Charts drawn on the server: colours by classes of the stylesheet, so that they print as shown."""
