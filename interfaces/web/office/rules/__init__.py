"""What the figures rest on: parameters, definitions, targets, figures from outside."""
