"""Spark on demand: `make spark`. It is an extra of half a gigabyte, which CI does not install."""
