"""The same work for whatever is measured: what clerks send, and the client that sends it."""
