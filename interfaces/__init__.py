"""Channels to the ledger: HTTP, command line, and later the pages."""
