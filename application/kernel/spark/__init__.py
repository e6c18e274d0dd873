"""Spark SQL over the exported rows: the same statements on several machines."""
