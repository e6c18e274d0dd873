"""The process of its own in which a server's commands are carried out (docs/decisions/0081)."""
