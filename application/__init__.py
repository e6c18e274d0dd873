"""What the ledger does: commands, read models, indicators, imports, exports."""
