"""Rows that answer for a day and for what was known at a moment: what indicators count."""
