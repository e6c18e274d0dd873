"""The ledger for programs: JSON over HTTP (contract §5)."""
