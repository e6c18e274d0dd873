"""The pages of figures: how far targets are reached, what is behind a number, why it changed."""
