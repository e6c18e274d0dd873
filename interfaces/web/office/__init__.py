"""The pages of the office: figures, their definitions, and what they rest on."""
