"""How commands are carried out: alone on a shelf, together in a batch, in a process apart."""
