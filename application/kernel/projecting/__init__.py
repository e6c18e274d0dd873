"""How the read models follow the log: their tables, rows and places in it."""
