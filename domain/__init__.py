"""What is true of the trade: no I/O, no clock; standard library and pydantic only."""
