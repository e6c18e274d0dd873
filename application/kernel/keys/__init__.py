"""The keys of the people and of the ledger, and what is sealed with them."""
