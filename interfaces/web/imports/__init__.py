"""Bringing files by the pages: uploaded, checked aside, looked at, written when confirmed."""
