"""How questions are answered: what they see, by which engine, and what is kept of answers."""
