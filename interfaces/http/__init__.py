"""What every channel over HTTP shares: the door, its refusals, who comes in, and the journal."""
