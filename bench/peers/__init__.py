"""What a user would pick instead, doing the same work: see `python -m bench.peers --help`."""
