"""Copies of a ledger, taken and put back, on either database."""
