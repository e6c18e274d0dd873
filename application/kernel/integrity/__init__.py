"""What shows that nothing in the log was changed: chain, seals, and what is found wrong."""
