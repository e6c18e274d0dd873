"""The same rows in columns: a DuckDB file beside the ledger, for figures of large ledgers."""
