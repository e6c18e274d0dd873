"""The units of the city: read from a file, never written down in code."""
