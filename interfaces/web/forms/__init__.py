"""A command as a form: its fields drawn, what was typed read, refusals shown at their fields."""
