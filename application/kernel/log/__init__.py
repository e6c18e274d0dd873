"""The log: how facts are recorded, stored and read again, on either database."""
